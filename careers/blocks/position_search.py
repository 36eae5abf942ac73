from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks

from careers.core.representation.links import absolute
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.site_indexes import site_indexes
from careers.core.text_blocks import CharBlock

MAX_SUGGESTIONS = 6


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("Find a position"),
        "suggestions": [gettext("Remote"), gettext("Intern")],
    }


class SuggestionJSON(TypedDict):
    query: str
    url: str


class ShownPositionSearch(TypedDict):
    suggestions: list[SuggestionJSON]
    positions_url: Annotated[str, Field(description="Where the query goes, as `q`; “”: nowhere.")]


class PositionSearchBlock(SectionBlock):
    heading = heading_block(default=_("Find a position"), required=True)
    suggestions = blocks.ListBlock(
        CharBlock(max_length=40, label=_("Word")),
        default=[],
        min_num=0,
        max_num=MAX_SUGGESTIONS,
        label=_("Often looked for"),
        help_text=_("Words that visitors can search for with one click."),
    )

    api_left_out = ("suggestions",)
    api_shown = ShownPositionSearch

    class Meta:
        icon = "search"
        group = GROUP_POSITIONS
        label = _("Position search")
        label_format = "{heading}"
        description = _("A field to search all open positions.")
        follows_from_content = True
        template = "careers/blocks/position_search.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "index_url" not in context:
            context["index_url"] = site_indexes(
                context.get("request"), context.get("page")
            ).positions_url
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownPositionSearch:
        index_url = absolute(shown["index_url"], shown.get("request"))
        words = (value.get("suggestions") or []) if index_url else []
        return {
            "suggestions": [
                {"query": word, "url": f"{index_url}?{urlencode({'q': word})}"} for word in words
            ],
            "positions_url": index_url,
        }

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "index_url": "/"}
