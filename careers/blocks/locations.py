from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from careers.blocks import preview_values
from careers.core.representation.links import absolute
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.translations import in_language_of_reader
from careers.directory.location import Location
from careers.directory.representation import LocationJSON, represent_location
from careers.positions.location_rows import LocationRow, all_locations, location_rows
from careers.teams.team_page import TeamPage

MAX_LOCATIONS = 40


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("Where we work"), "locations": []}


def _preview_rows() -> list[LocationRow]:
    return [
        LocationRow(
            gettext("Lisbon"),
            ("Rua do Alecrim 71", "1200-015 Lisboa", gettext("Portugal")),
            gettext("Western European Time (UTC+0)"),
            7,
            preview_values.LINK,
        ),
        LocationRow(
            gettext("Toronto"),
            ("460 Richmond Street West", "M5V 1Y1 Toronto", gettext("Canada")),
            gettext("Eastern Time (UTC−5)"),
            0,
            preview_values.LINK,
        ),
    ]


class ShownLocation(LocationJSON):
    address: Annotated[list[str], Field(description="Its parts in the order of the country.")]
    time_zone_name: Annotated[
        str, Field(description="In words, with its distance from UTC.", examples=["UTC+2"])
    ]
    open_positions: Annotated[int, Field(description="How many; on a team's page the team's.")]
    positions_url: Annotated[str, Field(description="The address of these positions.")]


class ShownLocations(TypedDict):
    locations: list[ShownLocation]


class LocationChooserBlock(SnippetChooserBlock):
    """Chooses locations, shown as their copies in the language of the page."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("careers.Location", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        return in_language_of_reader(super().bulk_to_python(values))


class LocationsBlock(SectionBlock):
    heading = heading_block(default=_("Where we work"), required=True)
    locations = blocks.ListBlock(
        LocationChooserBlock(label=_("Location")),
        default=[],
        min_num=0,
        max_num=MAX_LOCATIONS,
        label=_("Locations"),
        help_text=_("Leave empty to show all locations that published positions have."),
    )

    api_left_out = ("locations",)
    api_shown = ShownLocations

    class Meta:
        icon = "site"
        group = GROUP_POSITIONS
        label = _("Locations")
        label_format = "{heading}"
        description = _(
            "Addresses with their time zones and open positions; on a team's page only the team's."
        )
        follows_from_content = True
        template = "careers/blocks/locations.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "rows" not in context:
            request, page = context.get("request"), context.get("page")
            context["rows"] = location_rows(
                _picked_or_all_locations(value, request, getattr(page, "locale_id", None)),
                request,
                team=page if isinstance(page, TeamPage) else None,
            )
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownLocations:
        request = shown.get("request")
        rows = [row for row in shown["rows"] if row.location]  # those of previews have none
        return {"locations": [_represent(row, row.location, request) for row in rows]}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "rows": _preview_rows()}


def _represent(row: LocationRow, location: Location, request: HttpRequest | None) -> ShownLocation:
    return {
        **represent_location(location, request),
        "address": list(row.address),
        "time_zone_name": row.time_zone,
        "open_positions": row.open_positions,
        "positions_url": absolute(row.url, request) if row.open_positions else "",
    }


def _picked_or_all_locations(
    value: Any, request: HttpRequest | None, locale: int | None
) -> list[Any]:
    """The picked locations that still exist, in their order, or else the site's in the language."""
    picked = value.get("locations") or []
    if len(picked):
        return list(dict.fromkeys(location for location in picked if location is not None))
    return all_locations(request, locale)
