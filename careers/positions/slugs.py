"""Slugs of pages that stand side by side, where no two may be the same."""

from __future__ import annotations

import re
from itertools import count

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.query import PageQuerySet

LONGEST: int = Page._meta.get_field("slug").max_length
#: Room for the number that is put after a slug.
LONGEST_SUFFIX = 8


def slug_of(title: str) -> str:
    """What the admin's page makes of `title` by itself, but for ligatures, which it leaves."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slugify(title, allow_unicode=allow_unicode)[:LONGEST].rstrip("-")


def holder_of(slug: str, parent: Page, page: Page | None = None) -> Page | None:
    """The page below `parent` that has `slug`, if it isn't `page`."""
    holder: Page | None = _others(parent, page).filter(slug=slug).first()
    return holder


def free_slug(slug: str, parent: Page, page: Page | None = None) -> str:
    """`slug` if no page below `parent` but `page` has it, else with the first number that is free.

    A number that `page` has been given before stays as long as nobody else takes it.
    """
    others = _others(parent, page).filter(slug__startswith=slug[: LONGEST - LONGEST_SUFFIX])
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
    return slug[: LONGEST - len(suffix)] + suffix


def _others(parent: Page, page: Page | None) -> PageQuerySet:
    siblings = parent.get_children()
    return siblings.not_page(page) if page and page.pk else siblings
