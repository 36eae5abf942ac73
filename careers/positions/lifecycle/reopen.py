from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from careers.core.local_dates import LocalDates
from careers.positions.lifecycle.apply_actions import AppliedAction
from careers.positions.open_and_closed import is_closed, passed_closing_date


class Reopen(AppliedAction):
    """Let candidates apply for a position again.

    A closing date that has passed is cleared, in the position and in its drafts, since it would
    close the position at once; the result's `log_data` says so.
    """

    action_name = "reopen"
    log_action = "careers.reopen"
    changed_fields = ("closed_at", "closing_date")
    changes_drafts = True

    def refusal(self, dates: LocalDates) -> str:
        if is_closed(self.instance, dates):
            return ""
        return gettext("“%(title)s” is not closed.") % {"title": self.instance}

    def values(self, dates: LocalDates) -> dict[str, Any]:
        passed = passed_closing_date(self.instance, dates)
        return {"closed_at": None} | ({"closing_date": None} if passed else {})

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        closing = content.get("closing_date")
        passed = closing and date.fromisoformat(closing) < dates.at(self.instance.url_path)
        return {"closing_date": None} if passed else {}

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        passed = passed_closing_date(self.instance, dates)
        return {"cleared_closing_date": passed.isoformat() if passed else None}
