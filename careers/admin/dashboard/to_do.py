"""What needs somebody: drafts to approve, and what is not as it should be where they may act.

Each part costs a fixed number of queries, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.db.models import Count, Window
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState
from wagtail.permissions import policy_registry

from careers.admin.dashboard.figures import listing_url
from careers.admin.dashboard.missing_parts import missing_parts
from careers.clock import LocalDays
from careers.models import NewsFeed, TeamPage
from careers.models.choices import PositionState
from careers.positions.querysets import PositionQuerySet
from careers.wording import any_of

SHOWN = 5


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    new_tab: bool = False


@dataclass(frozen=True)
class Row:
    """`note` says more of it; `submitted_by` is a user. When it is: in words, or the moment."""

    title: str
    url: str
    note: str = ""
    submitted_by: Any = None
    when: str = ""
    moment: datetime | None = None
    locale: int | None = None
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """The first `rows` of `total`; `url` lists them all.

    Where there is no such list, but one of these and others, `among` says what that shows.
    """

    name: str
    heading: Promise
    rows: list[Row]
    total: int
    url: str = ""
    among: Promise | None = None

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def parts_for(user: Any, positions: PositionQuerySet | None, days: LocalDays) -> list[Part]:
    """What needs `user`, who works on `positions` from `with_state()`; nothing that is empty."""
    parts = [_drafts_to_approve(user)]
    if positions is not None:
        parts += [_closing_soon(positions, days), _closed_with_draft(positions)]
    parts += [_incomplete_teams(user), _failing_feeds(user)]
    return [part for part in parts if part.rows]


def _drafts_to_approve(user: Any) -> Part:
    states = TaskState.objects.none()
    if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        states = TaskState.objects.reviewable_by(user)
    found, total = _first(
        states.select_related("revision", "workflow_state__requested_by")
        .defer("revision__content")
        .prefetch_related("revision__content_object")
        .annotate(previous_revision=Revision.objects.previous_revision_id_subquery())
        .order_by("-started_at", "-pk")
    )
    may_see_report = policy_registry.get_by_type(Page).user_has_any_permission(
        user, ["add", "change", "publish"]
    )
    report = reverse("wagtailadmin_reports:workflow_tasks")
    return Part(
        "drafts",
        _("Drafts awaiting your approval"),
        [_draft(state) for state in found if state.revision.content_object],
        total,
        f"{report}?reviewable=true" if may_see_report else "",
    )


def _draft(state: TaskState) -> Row:
    draft, revision = state.revision.content_object, state.revision
    key = quote(draft.pk)
    links = []
    if getattr(draft, "is_previewable", False):
        address = _admin_url(draft, "workflow_preview", key, state.task_id)
        links.append(Link(gettext("Preview"), address, new_tab=True))
    if getattr(draft, "live_revision_id", None):
        address = _admin_url(draft, "revisions_compare", key, "live", revision.pk)
        links.append(Link(gettext("Compare with live version"), address))
    if state.previous_revision:
        address = _admin_url(draft, "revisions_compare", key, state.previous_revision, revision.pk)
        links.append(Link(gettext("Compare with previous version"), address))
    return Row(
        title=revision.object_str or str(draft),
        url=_admin_url(draft, "edit", key),
        submitted_by=state.workflow_state.requested_by,
        moment=state.started_at,
        locale=getattr(draft, "locale_id", None),
        links=links,
    )


def _admin_url(draft: Any, view: str, *args: Any) -> str:
    """The address of a view of the editor of `draft`, a page or a snippet."""
    if isinstance(draft, Page):
        return reverse(f"wagtailadmin_pages:{view}", args=args)
    return reverse(draft.snippet_viewset.get_url_name(view), args=args)


def _closing_soon(positions: PositionQuerySet, days: LocalDays) -> Part:
    soon = positions.filter(state=PositionState.CLOSING_SOON).select_related("team")
    found, total = _first(soon.order_by("closing_date", "pk"))
    rows = [
        _page_row(
            position,
            note=position.team.title,
            when=_in_days((position.closing_date - days.at(position.url_path)).days),
        )
        for position in found
    ]
    heading = _("Positions closing soon")
    return Part("closing", heading, rows, total, listing_url(state=PositionState.CLOSING_SOON))


def _in_days(number: int) -> str:
    if number == 0:
        return gettext("today")
    if number == 1:
        return gettext("tomorrow")
    return ngettext("in %(number)d day", "in %(number)d days", number) % {"number": number}


def _closed_with_draft(positions: PositionQuerySet) -> Part:
    closed = positions.filter(state=PositionState.CLOSED, has_unpublished_changes=True)
    found, total = _first(
        closed.select_related("team").order_by("-latest_revision_created_at", "-pk")
    )
    rows = [
        _page_row(
            position,
            note=position.team.title if position.team else "",
            moment=position.latest_revision_created_at,
        )
        for position in found
    ]
    return Part(
        "closed",
        _("Closed positions with unpublished changes"),
        rows,
        total,
        listing_url(state=PositionState.CLOSED),
        _("See all closed positions"),
    )


def _incomplete_teams(user: Any) -> Part:
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    teams = TeamPage.objects.live().filter(pk__in=editable.values("pk"), alias_of=None)
    rows = []
    for team in teams.only("draft_title", "title", "locale", "body").order_by("title", "pk"):
        missing = missing_parts(team.body)
        if missing:
            note = gettext("Without %(parts)s") % {"parts": any_of(missing)}
            rows.append(_page_row(team, note=note))
    return Part(
        "teams",
        _("Team pages with a part missing"),
        rows[:SHOWN],
        len(rows),
        reverse("careers_teams:index"),
        _("See all team pages"),
    )


def _failing_feeds(user: Any) -> Part:
    feeds = NewsFeed.objects.none()
    if policy_registry.get_by_type(NewsFeed).user_has_permission(user, "change"):
        feeds = NewsFeed.objects.failing()
    found, total = _first(feeds.order_by("failing_since", "pk"))
    rows = [
        Row(str(feed), _admin_url(feed, "edit", quote(feed.pk)), note=feed.state) for feed in found
    ]
    url = reverse(NewsFeed.snippet_viewset.get_url_name("list"))
    return Part("feeds", _("News feeds that fail"), rows, total, url, _("See all news feeds"))


def _page_row(page: Any, **values: Any) -> Row:
    return Row(
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        locale=page.locale_id,
        **values,
    )


def _first(queryset: Any) -> tuple[Iterable[Any], int]:
    """The first of `queryset` and how many there are, in one query."""
    found = list(queryset.annotate(total=Window(Count("pk")))[:SHOWN])
    return found, found[0].total if found else 0
