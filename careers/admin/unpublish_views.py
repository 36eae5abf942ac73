"""Tell an editor which positions are hidden with a team before it is unpublished."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.pages.unpublish import UnpublishView

from careers.admin.publish_views import GuardedPageViewSet
from careers.models import PositionPage, TeamPage

#: How many positions are named before the rest is counted.
MAX_NAMED = 5


class UnpublishTeamView(UnpublishView):
    template_name = "careers/admin/confirm_unpublish_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        teams = [page.pk for page in self.objects_to_unpublish]
        positions = PositionPage.objects.filter(team__in=teams).open()
        number = positions.count()
        return super().get_context_data(**kwargs) | {
            "open_positions": positions.order_by("title", "pk")[:MAX_NAMED],
            "open_positions_count": number,
            "open_positions_more": max(number - MAX_NAMED, 0),
        }


class TeamPageViewSet(GuardedPageViewSet):
    """Warn before a team is unpublished; everything else is as with other pages."""

    model = TeamPage
    unpublish_view_class = UnpublishTeamView
