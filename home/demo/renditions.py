"""Render the demo's images before the first visitor asks for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connection
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter, SourceImageIOError

from careers.core.image_presets import IMAGE_PRESETS, SHARED_FILTER
from home import icons
from home.site_frame import LOGO_FILTER

#: The presets by which an image is shown, by its file's name or else by the beginning of it.
PRESETS = {
    "article": ("card",),
    "article-deployments": ("card", "wide_card"),
    "article-nineteen": ("card", "poster"),
    "gallery-arcade": ("gallery_tall", "card"),
    "gallery-courtyard": ("gallery_tall", "card"),
    "gallery-harbour": ("gallery_full", "card"),
    "gallery-stairs": ("gallery_wide", "card"),
    "gallery-table": ("image", "card"),
    "gallery-window": ("gallery_wide", "card", "image"),
    "hero": ("hero",),
    "home": ("hero",),
    "portrait": ("portrait",),
    "team": ("team_card", "team_row"),
}
#: What else is made of it.
FURTHER_FILTERS = {
    "hero": [SHARED_FILTER],
    "home": [SHARED_FILTER],
    "icon": list(icons.FILTERS.values()),
    "mark": [Filter(LOGO_FILTER)],
}
THREADS = 2  # the encoders let go of the interpreter's lock


def make_renditions(collection: str) -> int:
    """Make what is missing of the renditions of a collection; returns its number of pictures."""
    images = list(get_image_model().objects.filter(collection__name=collection))
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(_render, images))
    return len(images)


def filters_of(image: AbstractImage) -> list[Filter]:
    """How the pages of the demo show the picture."""
    # A storage adds "_" to a taken name, and ours a random part behind "--" to each.
    name = image.filename.partition(".")[0].partition("_")[0].partition("--")[0]
    kind = name.partition("-")[0]
    presets = PRESETS.get(name) or PRESETS.get(kind, ())
    filters = [item for preset in presets for item in IMAGE_PRESETS[preset].filters]
    return filters + FURTHER_FILTERS.get(kind, [])


def _render(image: AbstractImage) -> None:
    try:
        with suppress(SourceImageIOError):  # logged, and shown on the dashboard
            image.get_renditions(*filters_of(image))
    finally:
        connection.close()
