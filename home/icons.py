"""The site's icon in browser tabs, bookmarks and on home screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

import regex
from django.urls import reverse
from wagtail.images.models import Filter

from careers.core.images import existing_renditions

#: Edge lengths in pixels, each with the Wagtail filter that makes it.
TAB, TOUCH, SMALL, LARGE = 32, 180, 192, 512
FILTERS = {
    TAB: Filter("fill-32x32|format-png"),
    # Home screens of iOS show what is transparent in black.
    TOUCH: Filter("fill-180x180|format-png|bgcolor-ffffff"),
    SMALL: Filter("fill-192x192|format-png"),
    LARGE: Filter("fill-512x512|format-png"),
}
ICON_SPECS = [image_filter.spec for image_filter in FILTERS.values()]

PNG, SVG = "image/png", "image/svg+xml"
#: A grapheme cluster that begins with no control, mark, punctuation or space.
FIRST_LETTER = regex.compile(r"(?![\p{C}\p{M}\p{P}\p{Z}])\X")


@dataclass(frozen=True)
class IconLink:
    """A `link` element of a page's head."""

    rel: str
    url: str
    sizes: str
    type: str


def icon_links(image: Any) -> list[IconLink]:
    """Return the links of a page's head: renditions of `image`, or else the drawn icon."""
    urls = icon_urls(image)
    if not urls:
        return [IconLink("icon", reverse("home:icon"), "any", SVG)]
    return [
        IconLink("icon", urls[TAB], f"{TAB}x{TAB}", PNG),
        IconLink("icon", urls[SMALL], f"{SMALL}x{SMALL}", PNG),
        IconLink("apple-touch-icon", urls[TOUCH], f"{TOUCH}x{TOUCH}", PNG),
    ]


def manifest_icons(image: Any) -> list[dict[str, str]]:
    """Return the icons of a manifest. Source: W3C, Web Application Manifest, section 1.8."""
    urls = icon_urls(image)
    if not urls:
        return [_manifest_icon(reverse("home:icon"), "any", SVG)]
    return [_manifest_icon(urls[size], f"{size}x{size}", PNG) for size in (SMALL, LARGE)]


def icon_urls(image: Any) -> Mapping[int, str]:
    """Return the URL of each rendition by its edge length; none until all of them are cut."""
    if image is None:
        return {}
    cut = existing_renditions(image, FILTERS.values())
    if len(cut) < len(FILTERS):
        return {}
    return {size: cut[image_filter].url for size, image_filter in FILTERS.items()}


def first_letter(text: str) -> str:
    """Return the first letter, digit or symbol, with its accents and joined parts.

    "" where there is none. Source: extended grapheme clusters, Unicode Standard Annex 29.
    """
    letter = FIRST_LETTER.search(normalize("NFC", text))
    return letter[0] if letter else ""


def _manifest_icon(url: str, sizes: str, media_type: str) -> dict[str, str]:
    return {"src": url, "sizes": sizes, "type": media_type, "purpose": "any"}
