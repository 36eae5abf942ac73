from __future__ import annotations

from typing import Any

from wagtail.models import Page

from careers.core.local_dates import LocalDates
from careers.positions.lifecycle.apply_actions import AppliedAction
from careers.positions.position_page import PositionPage


class MoveToTeam(AppliedAction):
    """Give a position to `team`, a `TeamPage`. Visitors see it there once that is published."""

    action_name = "move_to_team"
    log_action = "careers.move_to_team"
    changed_fields = ("team",)
    changes_drafts = True
    changes_references = True

    def __init__(self, instance: PositionPage, user: Any = None, *, team: Page) -> None:
        super().__init__(instance, user)
        self.team = team

    @property
    def options(self) -> dict[str, Any]:
        return {"team": self.team}

    def values(self, dates: LocalDates) -> dict[str, Any]:
        return {"team": self.team}

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        return {"team": self.team.pk}

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        return {"team": _named(self.team), "before": _named(self.instance.team)}


def _named(team: Page | None) -> dict[str, Any] | None:
    return {"id": team.pk, "title": team.title} if team else None
