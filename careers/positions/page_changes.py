"""Which pages of a site have changed since a moment, as Wagtail's log knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from careers.core.local_dates import local_dates
from careers.core.moments import storable
from careers.positions.open_and_closed import below
from careers.positions.position_page import PositionPage
from careers.positions.site_pages import root_paths, site_pages

PUBLISHED, MOVED = "wagtail.publish", "wagtail.move"
#: What visitors may notice of a page.
ACTIONS = (
    *(PUBLISHED, MOVED, "wagtail.unpublish", "wagtail.delete", "wagtail.rename"),
    *("wagtail.view_restriction.create", "wagtail.view_restriction.edit"),
    *("wagtail.view_restriction.delete", "wagtail.create_alias"),
    *("careers.close", "careers.reopen", "careers.set_closing_date", "careers.move_to_team"),
)
#: An entry of the log is seen by others when its transaction is over, at most so much later.
MAX_TRANSACTION = timedelta(minutes=1)


@dataclass(frozen=True)
class PageChanges:
    """The pages that visitors can read and that may have changed, and the keys of those gone.

    What comes later is asked for with `until`: some changes are then told twice, and none is
    missed.
    """

    changed: list[Page]
    gone: list[int]
    until: datetime


def page_changes(request: HttpRequest, since: datetime) -> PageChanges:
    """Return what has changed on the request's site since a moment, with a fixed number of queries.

    A page that was never published through Wagtail, but made by code, isn't told of when it is
    deleted: nothing is left that says whether it was public. A deleted page may have been that of
    another site.
    """
    until = timezone.now() - MAX_TRANSACTION
    entries = PageLogEntry.objects.filter(
        timestamp__gte=storable(since), action__in=ACTIONS
    ).order_by()
    actions = set(entries.values_list("page_id", "action"))
    logged = {key for key, _action in actions}
    moved = {key for key, action in actions if action == MOVED}
    affected = logged | _dependent_pages(logged) | _closed_by_date(request, since)
    changed = list(site_pages(request).filter(pk__in=affected))
    missing = affected - {page.pk for page in changed}
    gone = _gone(request, missing, moved | _dependent_pages(moved))
    return PageChanges(changed, gone, until)


def _dependent_pages(keys: set[int]) -> set[int]:
    """Return the keys of the pages below these, and of the positions of all teams among both."""
    paths = Page.objects.filter(pk__in=keys, numchild__gt=0).values_list("path", flat=True)
    pages = set(Page.objects.filter(below("path", paths)).values_list("pk", flat=True))
    positions = PositionPage.objects.filter(team__in=keys | pages).values_list("pk", flat=True)
    return {*pages, *positions}


def _closed_by_date(request: HttpRequest, since: datetime) -> set[int]:
    """Return the keys of the positions whose closing date has passed since then."""
    dates = local_dates(request)
    first = since.date() - timedelta(days=1)
    last = max([dates.default, *(day for _root, day in dates.by_root())])
    passed = PositionPage.objects.filter(closing_date__gte=first, closing_date__lt=last)
    return set(passed.values_list("pk", flat=True))


def _gone(request: HttpRequest, keys: set[int], moved: set[int]) -> list[int]:
    """Return those of the `keys` whose pages were once published on the request's site.

    Of the pages of another site, those that were `moved` may have been on this one.
    """
    existing = Page.objects.in_bulk(keys)
    roots = tuple(root_paths(request))
    published = PageLogEntry.objects.filter(page_id__in=keys - existing.keys(), action=PUBLISHED)
    known = {
        *published.values_list("page_id", flat=True),
        *(
            key
            for key, page in existing.items()
            if page.first_published_at and (key in moved or page.url_path.startswith(roots))
        ),
    }
    return sorted(known)
