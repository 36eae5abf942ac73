"""Messages in the history of a position about actions that were applied outside its editor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class ClosingDateFormatter(LogFormatter):
    label = _("Set closing date")

    def format_message(self, log_entry: Any) -> str:
        day, before = (_day(log_entry.data.get(name)) for name in ("closing_date", "before"))
        if not day and not before:
            return gettext("Closing date of the draft taken away")
        if not day:
            return gettext("Closing date %(before)s taken away") % {"before": before}
        if not before:
            return gettext("Closing date set to %(day)s") % {"day": day}
        return gettext("Closing date changed from %(before)s to %(day)s") % {
            "before": before,
            "day": day,
        }


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
