"""Parts that list teams and positions, or lead to them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from careers.blocks import samples
from careers.blocks.base import GROUP_POSITIONS, SectionBlock, heading_block
from careers.places import all_locations, location_rows
from careers.positions.listing import PAGE_SIZE
from careers.positions.rows import PositionRow, position_rows
from careers.teams import team_cards
from careers.tree import SiteIndexes

NEWEST_POSITIONS = 4


class OpenPositionsBlock(SectionBlock):
    """The team's open positions; the page that it stands on gives them to it as `positions`."""

    heading = heading_block(
        help_text=_("Leave empty for “Open positions at”, the team's name and “team”.")
    )
    page_size = blocks.IntegerBlock(
        default=PAGE_SIZE,
        min_value=1,
        max_value=50,
        label=_("Positions at a time"),
        help_text=_("How many are shown at first, and how many “Show more” adds."),
    )
    empty_text = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Text when there are none"),
        help_text=_("Leave empty for “There are no open positions in this team today.”"),
    )

    class Meta:
        icon = "list-ul"
        group = GROUP_POSITIONS
        label = _("Open positions")
        label_format = "{heading}"
        description = _("The team's open positions, newest first. It keeps itself up to date.")
        template = "careers/blocks/open_positions.html"
        preview_value = staticmethod(samples.sample_open_positions)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "page": samples.sample_team(), "positions": samples.sample_listing()}


class TeamGridBlock(SectionBlock):
    heading = heading_block(default=_("Our teams"), required=True)

    class Meta:
        icon = "grip"
        group = GROUP_POSITIONS
        label = _("Team grid")
        label_format = "{heading}"
        description = _("All teams with their pictures and the number of open positions.")
        template = "careers/blocks/team_grid.html"
        preview_value = staticmethod(samples.sample_team_grid)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "team_cards" not in context:
            request = context.get("request")
            indexes = SiteIndexes.of(request)
            context["team_cards"] = indexes.once(
                "team cards", lambda: team_cards(indexes.teams, request)
            )
            context["index_url"] = indexes.positions_url
        context["open_positions"] = sum(card.open_positions for card in context["team_cards"])
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "team_cards": samples.sample_team_cards()}


class FeaturedPositionsBlock(SectionBlock):
    heading = heading_block(default=_("Worth a look this week"), required=True)
    positions = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="careers.PositionPage", label=_("Position")),
        default=[],
        min_num=0,
        max_num=8,
        label=_("Positions"),
        help_text=_(
            "Those that have closed are left out. When none is left, the newest are shown instead."
        ),
    )

    class Meta:
        icon = "pick"
        group = GROUP_POSITIONS
        label = _("Featured positions")
        label_format = "{heading}"
        description = _("Open positions that you pick, and a link to all others.")
        template = "careers/blocks/featured_positions.html"
        preview_value = staticmethod(samples.sample_featured_positions)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "rows" not in context:
            indexes = SiteIndexes.of(context.get("request"))
            picked = [page.pk for page in value.get("positions") or [] if page is not None]
            context["rows"] = _picked_or_newest(picked, indexes)
            context["index_url"] = indexes.positions_url
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "rows": samples.sample_rows()}


class PositionSearchBlock(SectionBlock):
    heading = heading_block(default=_("Find a position"), required=True)
    suggestions = blocks.ListBlock(
        blocks.CharBlock(max_length=40, label=_("Word")),
        default=[],
        min_num=0,
        max_num=6,
        label=_("Often looked for"),
        help_text=_("Words that visitors can search for with one click."),
    )

    class Meta:
        icon = "search"
        group = GROUP_POSITIONS
        label = _("Position search")
        label_format = "{heading}"
        description = _("A field to search all open positions.")
        template = "careers/blocks/position_search.html"
        preview_value = staticmethod(samples.sample_search)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "index_url" not in context:
            context["index_url"] = SiteIndexes.of(context.get("request")).positions_url
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "index_url": "/"}


class LocationsBlock(SectionBlock):
    heading = heading_block(default=_("Where we work"), required=True)
    locations = blocks.ListBlock(
        SnippetChooserBlock("careers.Location", label=_("Location")),
        default=[],
        min_num=0,
        max_num=40,
        label=_("Locations"),
        help_text=_("Leave empty to show all locations."),
    )

    class Meta:
        icon = "site"
        group = GROUP_POSITIONS
        label = _("Locations")
        label_format = "{heading}"
        description = _(
            "Addresses with their time zones and open positions; on a team's page only the team's."
        )
        template = "careers/blocks/locations.html"
        preview_value = staticmethod(samples.sample_locations)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "rows" not in context:
            indexes = SiteIndexes.of(context.get("request"))
            page = context.get("page")
            is_team = isinstance(page, apps.get_model("careers.TeamPage"))
            context["rows"] = location_rows(
                _picked_or_all_locations(value, indexes, getattr(page, "locale_id", None)),
                indexes,
                team=page if is_team else None,
            )
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "rows": samples.sample_location_rows()}


def _picked_or_all_locations(value: Any, indexes: SiteIndexes, locale: int | None) -> list[Any]:
    """The picked locations that still exist, in order; all of the language if none is."""
    picked = value.get("locations") or []
    if len(picked):
        return list(dict.fromkeys(location for location in picked if location is not None))
    return all_locations(indexes, locale)


def _picked_or_newest(picked: list[int], indexes: SiteIndexes) -> list[PositionRow]:
    """The picked positions that are open, in their order; the site's newest where none is."""
    positions = indexes.all_open_positions().for_rows()
    found = {position.pk: position for position in positions.filter(pk__in=picked)}
    if found:
        in_order = [found[key] for key in dict.fromkeys(picked) if key in found]
        return position_rows(in_order, indexes.request)
    newest = indexes.open_positions().for_rows().newest_first()[:NEWEST_POSITIONS]
    return indexes.once("newest positions", lambda: position_rows(newest, indexes.request))
