"""The lists of what a user has to do: drafts to approve or to change, and problems to solve.

Each list costs a fixed number of queries, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Window
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from careers.admin.dashboard.figures import closing_soon_url, listing_url
from careers.admin.dashboard.team_sections import missing_sections
from careers.core.formatting import any_of
from careers.core.local_dates import LocalDates
from careers.guards.publication import NOT_PUBLISHED
from careers.image_library.waiting_tasks import waiting_images
from careers.models import ImageFailure, NewsFeed, TeamPage
from careers.positions.choices import PositionState
from careers.positions.querysets import PositionQuerySet

MAX_ROWS = 5
MAX_COMMENT_LENGTH = 200


@dataclass(frozen=True)
class TodoLink:
    label: str
    url: str
    new_tab: bool = False


@dataclass(frozen=True)
class TodoRow:
    """A page or snippet that needs attention.

    `submitted_by` is a user. The time is either `when`, in words, or `moment`.
    """

    title: str
    url: str
    note: str = ""
    submitted_by: Any = None
    when: str = ""
    moment: datetime | None = None
    locale: int | None = None
    links: list[TodoLink] = field(default_factory=list)


@dataclass(frozen=True)
class TodoList:
    """The first `rows` of `total`; `url` lists them all.

    Where `url` lists others too, `among` is the label of the link that says so.
    """

    name: str
    heading: Promise
    rows: list[TodoRow]
    total: int
    url: str = ""
    among: Promise | None = None

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def todo_lists(user: Any, positions: PositionQuerySet | None, dates: LocalDates) -> list[TodoList]:
    """Return the lists for `user` that are not empty.

    `positions` come from `with_state()`, and are None for a user who works on none.
    """
    lists = [_drafts_to_approve(user), _changes_requested(user), _not_published(user)]
    if positions is not None:
        lists += [
            _closing_soon(positions, dates),
            _closed_with_draft(positions),
            _published_but_hidden(positions),
        ]
    lists += [_incomplete_teams(user), _failing_feeds(user)]
    lists += [_images_not_shown(user), _images_waiting(user)]
    return [todo_list for todo_list in lists if todo_list.rows]


def _drafts_to_approve(user: Any) -> TodoList:
    states = TaskState.objects.none()
    if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        states = TaskState.objects.reviewable_by(user)
    first, total = _first(
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
    return TodoList(
        "drafts",
        _("Drafts awaiting your approval"),
        [_draft(state) for state in first if state.revision.content_object],
        total,
        f"{report}?reviewable=true" if may_see_report else "",
    )


def _draft(state: TaskState) -> TodoRow:
    draft, revision = state.revision.content_object, state.revision
    key = quote(draft.pk)
    links = []
    if getattr(draft, "is_previewable", False):
        address = _admin_url(draft, "workflow_preview", key, state.task_id)
        links.append(TodoLink(gettext("Preview"), address, new_tab=True))
    if getattr(draft, "live_revision_id", None):
        address = _admin_url(draft, "revisions_compare", key, "live", revision.pk)
        links.append(TodoLink(gettext("Compare with live version"), address))
    if state.previous_revision:
        address = _admin_url(draft, "revisions_compare", key, state.previous_revision, revision.pk)
        links.append(TodoLink(gettext("Compare with previous version"), address))
    return TodoRow(
        title=revision.object_str or str(draft),
        url=_admin_url(draft, "edit", key),
        submitted_by=state.workflow_state.requested_by,
        moment=state.started_at,
        locale=getattr(draft, "locale_id", None),
        links=links,
    )


def _changes_requested(user: Any) -> TodoList:
    """List what a reviewer has sent back and `user` has submitted or owns.

    Pages that they can't edit any more are left out.
    """
    states = WorkflowState.objects.none()
    if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
        states = WorkflowState.objects.filter(_is_theirs_to_change(user))
    first, total = _first(
        states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        .select_related("current_task_state__finished_by")
        .prefetch_related("content_object")
        .order_by("-current_task_state__finished_at", "-pk")
    )
    rows = [_sent_back(state) for state in first if state.content_object]
    return TodoList("changes", _("Changes requested on your pages"), rows, total)


def _is_theirs_to_change(user: Any) -> Q:
    pages = Page.objects.filter(pk=Cast(OuterRef("object_id"), IntegerField()))
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    is_page = Q(base_content_type=ContentType.objects.get_for_model(Page))
    requested = Q(requested_by=user)
    owned = Exists(pages.filter(owner=user))
    may_edit = Exists(pages.filter(pk__in=editable.values("pk")))
    return (~is_page & requested) | (is_page & (requested | owned) & may_edit)


def _sent_back(state: WorkflowState) -> TodoRow:
    draft, task_state = state.content_object, state.current_task_state
    is_page = isinstance(draft, Page)
    return TodoRow(
        title=draft.get_admin_display_title() if is_page else str(draft),
        url=_admin_url(draft, "edit", quote(draft.pk)),
        note=_words_of_reviewer(task_state) if task_state else "",
        moment=task_state.finished_at if task_state else None,
        locale=getattr(draft, "locale_id", None),
    )


def _words_of_reviewer(task_state: TaskState) -> str:
    """Return the reviewer's name and comment, as far as they are known."""
    name = get_user_display_name(task_state.finished_by) if task_state.finished_by else ""
    comment = Truncator(task_state.comment.strip()).chars(MAX_COMMENT_LENGTH)
    if name and comment:
        return gettext("%(name)s: “%(comment)s”") % {"name": name, "comment": comment}
    if name:
        return gettext("Requested by %(name)s") % {"name": name}
    return gettext("“%(comment)s”") % {"comment": comment} if comment else ""


