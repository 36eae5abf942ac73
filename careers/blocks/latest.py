from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain, repeat
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from careers.blocks import preview_values
from careers.blocks.image_chooser import PreloadedImageBlock
from careers.blocks.link import LinkedBlock, LinkedValue
from careers.core.section_block import GROUP_STORY, SectionBlock, heading_block
from careers.core.text_blocks import CharBlock, TextBlock
from careers.news.news_cards import NewsCard, NewsCardJSON, card_of, mix, represent_card
from careers.news.news_feed import NewsKind

#: Up to so many cards are of the same width; of more, the first is wider.
MAX_EVEN_CARDS = 3
MAX_ITEMS = 12


def preview_value() -> dict[str, Any]:
    image = preview_values.image_value()
    return {
        "heading": gettext("The latest from the team"),
        "items": [
            {
                "kind": "talk",
                "title": gettext("What a queue is for"),
                "url": "https://example.com/queue/",
                "image": image,
                "date": date(2026, 11, 12),
                "duration": gettext("32 min"),
                "summary": gettext("And what happens on the day it is full."),
            },
            {
                "kind": "article",
                "title": gettext("The way back is a feature"),
                "url": "https://example.com/way-back/",
                "image": image,
                "date": date(2026, 11, 3),
            },
        ],
    }


class LatestItemValue(LinkedValue):
    def card(self, request: HttpRequest | None = None) -> NewsCard:
        image = self.get("image")
        return NewsCard(
            kind=self.get("kind") or "",
            title=self.get("title") or self.page_title(request),
            address=self.link(request),
            image=image,
            alt=getattr(image, "contextual_alt_text", "") or "",
            day=self.get("date"),
            duration=self.get("duration") or "",
            summary=self.get("summary") or "",
        )


class LatestItemBlock(LinkedBlock):
    kind = blocks.ChoiceBlock(choices=NewsKind.choices, default=NewsKind.ARTICLE, label=_("Kind"))
    title = CharBlock(
        required=False,
        max_length=160,
        label=_("Title"),
        help_text=_("Leave empty to use the title of the page below."),
    )
    image = PreloadedImageBlock(required=False, presets=["card", "wide_card"], label=_("Picture"))
    date = blocks.DateBlock(required=False, label=_("Date"))
    duration = CharBlock(
        required=False, max_length=40, label=_("Length"), help_text=_("For example: 8 min read")
    )
    summary = TextBlock(
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


class NewsFeedChooserBlock(SnippetChooserBlock):
    """Chooses a feed, and fetches it with its items and their images in one query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("careers.NewsFeed", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = list(values)
        feeds = self.model_class.objects.with_items(set(keys) - {None})
        return [feeds.get(key) for key in keys]


class ShownLatest(TypedDict):
    cards: Annotated[list[NewsCardJSON], Field(description="Those that are picked come first.")]


class LatestBlock(SectionBlock):
    heading = heading_block(
        help_text=_("Leave empty for “The latest from” and the name of the team or page.")
    )
    items = blocks.ListBlock(
        LatestItemBlock(),
        default=[],
        min_num=0,
        max_num=MAX_ITEMS,
        label=_("Items"),
        help_text=_("What you pick stands first, in this order."),
    )
    feed = NewsFeedChooserBlock(
        required=False,
        label=_("News feed"),
        help_text=_("Its newest items follow by themselves; nothing is shown twice."),
    )
    number = blocks.IntegerBlock(
        default=MAX_EVEN_CARDS + 1,
        min_value=1,
        max_value=MAX_ITEMS,
        label=_("Number of items"),
        help_text=_("The feed adds to your items up to this number."),
    )

    api_left_out = ("items", "feed", "number")
    api_shown = ShownLatest

    class Meta:
        icon = "history"
        group = GROUP_STORY
        label = _("Latest")
        label_format = "{heading} {items}"
        description = _("Cards that lead to articles, talks and videos: picked, or from a feed.")
        follows_from_content = True
        template = "careers/blocks/latest.html"
        preview_value = staticmethod(preview_value)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned.get("items") or cleaned.get("feed"):
            return cleaned
        error = ValidationError(_("Add an item, or choose a news feed."))
        raise StructBlockValidationError(non_block_errors=ErrorList([error]))

    def get_heading(self, value: Any, page_title: str) -> str:
        if heading := super().get_heading(value, page_title):
            return heading
        if page_title:
            return gettext("The latest from %(team)s") % {"team": page_title}
        return gettext("The latest")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        picked = [item.card(request) for item in value.get("items") or []]
        feed = value.get("feed")
        context["cards"] = cards = mix(
            (card for card in picked if card.title or card.image),
            (card_of(item) for item in feed.newest_items()) if feed else (),
            value.get("number") or MAX_EVEN_CARDS + 1,
            host=request.get_host() if request else "",
        )
        context["has_wide_first"] = len(cards) > MAX_EVEN_CARDS
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownLatest:
        presets = chain(["wide_card"] if shown["has_wide_first"] else [], repeat("card"))
        request = shown.get("request")
        return {
            "cards": [
                represent_card(card, preset, request)
                for card, preset in zip(shown["cards"], presets, strict=False)
            ]
        }
