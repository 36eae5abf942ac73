"""The notice that tells an editor that the position in the form was closed or reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from wagtail.models import PageLogEntry

from careers.admin.positions.policies import is_shown_closed, lock_against, may_close_and_reopen
from careers.core.local_dates import LocalDates
from careers.models import PositionPage
from careers.positions.open_and_closed import passed_closing_date

UPDATE_TEMPLATE = "careers/admin/position_notice_update.html"
CLOSE, REOPEN = "careers.close", "careers.reopen"
#: Other actions that may open a position again that its closing date had closed.
MAY_REOPEN = ("careers.set_closing_date", "wagtail.publish")


@dataclass(frozen=True)
class PositionNotice:
    """Whether a position is closed, since when and by whom.

    `by` is "" where no user did it. `version` stays the same as long as nothing changes.
    """

    position: PositionPage
    is_closed: bool
    version: str
    at: datetime | None
    logged_at: datetime | None
    by: str
    cleared_closing_date: date | None
    may_change: bool
    #: Whether the form has to be reloaded after reopening, which clears a passed closing date in
    #: the draft: the open form would bring it back.
    reloads: bool

    @property
    def state(self) -> str:
        """Return "closed" or "open" for a position that can change to the other, "" for a draft."""
        if self.is_closed:
            return "closed"
        return "open" if self.position.live else ""

    def is_closed_since(self, moment: datetime | None) -> bool:
        """Tell whether the position was closed after `moment`, or at all where that is None."""
        since = self.logged_at or self.at
        return self.is_closed and (moment is None or (since is not None and since > moment))


def get_notice(position: PositionPage, user: Any) -> PositionNotice:
    """Return the notice for `user` on `position` as the database has it now."""
    stored = PositionPage.objects.get(pk=position.pk)
    closed = is_shown_closed(stored)
    entry = _deciding_entry(stored, closed=closed)
    return PositionNotice(
        position=stored,
        is_closed=closed,
        version=_version(stored, closed=closed),
        at=stored.closed_at or (entry.timestamp if entry else None),
        logged_at=entry.timestamp if entry else None,
        by=str(entry.user_display_name) if entry and entry.user_id else "",
        cleared_closing_date=parse_date(
            (entry and entry.data.get("cleared_closing_date")) or "",
        ),
        may_change=may_close_and_reopen(stored, user) and not lock_against(stored, user),
        reloads=closed and _holds_passed_date(stored),
    )


def notice_response(
    request: HttpRequest, position: PositionPage, seen: str | None = None
) -> HttpResponse:
    """Answer with the notice, or with nothing if its version is the one that was `seen`."""
    notice = get_notice(position, request.user)
    if notice.version == seen:
        return HttpResponse()
    return render(request, UPDATE_TEMPLATE, {"notice": notice, "tells_reopening": True})


def _deciding_entry(position: PositionPage, *, closed: bool) -> Any:
    """Return the audit log's entry that closed `position`, or that reopened it."""
    if closed and position.closed_at is None:
        return None
    action = CLOSE if closed else REOPEN
    entries = PageLogEntry.objects.filter(
        page=position.pk, action__in=(CLOSE, REOPEN, *(() if closed else MAY_REOPEN))
    )
    last = entries.select_related("user").order_by("-timestamp", "-pk").first()
    return last if last and last.action == action else None


def _version(position: PositionPage, *, closed: bool) -> str:
    if not closed:
        return "open"
    return str(position.closed_at.timestamp() if position.closed_at else position.closing_date)


def _holds_passed_date(position: PositionPage) -> bool:
    dates = LocalDates()
    versions = (position, position.get_latest_revision_as_object())
    return any(passed_closing_date(version, dates) for version in versions)
