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

Part = dict[str, Any]
Converter = Callable[[Part], Part]

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
        self._convert: dict[str, Converter] = {
            "about": self._text,
            "section": self._text,
            "rich_text": self._text,
            "image": self._image_block,
            "video": self._video,
            "call_to_action": self._link,
            "featured_positions": self._positions,
            "benefits": _listed("benefits", dict),
            "faq": _listed("questions", self._question),
            "gallery": _listed("images", self._image_block),
            "hiring_process": _listed("steps", dict),
            "latest": _listed("items", self._latest),
            "pillars": _listed("pillars", self._pillar),
            "statistics": _listed("statistics", dict),
            "testimonials": _listed("testimonials", self._testimonial),
        }

    def stored(self, parts: list[Part]) -> str:
        """The parts as JSON."""
        return json.dumps([{"type": part["type"], "value": self._value(part)} for part in parts])

    def _value(self, part: Part) -> Part:
        plain = {key: value for key, value in part.items() if key not in {"type", "items", "alt"}}
        convert = self._convert.get(part["type"])
        return plain | convert(part) if convert else plain

    # Parts

    def _text(self, part: Part) -> Part:
        return {"text": self._rich_text(part["text"])}

    def _video(self, part: Part) -> Part:
        return {
            "poster": self._image(part["poster"]),
            "transcript": self._rich_text(part["transcript"]),
        }

    def _positions(self, part: Part) -> Part:
        return {"positions": [self.pages[f"/positions/{slug}/"].pk for slug in part["positions"]]}

    def _link(self, part: Part) -> Part:
        return {"page": self.pages[part["page"]].pk} if "page" in part else {}

    # Items of parts

    def _question(self, item: Part) -> Part:
        return {"question": item["question"], "answer": self._rich_text(item["answer"])}

    def _image_block(self, item: Part) -> Part:
        return {
            "image": self._image(item["image"], item.get("alt", "")),
            "caption": item.get("caption", ""),
        }

    def _pillar(self, item: Part) -> Part:
        value = {"title": item["title"], "text": self._rich_text(item["text"])}
        return value | ({"image": self._image(item["image"])} if item.get("image") else {})

    def _latest(self, item: Part) -> Part:
        shown = ("kind", "title", "url", "duration", "summary")
        value = {key: item[key] for key in shown if key in item}
        value["date"] = _day(item).isoformat()
        return value | self._link(item) | {"image": self._image(item["image"])}

    def _testimonial(self, item: Part) -> Part:
        return {
            "person": self.people[item["person"]].pk,
            "quote": item["quote"],
            "unit": item.get("unit", ""),
        }

    # Values

    def _image(self, key: str, alt: str = "") -> Part:
        """A picture of the library; without alternative text it is decorative."""
        return {"image": self.images[key].pk, "decorative": not alt, "alt_text": alt}

    def _rich_text(self, text: str) -> str:
        def stored_link(match: re.Match[str]) -> str:
            page = self.pages.get(match[1])
            return f'<a linktype="page" id="{page.pk}">' if page else match[0]

        return SITE_LINK.sub(stored_link, text.strip())


def _listed(name: str, convert: Converter) -> Converter:
    """For a part whose items are stored as the list `name`."""
    return lambda part: {name: [convert(item) for item in part["items"]]}


def _day(item: Part) -> date:
    if "days_ago" in item:
        return timezone.localdate() - timedelta(days=item["days_ago"])
    return date.fromisoformat(str(item["date"]))
