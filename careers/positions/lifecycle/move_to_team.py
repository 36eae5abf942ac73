from __future__ import annotations

from typing import Any

from wagtail.models import Page

from careers.core.local_dates import LocalDates
from careers.core.translations import copies_in
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

    def for_translation(self, translation: PositionPage) -> MoveToTeam:
        """Move the translation to the team's copy in its language, or else to the team itself."""
        copies = copies_in(
            type(self.team), [self.team.pk], translation.locale_id, live=translation.live
        )
        team = type(self.team)._default_manager.get(pk=copies.get(self.team.pk, self.team.pk))
        return type(self)(translation, self.user, team=team)

    def translated_values(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"team": self.team}

    def values(self, dates: LocalDates) -> dict[str, Any]:
        return {"team": self.team}

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        return {"team": self.team.pk}

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        return {"team": _named(self.team), "before": _named(self.instance.team)}


def _named(team: Page | None) -> dict[str, Any] | None:
    return {"id": team.pk, "title": team.title} if team else None
