"""What all parts of a page share: settings behind the cog, an anchor, a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]

GROUP_TEXT = _("Text")
GROUP_STORY = _("Stories")
GROUP_POSITIONS = _("Positions")


class Tone(models.TextChoices):
    """The ground that a part stands on."""

    NONE = "", _("Plain")
    TINT = "tint", _("Tinted")
    INK = "ink", _("Dark")
    ACCENT = "accent", _("Accent colour")


class SectionBlock(blocks.StructBlock):
    """A part of a page. Its template gets `anchor`, the id under which the page links to it,
    and `page_title`, the name of the page around it.
    """

    tone = blocks.ChoiceBlock(
        choices=[choice for choice in Tone.choices if choice[0]],
        required=False,
        label=_("Background"),
        help_text=_("Plain, unless this part should stand out."),
    )
    anchor = blocks.CharBlock(
        required=False,
        max_length=60,
        validators=[validate_slug],
        label=_("Anchor"),
        help_text=_("For links to this part of the page: letters, digits and hyphens."),
    )

    settings_names = ("tone", "anchor")

    class Meta:
        preview_template = "careers/block_preview.html"

    def get_form_layout(self) -> BlockGroup:
        content = [name for name in self.child_blocks if name not in self.settings_names]
        return BlockGroup(children=content, settings=list(self.settings_names))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        context["anchor"] = context.get("anchor") or value.get("anchor") or self.name
        context["page_title"] = getattr(context.get("page"), "title", "")
        return context


def heading_block(
    default: StrOrPromise = "", help_text: StrOrPromise = "", required: bool = False
) -> blocks.CharBlock:
    """The heading of a part of a page."""
    return blocks.CharBlock(
        required=required, max_length=120, default=default, label=_("Heading"), help_text=help_text
    )
