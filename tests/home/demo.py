"""What tests of the demo site ask again and again."""

from __future__ import annotations

import re
from io import StringIO

from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page

from careers.core.image_presets import ALL_SPECS, DRAWING_FILTER
from home.icons import ICON_SPECS
from home.models.brand import LOGO_FILTER

#: What a browser fetches without being asked, by the attribute that names it.
FETCHED = {
    "script[src], img[src], source[src], iframe[src], video[src], audio[src], embed[src]": "src",
    "img[srcset], source[srcset]": "srcset",
    "link[imagesrcset]": "imagesrcset",
    "link[rel~=stylesheet], link[rel~=preload][href], link[rel~=icon], link[rel~=manifest]": "href",
    "form[action]": "action",
    "object[data]": "data",
}


def load(*options: str) -> str:
    output = StringIO()
    call_command("load_demo", *options, stdout=output)
    return output.getvalue()


def pretend_renditions() -> None:
    """Rows of all renditions, as if the pictures had been cut, which takes half a minute."""
    rendition = get_image_model().get_rendition_model()
    rendition.objects.all().delete()
    filters = [Filter(spec) for spec in [*ALL_SPECS, LOGO_FILTER.spec, *ICON_SPECS]]
    rendition.objects.bulk_create(
        rendition(
            image=image,
            filter_spec=item.spec,
            focal_point_key=item.get_cache_key(image),
            file=rendition_name(image.pk, item.spec),
            width=width,
            height=height,
        )
        for image in get_image_model().objects.all()
        for item in filters
        for width, height in [size_of(image, item.spec)]
    )


def rendition_name(key: int, spec: str) -> str:
    return f"images/{key}.{spec.replace('|', '.')}"


def size_of(image: AbstractImage, spec: str) -> tuple[int, int]:
    if both := re.search(r"(\d+)x(\d+)", spec):
        return int(both[1]), int(both[2])
    if spec == DRAWING_FILTER.spec:
        return image.width, image.height
    width = int(spec.rpartition("width-")[2])
    return width, round(width * image.height / image.width)


def shown_kinds(page_model: type[Page]) -> set[str]:
    """The types of the parts of all pages that are of this model or inherit from it."""
    pages = page_model.objects.live().specific()
    bodies = [page.body for page in pages if hasattr(page, "body")]
    return {block.block_type for body in bodies for block in body}


def fetched(soup: BeautifulSoup) -> set[str]:
    """All addresses that a browser fetches to show the page, or sends a form to."""
    addresses = set()
    for selector, attribute in FETCHED.items():
        for tag in soup.select(selector):
            value = str(tag[attribute])
            addresses |= set(value.split(", ")) if attribute.endswith("srcset") else {value}
    addresses |= set(re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]+)", str(soup.select("style"))))
    return addresses
