"""Cut images as the worker and the command do it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client

from careers.image_library.tasks import is_avif, is_quick, make_missing
from careers.image_library.wanted_renditions import missing_renditions
from tests.soup import get_soup


def cut_images() -> None:
    """Cut all images in use in all formats."""
    for is_wanted in (is_quick, is_avif):
        for image, _filters in missing_renditions():
            make_missing(str(image.pk), is_wanted)


def get_soup_once_cut(client: Client, path: str) -> BeautifulSoup:
    """A page when all its images are cut."""
    cut_images()
    return get_soup(client, path)
