"""The base of all blocks that are a section of a page: settings, anchor, classes and heading."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, get_type_hints

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from careers.core.representation.block_forms import represent_fields, schema_of_fields
from careers.core.text_blocks import CharBlock, UntranslatedCharBlock
from careers.kept.facts import find_kept, is_kept_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]

GROUP_TEXT = _("Text")
GROUP_STORY = _("Stories")
GROUP_MEDIA = _("Pictures and videos")
GROUP_POSITIONS = _("Positions")


class Tone(models.TextChoices):
    """The background of a section."""

    NONE = "", _("Plain")
    TINT = "tint", _("Tinted")
    INK = "ink", _("Dark")
    ACCENT = "accent", _("Accent colour")


class Width(models.TextChoices):
    """How wide a section is, where it isn't as wide as the page's columns."""

    NARROW = "narrow", _("Narrow: in line with the text")
    WIDE = "wide", _("Wide: the heading above, all else across the page")
    FULL = "full", _("Full: from edge to edge of the window")


def tone_block(default: Tone = Tone.NONE) -> blocks.ChoiceBlock:
    """The setting for the background of a section."""
    return blocks.ChoiceBlock(
        choices=[choice for choice in Tone.choices if choice[0]],
        required=False,
        default=default,
        label=_("Background"),
        help_text=_("Plain, unless this section should stand out."),
    )


class SectionBlock(blocks.StructBlock):
    """A section of a page with the settings `tone`, `anchor` and, if it has `widths`, `width`.

    With `follows_from_content` in its `Meta`, its HTML is kept until the content changes: it must
    be the same for every visitor, whatever the query of the request, but for what `depends_on`.

    Its template extends `careers/blocks/section.html` and gets `section_classes`, `heading`,
    `anchor`, the id under which the page links to it, and `page_title`, the title of that page.

    Its JSON form has its fields, without those in `api_left_out`, and what `represent_shown` adds
    or puts in their place, which is of the type `api_shown`.
    """

    tone = tone_block()
    anchor = UntranslatedCharBlock(
        required=False,
        max_length=60,
        validators=[
            RegexValidator(
                r"^[^\W_][\w-]*\Z",
                _("Use letters, digits and hyphens only, a letter or digit first."),
            )
        ],
        label=_("Anchor"),
        help_text=_("For links to this section: letters, digits and hyphens."),
    )

    settings_names = ("tone", "width", "anchor")
    widths: ClassVar[tuple[Width, ...]] = ()
    api_left_out: ClassVar[tuple[str, ...]] = ()
    api_shown: ClassVar[Any] = None

    class Meta:
        preview_template = "careers/block_preview.html"
        follows_from_content = False

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        if self.widths:
            local_blocks = [*(local_blocks or []), ("width", self._width_block())]
        super().__init__(local_blocks, **kwargs)

    def get_form_layout(self) -> BlockGroup:
        names = list(self.meta.form_layout or self.child_blocks)
        return BlockGroup(
            children=[name for name in names if name not in self.settings_names],
            settings=[name for name in self.settings_names if name in self.child_blocks],
        )

    def render(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        given: dict[str, Any] = context or {}
        request, page, anchor = given.get("request"), given.get("page"), given.get("anchor")
        if not (self.meta.follows_from_content and request and page and anchor):
            return super().render(value, context)
        if not is_kept_for(request):  # as in a preview, of which a page may have several
            return super().render(value, context)
        key = ("section", page.pk, anchor, *self.depends_on(given))
        return find_kept(request, key, lambda: super(SectionBlock, self).render(value, context))

    def depends_on(self, context: dict[str, Any]) -> tuple[Hashable, ...]:
        """Return what the HTML depends on besides the content, as `context` has it."""
        return ()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        context["anchor"] = context.get("anchor") or value.get("anchor") or self.name
        context["page_title"] = getattr(context.get("page"), "title", "")
        context["section_classes"] = " ".join(self._classes(value))
        context["heading"] = self.get_heading(value, context["page_title"])
        return context

    def get_heading(self, value: Any, page_title: str) -> str:
        """The heading to show, or "". A block whose heading may stay empty can give another one."""
        return value.get("heading") or ""

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        """Return the JSON form, made of what the template gets; the anchor stands beside it."""
        shown = self.get_context(value, parent_context=dict(context or {}))
        form = represent_fields(self, value, shown, self._left_out)
        if "heading" in form:
            form["heading"] = str(shown["heading"])
        return form | self.represent_shown(value, shown)

    def get_api_schema(self) -> Any:
        shown = get_type_hints(self.api_shown, include_extras=True) if self.api_shown else {}
        return schema_of_fields(self, self._left_out, "Value", **shown)

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> Any:
        """Return what the JSON form has besides the block's fields, from its context `shown`."""
        return {}

    @property
    def _left_out(self) -> tuple[str, ...]:
        return ("anchor", *self.api_left_out)

    def _classes(self, value: Any) -> Iterator[str]:
        yield "block"
        yield f"block-{self.name.replace('_', '-')}"
        for setting in ("tone", "width"):
            if value.get(setting):
                yield f"{setting}-{value[setting]}"

    def _width_block(self) -> blocks.ChoiceBlock:
        return blocks.ChoiceBlock(
            choices=[(width.value, width.label) for width in self.widths],
            required=False,
            label=_("Width"),
            help_text=_("As wide as the page's columns, unless you choose another."),
        )


def heading_block(
    default: StrOrPromise = "", help_text: StrOrPromise = "", required: bool = False
) -> blocks.CharBlock:
    """The field for the heading of a section."""
    return CharBlock(
        required=required, max_length=120, default=default, label=_("Heading"), help_text=help_text
    )
