"""Blocks of pages, as the database stores them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wagtail.images.models import AbstractImage
from wagtail.models import Page

from careers.models import Location, NewsFeed, Person

StoredBlock = dict[str, Any]

VIDEO_URL = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def about(**values: Any) -> StoredBlock:
    return _stored("about", {"heading": "About us", "text": "<p>We keep it up.</p>"}, values)


def open_positions(**values: Any) -> StoredBlock:
    return _stored("open_positions", {"page_size": 5}, values)


def pillars(number: int = 4, images: Sequence[AbstractImage] = (), **values: Any) -> StoredBlock:
    """`number` pillars, the first of them with `images`."""
    items: list[dict[str, Any]] = [
        {"title": f"Pillar title {index}", "text": f"<p>Pillar text {index}</p>"}
        for index in range(1, number + 1)
    ]
    for item, image in zip(items, images, strict=False):
        item["image"] = image_value(image)
    return _stored("pillars", {"heading": "What makes us different", "pillars": items}, values)


def latest(items: Sequence[dict[str, Any]] = (), **values: Any) -> StoredBlock:
    return _stored("latest", {"heading": "The latest", "items": list(items)}, values)


def latest_item(image: AbstractImage | None = None, alt: str = "", **values: Any) -> dict[str, Any]:
    item = {"kind": "talk", "title": "What a queue is for", "url": "https://example.com/"}
    return item | ({"image": image_value(image, alt)} if image else {}) | values


def testimonials(people: Sequence[Person], **values: Any) -> StoredBlock:
    items = [{"person": person.pk, "quote": f"Words of {person.name}"} for person in people]
    return _stored("testimonials", {"heading": "The people", "testimonials": items}, values)


def section(**values: Any) -> StoredBlock:
    """A section of a position's description."""
    return _stored("section", {"heading": "What you will do", "text": "<p>Read.</p>"}, values)


def rich_text(**values: Any) -> StoredBlock:
    text = "<h2>Before</h2><p>Long ago.</p><blockquote>Ask.</blockquote><ul><li>One</li></ul>"
    return _stored("rich_text", {"heading": "On our mind", "text": text}, values)


def faq(number: int = 2, **values: Any) -> StoredBlock:
    items = [
        {"question": f"Question {index}?", "answer": f"<p>Answer {index}.</p>"}
        for index in range(1, number + 1)
    ]
    return _stored("faq", {"heading": "Asked before", "questions": items}, values)


def call_to_action(**values: Any) -> StoredBlock:
    """With a button that leads to the list of positions, unless `values` say otherwise."""
    return _stored("call_to_action", {"heading": "Come along.", "text": "Soon."}, values)


def statistics(number: int = 3, **values: Any) -> StoredBlock:
    items = [
        {"value": f"{index}00", "unit": "km", "label": f"Label {index}"}
        for index in range(1, number + 1)
    ]
    return _stored("statistics", {"heading": "In figures", "statistics": items}, values)


def benefits(number: int = 3, **values: Any) -> StoredBlock:
    items = [
        {"title": f"Benefit {index}", "text": f"Text {index}"} for index in range(1, number + 1)
    ]
    return _stored("benefits", {"heading": "What you get", "benefits": items}, values)


def hiring_process(number: int = 3, **values: Any) -> StoredBlock:
    items = [
        {"title": f"Step {index}", "text": f"Text {index}", "duration": f"{index} days"}
        for index in range(1, number + 1)
    ]
    return _stored("hiring_process", {"heading": "How we hire", "steps": items}, values)


def locations(chosen: Sequence[Location] = (), **values: Any) -> StoredBlock:
    """The `chosen` locations, or all that there are where none is given."""
    keys = [location.pk for location in chosen]
    return _stored("locations", {"heading": "Where we work", "locations": keys}, values)


def image(shown: AbstractImage, alt: str = "", **values: Any) -> StoredBlock:
    defaults = {"image": image_value(shown, alt), "caption": "At lunch", "credit": "Photo: Ana Sol"}
    return _stored("image", defaults, values)


def gallery(images: Sequence[AbstractImage], /, **values: Any) -> StoredBlock:
    items = [
        {"image": image_value(image), "caption": f"Caption {index}"}
        for index, image in enumerate(images, 1)
    ]
    return _stored("gallery", {"heading": "Three addresses", "images": items}, values)


def video(poster: AbstractImage | None = None, **values: Any) -> StoredBlock:
    defaults = {
        "heading": "See where it runs",
        "title": "A walk round",
        "url": VIDEO_URL,
        "duration": "18:04",
        "transcript": "<p>Here we are.</p>",
    }
    return _stored("video", defaults | ({"poster": image_value(poster)} if poster else {}), values)


def position_search(**values: Any) -> StoredBlock:
    return _stored("position_search", {"heading": "Find one", "suggestions": ["Lisbon"]}, values)


def team_grid(**values: Any) -> StoredBlock:
    return _stored("team_grid", {"heading": "Our teams"}, values)


def featured_positions(positions: Sequence[Page] = (), **values: Any) -> StoredBlock:
    keys = [position.pk for position in positions]
    return _stored("featured_positions", {"heading": "Worth a look", "positions": keys}, values)


def one_of_each(
    shown: AbstractImage, person: Person, location: Location, feed: NewsFeed
) -> list[StoredBlock]:
    """A complete block of every type; `shown` is its image wherever it has one."""
    item = latest_item(shown, date="2026-11-09", duration="8 min", summary="In short")
    return [
        about(),
        open_positions(empty_text="Come back in May."),
        pillars(2, [shown]),
        latest([item], feed=feed.pk, number=12),
        rich_text(),
        faq(),
        call_to_action(),
        statistics(),
        benefits(),
        hiring_process(),
        testimonials([person]),
        locations([location]),
        image(shown),
        gallery([shown] * 3),
        video(shown),
        position_search(),
        team_grid(),
        featured_positions(),
        section(),
    ]


def image_value(image: AbstractImage, alt: str = "") -> dict[str, Any]:
    return {"image": image.pk, "alt_text": alt, "decorative": not alt}


def model_page(people: Sequence[Person]) -> list[StoredBlock]:
    """The blocks of the model page below its hero, in their order."""
    return [about(), open_positions(), pillars(), latest([latest_item()]), testimonials(people)]


def set_body(page: Page, blocks: Sequence[StoredBlock]) -> None:
    page.body = as_body(blocks)
    page.save()


def as_body(blocks: Sequence[StoredBlock]) -> str:
    """The body of a page that is still to be made, which saves it once instead of twice."""
    return json.dumps(list(blocks))


def _stored(name: str, defaults: dict[str, Any], values: dict[str, Any]) -> StoredBlock:
    return {"type": name, "value": defaults | values}
