"""Find a free slug among the pages below one parent."""

from __future__ import annotations

import re
from itertools import count

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.query import PageQuerySet

MAX_SLUG_LENGTH: int = Page._meta.get_field("slug").max_length
#: The number after a slug takes so many characters at the most.
MAX_SUFFIX_LENGTH = 8


def slug_of(title: str) -> str:
    """Make a slug of `title` as the admin's form does it, ligatures aside."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slugify(title, allow_unicode=allow_unicode)[:MAX_SLUG_LENGTH].rstrip("-")


def holder_of(slug: str, parent: Page, page: Page | None = None) -> Page | None:
    """Return the page below `parent` that has `slug`, if it isn't `page`."""
    return _others(parent, page).filter(slug=slug).first()


def free_slug(slug: str, parent: Page, page: Page | None = None) -> str:
    """Return `slug` if no other page below `parent` has it, else with the first free number.

    A number that `page` has already stays as long as no other page has it.
    """
    others = _others(parent, page).filter(
        slug__startswith=slug[: MAX_SLUG_LENGTH - MAX_SUFFIX_LENGTH]
    )
    taken = set(others.values_list("slug", flat=True))
    if slug not in taken:
        return slug
    own = page.slug if page and page.pk else ""
    given = re.search(r"-(\d+)\Z", own)
    if given and own == _numbered(slug, given[1]) and own not in taken:
        return own
    candidates = (_numbered(slug, str(number)) for number in count(2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _numbered(slug: str, number: str) -> str:
    suffix = f"-{number}"
    return slug[: MAX_SLUG_LENGTH - len(suffix)] + suffix


def _others(parent: Page, page: Page | None) -> PageQuerySet:
    siblings = parent.get_children()
    return siblings.not_page(page) if page and page.pk else siblings
