"""Find the pages that not everybody may see."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from careers.core.request_cache import once_a_request


def private_paths() -> list[str]:
    """Return the `path` of each page with a view restriction, which covers all pages below it.

    An alias is as private as the page that it shows.
    """
    restrictions = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    return sorted({path for paths in restrictions for path in paths if path})


@once_a_request
def private_paths_for(request: HttpRequest | None) -> list[str]:
    """Return `private_paths()`, asked for once a request."""
    return private_paths()


def is_public(page: Page, request: HttpRequest | None) -> bool:
    """Tell whether everybody may see `page` once it is live."""
    return not page.path.startswith(tuple(private_paths_for(request)))
