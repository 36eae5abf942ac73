"""What can be done to positions at once, without an editor: the rules and values of each step.

Closing and reopening change the state of a position. Its closing date and its team are content:
the published page changes at once, and so does what is still to be published of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from careers.clock import LocalDays
from careers.models.positions import PositionPage
from careers.models.teams import TeamPage

MOST_NAMED = 5


class LifecycleError(Exception):
    """A step that positions can't take; nothing was done. `reasons` are sentences for an editor."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(dict.fromkeys(reasons))
        super().__init__(" ".join(shortened(self.reasons)))


def shortened(reasons: list[str]) -> list[str]:
    """The first of `reasons`, and how many there are besides."""
    left = len(reasons) - MOST_NAMED
    if left <= 0:
        return reasons
    return [*reasons[:MOST_NAMED], gettext("%(number)d more can't either.") % {"number": left}]


class Step(ABC):
    """One step for any number of positions."""

    log_action: ClassVar[str]
    #: Whether it may change what revisions hold.
    changes_drafts: ClassVar[bool] = False
    #: Whether it changes what a position refers to.
    changes_references: ClassVar[bool] = False

    def obstacle(self, position: PositionPage, days: LocalDays) -> str:
        """Why `position` can't take the step, in an editor's words; empty if it can."""
        return ""

    @abstractmethod
    def values(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        """The values that fields of `position` get."""

    def content_values(
        self, position: PositionPage, content: dict[str, Any], days: LocalDays
    ) -> dict[str, Any]:
        """The values that a revision's `content` gets, as it is serialised."""
        return {}

    def log_data(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        """What the audit log keeps, told by `position` as it was before."""
        return {}


@dataclass(frozen=True)
class Close(Step):
    log_action = "careers.close"
    at: datetime = field(default_factory=timezone.now)

    def obstacle(self, position: PositionPage, days: LocalDays) -> str:
        title = {"title": position.get_admin_display_title()}
        if position.closed_at is not None:
            return gettext("“%(title)s” has been closed before.") % title
        if not position.live:
            return gettext("“%(title)s” is not published.") % title
        if _passed_date(position, days):
            return gettext("“%(title)s” is closed: its closing date is over.") % title
        return ""

    def values(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        return {"closed_at": self.at}


@dataclass(frozen=True)
class Reopen(Step):
    """A closing date that has passed would close the position again at once, so it is cleared."""

    log_action = "careers.reopen"
    changes_drafts = True

    def obstacle(self, position: PositionPage, days: LocalDays) -> str:
        if position.closed_at is not None or _passed_date(position, days):
            return ""
        return gettext("“%(title)s” is not closed.") % {"title": position}

    def values(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        passed = _passed_date(position, days)
        return {"closed_at": None} | ({"closing_date": None} if passed else {})

    def content_values(
        self, position: PositionPage, content: dict[str, Any], days: LocalDays
    ) -> dict[str, Any]:
        closing = content.get("closing_date")
        passed = closing and date.fromisoformat(closing) < days.at(position.url_path)
        return {"closing_date": None} if passed else {}

    def log_data(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        passed = _passed_date(position, days)
        return {"cleared_closing_date": passed.isoformat() if passed else None}


@dataclass(frozen=True)
class SetClosingDate(Step):
    """`day` is the last one on which candidates can apply; None takes the closing date away."""

    log_action = "careers.set_closing_date"
    changes_drafts = True
    day: date | None

    def obstacle(self, position: PositionPage, days: LocalDays) -> str:
        if self.day is None:
            return ""
        if self.day < days.at(position.url_path):
            return gettext("%(day)s is over: choose a later day, or none.") % {
                "day": date_format(self.day)
            }
        if position.posted_date and self.day < position.posted_date:
            return gettext("“%(title)s” would close before it was posted, on %(day)s.") % {
                "title": position,
                "day": date_format(position.posted_date),
            }
        return ""

    def values(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        return {"closing_date": self.day}

    def content_values(
        self, position: PositionPage, content: dict[str, Any], days: LocalDays
    ) -> dict[str, Any]:
        return {"closing_date": _written(self.day)}

    def log_data(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        return {"closing_date": _written(self.day), "before": _written(position.closing_date)}


@dataclass(frozen=True)
class MoveToTeam(Step):
    log_action = "careers.move_to_team"
    changes_drafts = True
    changes_references = True
    team: TeamPage

    def values(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        return {"team": self.team}

    def content_values(
        self, position: PositionPage, content: dict[str, Any], days: LocalDays
    ) -> dict[str, Any]:
        return {"team": self.team.pk}

    def log_data(self, position: PositionPage, days: LocalDays) -> dict[str, Any]:
        return {"team": _named(self.team), "before": _named(position.team)}


def _passed_date(position: PositionPage, days: LocalDays) -> date | None:
    """The closing date of `position`, if it is over where it is."""
    closing: date | None = position.closing_date
    return closing if closing and closing < days.at(position.url_path) else None


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _named(team: TeamPage | None) -> dict[str, Any] | None:
    return {"id": team.pk, "title": team.title} if team else None
