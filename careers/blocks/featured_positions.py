from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Page

from careers.blocks import preview_values
from careers.blocks.linked_page import PageBlock
from careers.core.representation.links import absolute
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.site_indexes import site_indexes
from careers.kept.facts import kept
from careers.positions.open_and_closed import below
from careers.positions.position_page import PositionPage
from careers.positions.representation import PositionSummary, position_summaries
from careers.positions.rows import PositionRow, keys_of, position_rows
from careers.positions.site_pages import root_paths

MAX_POSITIONS = 8
#: How many of the newest positions are shown where none is picked.
MAX_NEWEST_POSITIONS = 4


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("Worth a look this week"), "positions": []}


class ShownFeaturedPositions(TypedDict):
    positions: list[PositionSummary]
    positions_url: Annotated[str, Field(description="The address of all open positions, or “”.")]


class FeaturedPositionsBlock(SectionBlock):
    heading = heading_block(default=_("Worth a look this week"), required=True)
    positions = blocks.ListBlock(
        PageBlock(page_type="careers.PositionPage", label=_("Position")),
        default=[],
        min_num=0,
        max_num=MAX_POSITIONS,
        label=_("Positions"),
        help_text=_(
            "Those that have closed are left out. When none is left, the newest are shown instead."
        ),
    )

    api_left_out = ("positions",)
    api_shown = ShownFeaturedPositions

    class Meta:
        icon = "pick"
        group = GROUP_POSITIONS
        label = _("Featured positions")
        label_format = "{heading}"
        description = _("Open positions that you pick, and a link to all others.")
        follows_from_content = True
        template = "careers/blocks/featured_positions.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "rows" not in context:
            request = context.get("request")
            picked = [page.pk for page in value.get("positions") or [] if page is not None]
            indexes = site_indexes(request, context.get("page"))
            context["rows"] = _picked_or_newest(request, tuple(picked), indexes.positions)
            context["index_url"] = indexes.positions_url
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownFeaturedPositions:
        request = shown.get("request")
        return {
            "positions": position_summaries(
                request, keys_of(shown["rows"]), PositionPage.objects.all()
            ),
            "positions_url": absolute(shown["index_url"], request),
        }

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "rows": preview_values.position_rows()}


@kept
def _picked_or_newest(
    request: HttpRequest | None, picked: tuple[int, ...], index: Page | None
) -> list[PositionRow]:
    """The picked positions of the site that are open, in their order.

    Where none is, they are the newest of the section that has the `index` page.
    """
    on_site = below("url_path", root_paths(request))
    positions = PositionPage.objects.open_for(request).filter(on_site, pk__in=picked).for_rows()
    if by_id := {position.pk: position for position in positions}:
        in_order = [by_id[key] for key in dict.fromkeys(picked) if key in by_id]
        return position_rows(in_order, request)
    return _newest_rows(request, index) if index else []


@kept
def _newest_rows(request: HttpRequest | None, index: Page) -> list[PositionRow]:
    positions = PositionPage.objects.open_for(request).child_of(index)
    return position_rows(positions.for_rows().newest_first()[:MAX_NEWEST_POSITIONS], request)
