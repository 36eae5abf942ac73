from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks

from careers.blocks import preview_values
from careers.core.representation.links import absolute
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.site_indexes import site_indexes
from careers.teams.listed_teams import ListedTeams
from careers.teams.representation import TeamSummary, represent_team_card
from careers.teams.team_cards import team_cards

NUMBER_OF_TEAMS = 12
MAX_TEAMS = 48


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("Our teams"), "number": NUMBER_OF_TEAMS}


class ShownTeamGrid(TypedDict):
    teams: list[TeamSummary]
    number_of_teams: Annotated[int, Field(description="How many there are in all.")]
    open_positions: Annotated[int, Field(description="How many all teams have together.")]
    teams_url: Annotated[str, Field(description="The address of the list of all teams, or “”.")]
    positions_url: Annotated[str, Field(description="The address of all open positions, or “”.")]


class TeamGridBlock(SectionBlock):
    heading = heading_block(default=_("Our teams"), required=True)
    number = blocks.IntegerBlock(
        default=NUMBER_OF_TEAMS,
        min_value=1,
        max_value=MAX_TEAMS,
        label=_("How many"),
        help_text=_(
            "Where there are more, those with the most open positions are shown, "
            "and a link to all others."
        ),
    )

    api_left_out = ("number",)
    api_shown = ShownTeamGrid

    class Meta:
        icon = "grip"
        group = GROUP_POSITIONS
        label = _("Team grid")
        label_format = "{heading}"
        description = _("Teams with their pictures and the number of open positions.")
        follows_from_content = True
        template = "careers/blocks/team_grid.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "team_cards" not in context:
            request = context.get("request")
            indexes = site_indexes(request, context.get("page"))
            teams = ListedTeams(indexes.teams, request)
            shown = teams.most_hiring(value.get("number") or NUMBER_OF_TEAMS)
            context |= {
                "team_cards": team_cards(request, shown),
                "number_of_teams": len(teams.keys),
                "open_positions": teams.open_positions,
                "index_url": indexes.positions_url,
                "teams_url": indexes.teams_url,
            }
        return context

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownTeamGrid:
        request = shown.get("request")
        cards = [card for card in shown["team_cards"] if card.page]
        return {
            "teams": [represent_team_card(card, request) for card in cards],
            "number_of_teams": shown["number_of_teams"],
            "open_positions": shown["open_positions"],
            "teams_url": absolute(shown["teams_url"], request),
            "positions_url": absolute(shown["index_url"], request),
        }

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        cards = preview_values.team_cards()
        return {
            **context,
            "team_cards": cards,
            "number_of_teams": len(cards),
            "open_positions": sum(card.open_positions for card in cards),
        }
