from __future__ import annotations

from collections.abc import Hashable
from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks

from careers.blocks import preview_values
from careers.core.representation.links import absolute
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.text_blocks import CharBlock
from careers.positions.listing import PAGE_SIZE, PositionListing

MAX_PAGE_SIZE = 50


def preview_value() -> dict[str, Any]:
    return {"heading": "", "page_size": len(preview_values.position_rows()), "empty_text": ""}


class ShownOpenPositions(TypedDict):
    page_size: Annotated[int, Field(description="How many to show at first.")]
    empty_text: Annotated[str, Field(description="What to say where there are none.")]
    total: Annotated[int, Field(description="How many there are: `open_positions` has them.")]
    positions_url: Annotated[str, Field(description="The address of all open positions.")]


class OpenPositionsBlock(SectionBlock):
    """The team's open positions, which the page gives to it as `positions`."""

    heading = heading_block(
        help_text=_("Leave empty for “Open positions at”, the team's name and “team”.")
    )
    page_size = blocks.IntegerBlock(
        default=PAGE_SIZE,
        min_value=1,
        max_value=MAX_PAGE_SIZE,
        label=_("Positions at a time"),
        help_text=_("How many are shown at first, and how many “Show more” adds."),
    )
    empty_text = CharBlock(
        required=False,
        max_length=300,
        label=_("Text when there are none"),
        help_text=_("Leave empty for “There are no open positions in this team today.”"),
    )

    api_shown = ShownOpenPositions

    class Meta:
        icon = "list-ul"
        group = GROUP_POSITIONS
        label = _("Open positions")
        label_format = "{heading}"
        description = _("The team's open positions, newest first. It keeps itself up to date.")
        template = "careers/blocks/open_positions.html"
        follows_from_content = True
        preview_value = staticmethod(preview_value)

    def depends_on(self, context: dict[str, Any]) -> tuple[Hashable, ...]:
        return (getattr(context.get("positions"), "shown", None),)

    def get_heading(self, value: Any, page_title: str) -> str:
        heading = super().get_heading(value, page_title)
        return heading or gettext("Open positions at %(team)s team") % {"team": page_title}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        context["empty_text"] = value.get("empty_text") or gettext(
            "There are no open positions in this team today."
        )
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownOpenPositions:
        positions = shown.get("positions") or PositionListing()
        return {
            "page_size": value.get("page_size") or PAGE_SIZE,
            "empty_text": shown["empty_text"],
            "total": positions.total,
            "positions_url": absolute(positions.index_url, shown.get("request")),
        }

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {
            **context,
            "page": preview_values.team_page(),
            "positions": preview_values.position_listing(),
        }
