"""Parts of pages, as the database stores them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wagtail.images.models import AbstractImage
from wagtail.models import Page

from careers.models import Person

Part = dict[str, Any]


def about(**values: Any) -> Part:
    return _part("about", {"heading": "About us", "text": "<p>We keep it up.</p>"}, values)


def open_positions(**values: Any) -> Part:
    return _part("open_positions", {"page_size": 5}, values)


def pillars(number: int = 4, images: Sequence[AbstractImage] = (), **values: Any) -> Part:
    """`number` pillars, the first of them with `images`."""
    items: list[dict[str, Any]] = [
        {"title": f"Pillar title {index}", "text": f"<p>Pillar text {index}</p>"}
        for index in range(1, number + 1)
    ]
    for item, image in zip(items, images, strict=False):
        item["image"] = picture(image)
    return _part("pillars", {"heading": "What makes us different", "pillars": items}, values)


def latest(items: Sequence[dict[str, Any]] = (), **values: Any) -> Part:
    return _part("latest", {"heading": "The latest", "items": list(items)}, values)


def latest_item(image: AbstractImage | None = None, alt: str = "", **values: Any) -> dict[str, Any]:
    item = {"kind": "talk", "title": "What a queue is for", "url": "https://example.com/"}
    return item | ({"image": picture(image, alt)} if image else {}) | values


def testimonials(people: Sequence[Person], **values: Any) -> Part:
    items = [{"person": person.pk, "quote": f"Words of {person.name}"} for person in people]
    return _part("testimonials", {"heading": "The people", "testimonials": items}, values)


def picture(image: AbstractImage, alt: str = "") -> dict[str, Any]:
    return {"image": image.pk, "alt_text": alt, "decorative": not alt}


def model_page(people: Sequence[Person]) -> list[Part]:
    """All parts of the model page below its hero, in their order."""
    return [about(), open_positions(), pillars(), latest([latest_item()]), testimonials(people)]


def set_body(page: Page, parts: Sequence[Part]) -> None:
    page.body = json.dumps(list(parts))
    page.save()


def _part(name: str, defaults: dict[str, Any], values: dict[str, Any]) -> Part:
    return {"type": name, "value": defaults | values}
