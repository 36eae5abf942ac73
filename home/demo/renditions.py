"""Cuts the demo's pictures before the first visitor asks for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from careers.images import ROLES

#: Where a picture is shown, by the beginning of its file's name.
SHOWN_AS = {
    "article": ("card", "wide_card"),
    "hero": ("hero",),
    "home": ("hero",),
    "portrait": ("portrait",),
    "team": ("team_card", "team_row"),
}
THREADS = 2  # the encoders let go of the interpreter's lock


def make_renditions(collection: str) -> int:
    """Make what is missing of the renditions of a collection; returns its number of pictures."""
    images = list(get_image_model().objects.filter(collection__name=collection))
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(_cut, images))
    return len(images)


def _cut(image: AbstractImage) -> None:
    kind = image.filename.partition("-")[0].partition(".")[0].partition("_")[0]
    filters = [found for role in SHOWN_AS.get(kind, ()) for found in ROLES[role].filters]
    try:
        if filters:
            image.get_renditions(*filters)
    finally:
        connection.close()