def _not_published(user: Any) -> TodoList:
    """List what wasn't published as scheduled, until somebody saves or publishes it."""
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    refused = PageLogEntry.objects.filter(
        ~Q(page__last_published_at__gte=F("timestamp")),
        action=NOT_PUBLISHED,
        page__in=editable.order_by().values("pk"),
        page__latest_revision_created_at__lt=F("timestamp"),
    )
    first, total = _first(refused.select_related("page").order_by("-timestamp", "-pk"))
    rows = [
        _page_row(entry.page, note=entry.data.get("reason", ""), moment=entry.timestamp)
        for entry in first
    ]
    return TodoList("not_published", _("Not published as scheduled"), rows, total)


def _admin_url(draft: Any, view: str, *args: Any) -> str:
    """Return the address of an editor's view for `draft`, a page or a snippet."""
    if isinstance(draft, Page):
        return reverse(f"wagtailadmin_pages:{view}", args=args)
    return reverse(draft.snippet_viewset.get_url_name(view), args=args)


def _closing_soon(positions: PositionQuerySet, dates: LocalDates) -> TodoList:
    soon = positions.filter(state=PositionState.CLOSING_SOON).select_related("team")
    first, total = _first(soon.order_by("closing_date", "pk"))
    rows = [
        _page_row(
            position,
            note=position.team.title,
            when=_in_days((position.closing_date - dates.at(position.url_path)).days),
        )
        for position in first
    ]
    heading = _("Positions closing soon")
    return TodoList("closing", heading, rows, total, closing_soon_url())


def _in_days(number: int) -> str:
    if number == 0:
        return gettext("today")
    if number == 1:
        return gettext("tomorrow")
    return ngettext("in %(number)d day", "in %(number)d days", number) % {"number": number}


def _closed_with_draft(positions: PositionQuerySet) -> TodoList:
    closed = positions.filter(state=PositionState.CLOSED, has_unpublished_changes=True)
    first, total = _first(
        closed.select_related("team").order_by("-latest_revision_created_at", "-pk")
    )
    rows = [
        _page_row(
            position,
            note=position.team.title if position.team else "",
            moment=position.latest_revision_created_at,
        )
        for position in first
    ]
    return TodoList(
        "closed",
        _("Closed positions with unpublished changes"),
        rows,
        total,
        listing_url(state=PositionState.CLOSED),
        _("See all closed positions"),
    )


