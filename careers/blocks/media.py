"""Parts that point to articles, talks and videos."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import samples
from careers.blocks.base import GROUP_STORY, SectionBlock, heading_block
from careers.blocks.links import LinkedBlock, LinkedValue
from careers.models.choices import NewsKind
from careers.pictures import PictureBlock

#: Up to so many cards stand side by side; from then on the first is wider.
MOST_EVEN_CARDS = 3


class LatestItemValue(LinkedValue):
    @property
    def kind_name(self) -> str:
        kind = self.get("kind")
        return str(NewsKind(kind).label) if kind in NewsKind.values else ""

    @property
    def shown_title(self) -> str:
        page = self.get("page")
        return self.get("title") or (page.title if page is not None else "")

    @property
    def image_alt(self) -> str:
        image = self.get("image")
        return getattr(image, "contextual_alt_text", "") or ""


class LatestItemBlock(LinkedBlock):
    kind = blocks.ChoiceBlock(choices=NewsKind.choices, default=NewsKind.ARTICLE, label=_("NewsKind"))
    title = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Leave empty to use the title of the page below."),
    )
    image = PictureBlock(required=False, label=_("Picture"))
    date = blocks.DateBlock(required=False, label=_("Date"))
    duration = blocks.CharBlock(
        required=False, max_length=40, label=_("Length"), help_text=_("For example: 8 min read")
    )
    summary = blocks.TextBlock(
        required=False,
        max_length=300,
        rows=2,
        label=_("Summary"),
        help_text=_("Shown with the first of four or more items."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Item")
        label_format = "{title}"
        value_class = LatestItemValue
        form_layout = ["kind", "title", "page", "url", "image", "date", "duration", "summary"]

    def link_errors(self, cleaned: Any) -> dict[str, ValidationError]:
        errors = super().link_errors(cleaned)
        if cleaned.get("url") and not cleaned.get("title"):
            errors["title"] = ValidationError(_("Enter the title of what the address leads to."))
        return errors


class LatestValue(blocks.StructValue):
    @property
    def shown_items(self) -> list[LatestItemValue]:
        """The items of which there is anything to show."""
        return [item for item in self.get("items") or [] if item.shown_title or item.get("image")]

    @property
    def has_wide_first(self) -> bool:
        """Whether the first card is wider than the others."""
        return len(self.shown_items) >= MOST_EVEN_CARDS + 1


class LatestBlock(SectionBlock):
    heading = heading_block(help_text=_("Leave empty for “The latest from” and the team's name."))
    items = blocks.ListBlock(LatestItemBlock(), min_num=1, max_num=12, label=_("Items"))

    class Meta:
        icon = "history"
        group = GROUP_STORY
        label = _("Latest")
        label_format = "{heading}"
        description = _("Cards that lead to articles, talks and videos you pick.")
        template = "careers/blocks/latest.html"
        value_class = LatestValue
        preview_value = staticmethod(samples.sample_latest)
