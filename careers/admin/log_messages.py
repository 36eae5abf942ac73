"""Messages in the history of a position about actions that were applied outside its editor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class ReopenFormatter(LogFormatter):
    label = _("Reopen position")

    def format_message(self, log_entry: Any) -> str:
        cleared = log_entry.data.get("cleared_closing_date")
        if not cleared:
            return gettext("Reopened for candidates")
        return gettext(
            "Reopened for candidates; the closing date %(date)s had passed and was cleared"
        ) % {"date": cleared}


class ClosingDateFormatter(LogFormatter):
    label = _("Set closing date")

    def format_message(self, log_entry: Any) -> str:
        day, before = (_day(log_entry.data.get(name)) for name in ("closing_date", "before"))
        if not day and not before:
            return gettext("Closing date of the draft cleared")
        if not day:
            return gettext("Closing date %(before)s cleared") % {"before": before}
        if not before:
            return gettext("Closing date set to %(day)s") % {"day": day}
        return gettext("Closing date changed from %(before)s to %(day)s") % {
            "before": before,
            "day": day,
        }


class NotPublishedFormatter(LogFormatter):
    label = _("Not published as scheduled")

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason", "")
        return gettext("Not published as scheduled. %(reason)s") % {"reason": reason}


class TeamFormatter(LogFormatter):
    label = _("Move to another team")

    def format_message(self, log_entry: Any) -> str:
        team, before = (_title(log_entry.data.get(name)) for name in ("team", "before"))
        if not before:
            return gettext("Moved to the team %(team)s") % {"team": team}
        return gettext("Moved from the team %(before)s to %(team)s") % {
            "before": before,
            "team": team,
        }


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else ""


def _title(team: dict[str, Any] | None) -> str:
    return team["title"] if team else ""