def _published_but_hidden(positions: PositionQuerySet) -> TodoList:
    """List positions that candidates don't see, although their own page is published."""
    hidden = positions.filter(state=PositionState.HIDDEN).select_related("team")
    first, total = _first(hidden.order_by("-first_published_at", "-pk"))
    rows = [_page_row(position, note=_why_hidden(position.team)) for position in first]
    heading = _("Published, but not visible to candidates")
    return TodoList("hidden", heading, rows, total, listing_url(state=PositionState.HIDDEN))


def _why_hidden(team: TeamPage | None) -> str:
    if team is None:
        return gettext("Without a team")
    if team.live:
        return gettext("Its page or that of its team is private")
    return gettext("The page of %(team)s is not published") % {
        "team": team.get_admin_display_title()
    }


def _incomplete_teams(user: Any) -> TodoList:
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    teams = TeamPage.objects.live().filter(pk__in=editable.values("pk"), alias_of=None)
    rows = []
    for team in teams.only("draft_title", "title", "locale", "body").order_by("title", "pk"):
        missing = missing_sections(team.body)
        if missing:
            note = gettext("Without %(sections)s") % {"sections": any_of(missing)}
            rows.append(_page_row(team, note=note))
    return TodoList(
        "teams",
        _("Team pages with a section missing"),
        rows[:MAX_ROWS],
        len(rows),
        reverse("careers_teams:index"),
        _("See all team pages"),
    )


def _failing_feeds(user: Any) -> TodoList:
    feeds = NewsFeed.objects.none()
    if policy_registry.get_by_type(NewsFeed).user_has_permission(user, "change"):
        feeds = NewsFeed.objects.failing()
    first, total = _first(feeds.order_by("failing_since", "pk"))
    rows = [
        TodoRow(str(feed), _admin_url(feed, "edit", quote(feed.pk)), note=feed.state)
        for feed in first
    ]
    url = reverse(NewsFeed.snippet_viewset.get_url_name("list"))
    return TodoList("feeds", _("News feeds that fail"), rows, total, url, _("See all news feeds"))


def _images_not_shown(user: Any) -> TodoList:
    policy = policy_registry.get_by_type(get_image_model())
    editable = policy.instances_user_has_permission_for(user, "change")
    failures = ImageFailure.objects.current().filter(image__in=editable.order_by().values("pk"))
    first, total = _first(failures.select_related("image").order_by("-failed_at", "-pk"))
    rows = [
        TodoRow(
            str(failure.image),
            reverse("wagtailimages:edit", args=[quote(failure.image.pk)]),
            note=gettext("Replace its file. The error: %(reason)s") % {"reason": failure.reason},
            moment=failure.failed_at,
        )
        for failure in first
    ]
    return TodoList("images", _("Pictures that can't be shown, and are left out"), rows, total)


def _images_waiting(user: Any) -> TodoList:
    """For those who can start a worker, or know who can."""
    waiting = waiting_images() if user.is_superuser else {}
    images = get_image_model().objects.in_bulk([*waiting][:MAX_ROWS])
    rows = [
        TodoRow(
            str(image),
            reverse("wagtailimages:edit", args=[quote(key)]),
            note=gettext("Shown in one size until it is cut."),
            moment=waiting[str(key)],
        )
        for key, image in images.items()
    ]
    heading = _("Pictures that wait to be cut: no worker runs")
    return TodoList("waiting-images", heading, rows, len(waiting))


def _page_row(page: Any, **values: Any) -> TodoRow:
    return TodoRow(
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        locale=page.locale_id,
        **values,
    )


def _first(queryset: Any) -> tuple[Iterable[Any], int]:
    """Return the first objects of `queryset` and how many there are, in one query."""
    objects = list(queryset.annotate(total=Window(Count("pk")))[:MAX_ROWS])
    return objects, objects[0].total if objects else 0
