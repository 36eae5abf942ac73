"""What an editor is told of a position that was closed or reopened while they had it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from wagtail.models import PageLogEntry

from careers.admin.positions.allowed_steps import is_closed, lock_of, may_close_and_reopen
from careers.models import PositionPage

NEWS_TEMPLATE = "careers/admin/position_news.html"
CLOSE, REOPEN = "careers.close", "careers.reopen"
#: Other steps after which a position may be open that was closed by its closing date.
MAY_REOPEN = ("careers.set_closing_date", "wagtail.publish")


@dataclass(frozen=True)
class PositionNotice:
    """How things stand with a position, and since when and by whom.

    `by` is "" where nobody in particular did it. `mark` is the same as long as nothing changes.
    """

    position: PositionPage
    is_closed: bool
    mark: str
    at: datetime | None
    logged_at: datetime | None
    by: str
    cleared_closing_date: date | None
    may_change: bool
    #: Reopening takes a passed closing date out of the draft, and the open form would bring it
    #: back: it has to be loaded anew.
    reloads: bool

    @property
    def standing(self) -> str:
        """Which step can be taken: from "closed", from "open", or none from "" (a draft)."""
        if self.is_closed:
            return "closed"
        return "open" if self.position.live else ""

    def is_closed_since(self, moment: datetime | None) -> bool:
        """Whether somebody has closed the position after `moment`, or at all where it is None."""
        since = self.logged_at or self.at
        return self.is_closed and (moment is None or (since is not None and since > moment))


def notice_of(position: PositionPage, user: Any) -> PositionNotice:
    """The notice for `user`, of `position` as the database has it now."""
    stored = PositionPage.objects.get(pk=position.pk)
    closed = is_closed(stored)
    entry = _deciding_entry(stored, closed=closed)
    return PositionNotice(
        position=stored,
        is_closed=closed,
        mark=_mark(stored, closed=closed),
        at=stored.closed_at or (entry.timestamp if entry else None),
        logged_at=entry.timestamp if entry else None,
        by=str(entry.user_display_name) if entry and entry.user_id else "",
        cleared_closing_date=parse_date(
            (entry and entry.data.get("cleared_closing_date")) or "",
        ),
        may_change=may_close_and_reopen(stored, user) and not lock_of(stored, user),
        reloads=closed and _holds_passed_date(stored),
    )


def news_response(
    request: HttpRequest, position: PositionPage, seen: str | None = None
) -> HttpResponse:
    """The notice for an editor that has `seen` the mark of another; nothing if it is the same."""
    notice = notice_of(position, request.user)
    if notice.mark == seen:
        return HttpResponse()
    return render(request, NEWS_TEMPLATE, {"notice": notice, "tells_reopening": True})


def _deciding_entry(position: PositionPage, *, closed: bool) -> Any:
    """The entry in the audit log of how `position` came to be closed, or open again."""
    if closed and position.closed_at is None:
        return None
    action = CLOSE if closed else REOPEN
    entries = PageLogEntry.objects.filter(
        page=position.pk, action__in=(CLOSE, REOPEN, *(() if closed else MAY_REOPEN))
    )
    last = entries.select_related("user").order_by("-timestamp", "-pk").first()
    return last if last and last.action == action else None


def _mark(position: PositionPage, *, closed: bool) -> str:
    if not closed:
        return "open"
    return str(position.closed_at.timestamp() if position.closed_at else position.closing_date)


def _holds_passed_date(position: PositionPage) -> bool:
    draft = position.get_latest_revision_as_object()
    return bool(position.has_passed() or draft.has_passed())
