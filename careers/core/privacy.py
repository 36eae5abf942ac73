"""Find the pages that not everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from careers.kept.facts import kept


def private_paths() -> list[str]:
    """Return the `path` of each page with a view restriction, which covers all pages below it.

    An alias is as private as the page that it shows.
    """
    return _paths(PageViewRestriction.objects)


@kept
def private_paths_for(request: HttpRequest | None) -> list[str]:
    """Return `private_paths()` for a page that `request` asks for."""
    return private_paths()


@kept
def draft_paths(request: HttpRequest | None) -> list[str]:
    """Return the `path` of each page that isn't live and has pages below it."""
    drafts = Page.objects.filter(live=False, numchild__gt=0).order_by()
    return sorted(drafts.values_list("path", flat=True))


def hidden_paths(request: HttpRequest | None) -> list[str]:
    """Return the `path` of each page below which not everybody may read, or find, a page."""
    return [*private_paths_for(request), *draft_paths(request)]


def is_findable(page: Page, request: HttpRequest | None) -> bool:
    """Tell whether everybody may read `page` and all pages above it."""
    return page.live and not page.path.startswith(tuple(hidden_paths(request)))


def is_public(page: Page, request: HttpRequest | None) -> bool:
    """Tell whether everybody may see `page` once it is live."""
    return not page.path.startswith(tuple(private_paths_for(request)))


def found_by(pages: PageQuerySet, user: Any) -> PageQuerySet:
    """Return those of `pages` that `user` finds in the admin's explorer."""
    if user.is_superuser:
        return pages
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages.filter(pk__in=explorable.order_by().values("pk"))


def readable_by(pages: PageQuerySet, user: Any) -> PageQuerySet:
    """Return those of `pages` whose titles `user` may know.

    These are the published ones that no view restriction keeps from the user, and those that the
    user finds in the admin's explorer. A password that opens a page to visitors doesn't count here.
    """
    if user.is_superuser:
        return pages
    readable = Q(live=True)
    for path in _paths_kept_from(user):
        readable &= ~Q(path__startswith=path)
    return pages.filter(readable | Q(pk__in=found_by(Page.objects.all(), user).values("pk")))


def show_published_titles(pages: Iterable[Page], user: Any) -> None:
    """Give each of `pages` the title that `user` may know; nothing is saved.

    The admin shows the titles of drafts. These are for users who find the page in the explorer.
    """
    pages = list(pages)
    same = Page.objects.filter(pk__in={page.pk for page in pages})
    found = set(found_by(same, user).values_list("pk", flat=True))
    readable = set(readable_by(same, user).values_list("pk", flat=True))
    for page in pages:
        if page.pk not in readable:
            page.title = gettext("(Private page)")
        if page.pk not in found:
            page.draft_title = page.title


def _paths_kept_from(user: Any) -> list[str]:
    """Return the `path` of each page that has a view restriction which keeps `user` out."""
    kept = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.LOGIN).exclude(
        restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all()
    )
    return _paths(kept)


def _paths(restrictions: Any) -> list[str]:
    paths = restrictions.values_list("page__path", "page__aliases__path")
    return sorted({path for both in paths for path in both if path})
