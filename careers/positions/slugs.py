"""Slugs of pages that stand side by side, where no two may be the same."""

from __future__ import annotations

import re
from itertools import count

from django.conf import settings
from django.utils.text import slugify
from wagtail.models import Page

LONGEST = Page._meta.get_field("slug").max_length
#: Room for the number that is put after a slug.
LONGEST_SUFFIX = 8


def comes_from(title: str, slug: str) -> bool:
    """Whether `slug` is what the admin makes of `title` by itself."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slug == slugify(title, allow_unicode=allow_unicode)[:LONGEST]


def holder_of(slug: str, parent: Page, page: Page | None = None) -> Page | None:
    """The page below `parent` that has `slug`, if it isn't `page`."""
    holder: Page | None = _others(parent, page).filter(slug=slug).first()
    return holder


def free_slug(slug: str, parent: Page, page: Page | None = None) -> str:
    """`slug` if no page below `parent` but `page` has it, else with the first number that is free.

    A number that `page` has been given before stays, as long as nobody else has taken it.
    """
    stem = slug[: LONGEST - LONGEST_SUFFIX]
    others = _others(parent, page).filter(slug__startswith=stem)
    taken = set(others.values_list("slug", flat=True))
    if slug not in taken:
        return slug
    own = page.slug if page and page.pk else ""
    if own not in taken and re.fullmatch(rf"{re.escape(stem)}-\d+", own):
        return own
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _others(parent: Page, page: Page | None) -> Page:
    siblings = parent.get_children()
    return siblings.not_page(page) if page and page.pk else siblings
