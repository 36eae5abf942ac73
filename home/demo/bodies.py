"""From the parts of a page in a text file to the stored value of its StreamField."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from careers.models import Person

SITE_LINK = re.compile(r'<a href="(/[^"#?]*)">')


class Bodies:
    """Turns parts into stored values; what they name by key is looked up in what was loaded."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        images: Mapping[str, AbstractImage],
        people: Mapping[str, Person],
    ) -> None:
        self.pages, self.images, self.people = pages, images, people
        self._convert: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "about": self._about,
            "section": self._about,
            "pillars": lambda part: {"pillars": [self._pillar(item) for item in part["items"]]},
            "latest": lambda part: {"items": [self._latest(item) for item in part["items"]]},
            "testimonials": lambda part: {
                "testimonials": [self._testimonial(item) for item in part["items"]]
            },
            "featured_positions": lambda part: {
                "positions": [self.pages[f"/positions/{slug}/"].pk for slug in part["positions"]]
            },
        }

    def stored(self, parts: list[dict[str, Any]]) -> str:
        """The parts as JSON."""
        return json.dumps([{"type": part["type"], "value": self._value(part)} for part in parts])

    def _value(self, part: dict[str, Any]) -> dict[str, Any]:
        plain = {key: value for key, value in part.items() if key not in {"type", "items"}}
        convert = self._convert.get(part["type"])
        return plain | convert(part) if convert else plain

    def _about(self, part: dict[str, Any]) -> dict[str, Any]:
        return {"text": self._rich_text(part["text"])}

    def _pillar(self, item: dict[str, Any]) -> dict[str, Any]:
        value = {"title": item["title"], "text": self._rich_text(item["text"])}
        return value | ({"image": self._image(item["image"])} if item.get("image") else {})

    def _latest(self, item: dict[str, Any]) -> dict[str, Any]:
        shown = ("kind", "title", "duration", "summary")
        value: dict[str, Any] = {key: item[key] for key in shown if key in item}
        value["date"] = _day(item).isoformat()
        if "page" in item:
            value["page"] = self.pages[item["page"]].pk
        else:
            value["url"] = item["url"]
        return value | {"image": self._image(item["image"])}

    def _testimonial(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "person": self.people[item["person"]].pk,
            "quote": item["quote"],
            "unit": item.get("unit", ""),
        }

    def _image(self, key: str) -> dict[str, Any]:
        return {"image": self.images[key].pk, "decorative": True, "alt_text": ""}

    def _rich_text(self, text: str) -> str:
        def stored_link(match: re.Match[str]) -> str:
            page = self.pages.get(match[1])
            return f'<a linktype="page" id="{page.pk}">' if page else match[0]

        return SITE_LINK.sub(stored_link, text.strip())


def _day(item: dict[str, Any]) -> date:
    if "days_ago" in item:
        return timezone.localdate() - timedelta(days=item["days_ago"])
    return date.fromisoformat(str(item["date"]))
