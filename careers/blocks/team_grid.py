from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.blocks import preview_values
from careers.core.section_block import GROUP_POSITIONS, SectionBlock, heading_block
from careers.core.site_indexes import site_indexes
from careers.teams.team_cards import site_team_cards


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("Our teams")}


class TeamGridBlock(SectionBlock):
    heading = heading_block(default=_("Our teams"), required=True)

    class Meta:
        icon = "grip"
        group = GROUP_POSITIONS
        label = _("Team grid")
        label_format = "{heading}"
        description = _("All teams with their pictures and the number of open positions.")
        follows_from_content = True
        template = "careers/blocks/team_grid.html"
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "team_cards" not in context:
            request = context.get("request")
            context["team_cards"] = site_team_cards(request)
            context["index_url"] = site_indexes(request).positions_url
        context["open_positions"] = sum(card.open_positions for card in context["team_cards"])
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_preview_context(value, parent_context)
        return {**context, "team_cards": preview_values.team_cards()}
