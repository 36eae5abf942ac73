"""Whoever unpublishes a team is told first which positions it takes along."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.pages.unpublish import UnpublishView

from careers.admin.publishing import ApprovedPages
from careers.models import PositionPage, TeamPage

#: So many positions are named; of the others, the number.
MOST_NAMED = 5


class UnpublishTeamView(UnpublishView):
    template_name = "careers/admin/confirm_unpublish_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        teams = [page.pk for page in self.objects_to_unpublish]
        positions = PositionPage.objects.filter(team__in=teams).open()
        number = positions.count()
        return super().get_context_data(**kwargs) | {
            "open_positions": positions.order_by("title", "pk")[:MOST_NAMED],
            "open_positions_count": number,
            "open_positions_more": max(number - MOST_NAMED, 0),
        }


class TeamPages(ApprovedPages):
    """Teams, of which all else is as with other pages."""

    model = TeamPage
    unpublish_view_class = UnpublishTeamView
