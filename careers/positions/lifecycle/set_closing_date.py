from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from careers.core.local_dates import LocalDates
from careers.positions.lifecycle.apply_actions import AppliedAction
from careers.positions.position_page import PositionPage


class SetClosingDate(AppliedAction):
    """Make `day` the last one on which candidates can apply; None: until somebody closes it."""

    action_name = "set_closing_date"
    log_action = "careers.set_closing_date"
    changed_fields = ("closing_date",)
    changes_drafts = True

    def __init__(self, instance: PositionPage, user: Any = None, *, day: date | None) -> None:
        super().__init__(instance, user)
        self.day = day

    @property
    def options(self) -> dict[str, Any]:
        return {"day": self.day}

    def refusal(self, dates: LocalDates) -> str:
        if self.day is None:
            return ""
        if self.day < dates.at(self.instance.url_path):
            return gettext("%(day)s is over: choose a later day, or none.") % {
                "day": date_format(self.day)
            }
        posted = self.instance.posted_date
        if posted and self.day < posted:
            return gettext("“%(title)s” would close before it was posted, on %(day)s.") % {
                "title": self.instance,
                "day": date_format(posted),
            }
        return ""

    def values(self, dates: LocalDates) -> dict[str, Any]:
        return {"closing_date": self.day}

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        return {"closing_date": _serialized(self.day)}

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        before = self.instance.closing_date
        return {"closing_date": _serialized(self.day), "before": _serialized(before)}


def _serialized(day: date | None) -> str | None:
    return day.isoformat() if day else None
