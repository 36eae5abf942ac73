"""Parts of pages, as the database stores them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from wagtail.images.models import AbstractImage
from wagtail.models import Page

from careers.models import Location, NewsFeed, Person

Part = dict[str, Any]

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


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


def section(**values: Any) -> Part:
    """A section of a position's description."""
    return _part("section", {"heading": "What you will do", "text": "<p>Read.</p>"}, values)


def rich_text(**values: Any) -> Part:
    text = "<h2>Before</h2><p>Long ago.</p><blockquote>Ask.</blockquote><ul><li>One</li></ul>"
    return _part("rich_text", {"heading": "On our mind", "text": text}, values)


def faq(number: int = 2, **values: Any) -> Part:
    items = [
        {"question": f"Question {index}?", "answer": f"<p>Answer {index}.</p>"}
        for index in range(1, number + 1)
    ]
    return _part("faq", {"heading": "Asked before", "questions": items}, values)


def call_to_action(**values: Any) -> Part:
    """With a button that leads to the list of positions, unless `values` say otherwise."""
    return _part("call_to_action", {"heading": "Come along.", "text": "Soon."}, values)


def statistics(number: int = 3, **values: Any) -> Part:
    items = [
        {"value": f"{index}00", "unit": "km", "label": f"Label {index}"}
        for index in range(1, number + 1)
    ]
    return _part("statistics", {"heading": "In figures", "statistics": items}, values)


def benefits(number: int = 3, **values: Any) -> Part:
    items = [
        {"title": f"Benefit {index}", "text": f"Text {index}"} for index in range(1, number + 1)
    ]
    return _part("benefits", {"heading": "What you get", "benefits": items}, values)


def hiring_process(number: int = 3, **values: Any) -> Part:
    items = [
        {"title": f"Step {index}", "text": f"Text {index}", "duration": f"{index} days"}
        for index in range(1, number + 1)
    ]
    return _part("hiring_process", {"heading": "How we hire", "steps": items}, values)


def locations(places: Sequence[Location] = (), **values: Any) -> Part:
    """`places`, or all that there are where none is given."""
    keys = [place.pk for place in places]
    return _part("locations", {"heading": "Where we work", "locations": keys}, values)


def image(shown: AbstractImage, alt: str = "", **values: Any) -> Part:
    defaults = {"image": picture(shown, alt), "caption": "At lunch", "credit": "Photo: Ana Sol"}
    return _part("image", defaults, values)


def gallery(images: Sequence[AbstractImage], **values: Any) -> Part:
    items = [
        {"image": picture(image), "caption": f"Caption {index}"}
        for index, image in enumerate(images, 1)
    ]
    return _part("gallery", {"heading": "Three addresses", "pictures": items}, values)


def video(poster: AbstractImage | None = None, **values: Any) -> Part:
    defaults = {
        "heading": "See where it runs",
        "title": "A walk round",
        "url": VIDEO,
        "duration": "18:04",
        "transcript": "<p>Here we are.</p>",
    }
    return _part("video", defaults | ({"poster": picture(poster)} if poster else {}), values)


def position_search(**values: Any) -> Part:
    return _part("position_search", {"heading": "Find one", "suggestions": ["Lisbon"]}, values)


def team_grid(**values: Any) -> Part:
    return _part("team_grid", {"heading": "Our teams"}, values)


def featured_positions(positions: Sequence[Page] = (), **values: Any) -> Part:
    keys = [position.pk for position in positions]
    return _part("featured_positions", {"heading": "Worth a look", "positions": keys}, values)


def one_of_each(
    shown: AbstractImage, person: Person, place: Location, feed: NewsFeed
) -> list[Part]:
    """A complete part of every type; at each place for a picture, `shown`."""
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
        locations([place]),
        image(shown),
        gallery([shown] * 3),
        video(shown),
        position_search(),
        team_grid(),
        featured_positions(),
        section(),
    ]


def picture(image: AbstractImage, alt: str = "") -> dict[str, Any]:
    return {"image": image.pk, "alt_text": alt, "decorative": not alt}


def model_page(people: Sequence[Person]) -> list[Part]:
    """All parts of the model page below its hero, in their order."""
    return [about(), open_positions(), pillars(), latest([latest_item()]), testimonials(people)]


def set_body(page: Page, parts: Sequence[Part]) -> None:
    page.body = as_body(parts)
    page.save()


def as_body(parts: Sequence[Part]) -> str:
    """The body of a page that is still to be made, which saves it once instead of twice."""
    return json.dumps(list(parts))


def _part(name: str, defaults: dict[str, Any], values: dict[str, Any]) -> Part:
    return {"type": name, "value": defaults | values}
