"""Cuts the demo's pictures before the first visitor asks for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter

from careers.images import ROLES, SHARED
from home import icons
from home.shell import LOGO_FILTER

#: Where a picture is shown, by its file's name or else by the beginning of it.
SHOWN_AS = {
    "article": ("card",),
    "article-deployments": ("card", "wide_card"),
    "article-nineteen": ("card", "poster"),
    "gallery-arcade": ("gallery_tall", "card"),
    "gallery-courtyard": ("gallery_tall", "card"),
    "gallery-harbour": ("gallery_full", "card"),
    "gallery-stairs": ("gallery_wide", "card"),
    "gallery-table": ("picture", "card"),
    "gallery-window": ("gallery_wide", "card", "picture"),
    "hero": ("hero",),
    "home": ("hero",),
    "portrait": ("portrait",),
    "team": ("team_card", "team_row"),
}
#: What else is made of it.
FURTHER_FILTERS = {
    "hero": [SHARED],
    "home": [SHARED],
    "icon": list(icons.FILTERS.values()),
    "mark": [Filter(LOGO_FILTER)],
}
THREADS = 2  # the encoders let go of the interpreter's lock


def make_renditions(collection: str) -> int:
    """Make what is missing of the renditions of a collection; returns its number of pictures."""
    images = list(get_image_model().objects.filter(collection__name=collection))
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(_cut, images))
    return len(images)


def filters_of(image: AbstractImage) -> list[Filter]:
    """How the pages of the demo show the picture."""
    name = image.filename.partition(".")[0].partition("_")[0]  # a storage adds "_" to a taken name
    kind = name.partition("-")[0]
    roles = SHOWN_AS.get(name) or SHOWN_AS.get(kind, ())
    cuts = [found for role in roles for found in ROLES[role].filters]
    return cuts + FURTHER_FILTERS.get(kind, [])


def _cut(image: AbstractImage) -> None:
    try:
        if filters := filters_of(image):
            image.get_renditions(*filters)
    finally:
        connection.close()
