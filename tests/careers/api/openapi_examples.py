"""Takes the examples of the API's document from the demo site.

What is another one on every machine or day becomes the same: ids, keys, dates, hosts and the files
of images. Lists are cut, since examples are read by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.test import Client
from django.utils import timezone

API = "/api/careers/v1/"
SITE = "https://careers.example.com"
#: The day on which the examples play.
DAY = date(2027, 3, 1)
#: How many items of a list are told.
MAX_ITEMS = {"results": 2, "choices": 2}
MAX_TEXT = 160
TEAM = "backend-development"
POSITION = "backend-engineer-billing-platform"
CLOSED = "backend-engineer-webhooks"

#: Addresses of answers by the name of the example, with its summary.
ANSWERS = {
    "HomePage": ("pages/?path=/", "The front page"),
    "TeamPage": (f"pages/?path=/teams/{TEAM}/", "A team"),
    "PositionPage": (f"positions/{POSITION}/", "An open position"),
    "ClosedPosition": (f"positions/{CLOSED}/", "A closed position, with others like it"),
    "Redirect": ("pages/?path=/teams", "An address without its slash"),
    "Site": ("site/", "The site"),
    "PositionList": (f"positions/?team={TEAM}&workplace=remote&limit=2", "Remote work in a team"),
    "SlimPositionList": ("positions/?fields=title,url&limit=2", "Some fields only"),
    "Correction": ("positions/?q=bakend&limit=1", "A mistyped query"),
    "TeamList": ("teams/?limit=2", "The first two teams"),
    "LocationList": ("locations/", "The locations"),
    "TypeList": ("types/", "The types"),
    "AddressList": ("addresses/?limit=2", "The first two pages"),
}
#: The examples of each operation's answers.
PLACES = {
    "readPage 200": ["TeamPage", "HomePage", "Redirect"],
    "readPage 410": ["ClosedPosition"],
    "readSite 200": ["Site"],
    "searchPositions 200": ["PositionList", "SlimPositionList", "Correction"],
    "readPosition 200": ["PositionPage"],
    "readPosition 410": ["ClosedPosition"],
    "listTeams 200": ["TeamList"],
    "readTeam 200": ["TeamPage"],
    "listLocations 200": ["LocationList"],
    "listTypes 200": ["TypeList"],
    "listAddresses 200": ["AddressList"],
}
#: What depends on the season and on who reads an image.
ALWAYS = {"time_zone_name": "UTC+1", "placeholder_colour": "#8a6f52"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
FILE = re.compile(r"/media/images/(\d+)\.(\S+)")
SIZE = re.compile(r"width-\d+|fill-\d+x\d+|$")
FORMAT = re.compile(r"format-(\w+)|$")


def take_examples() -> dict[str, Any]:
    """Return the examples as `examples.json` stores them; the demo site must be loaded."""
    client = Client()
    answers = {name: _read(client, address) for name, (address, _summary) in ANSWERS.items()}
    stable = _Stable()
    return {
        "examples": {
            name: {"summary": ANSWERS[name][1], "value": stable.of(_cut(answer))}
            for name, answer in answers.items()
        },
        "answers": PLACES,
        "schemas": {
            name: [stable.of(_cut(block))] for name, block in sorted(_blocks(client, answers))
        },
    }


def _read(client: Client, address: str) -> Any:
    response = client.get(f"{API}{address}", headers={"accept-encoding": "identity"})
    return response.json()


def _blocks(client: Client, answers: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the first block of each type, by the name of its schema."""
    seen: set[str] = set()
    addresses = _read(client, "addresses/?limit=1000")["results"]
    for link in addresses:
        page = _read(client, f"pages/?path={link['path']}")
        for block in page.get("body", ()):
            name = "".join(part.capitalize() for part in block["type"].split("_"))
            if name not in seen:
                seen.add(name)
                yield f"{name}Block", block


def _cut(value: Any, key: str = "") -> Any:
    """Return `value` with the first items of its lists, and without the ends of long texts."""
    if isinstance(value, list):
        return [_cut(item) for item in value[: MAX_ITEMS.get(key, 1)]]
    if isinstance(value, dict):
        return {name: _cut(item, name) for name, item in value.items()}
    if isinstance(value, str) and key in {"text", "html"} and len(value) > MAX_TEXT:
        return f"{value[:MAX_TEXT].rsplit(' ', 1)[0]} …"
    return value


class _Stable:
    """Replaces what is another one each time by what is always the same."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}
        self.uuids: dict[str, str] = {}

    def of(self, value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return [self.of(item, key) for item in value]
        if isinstance(value, dict):
            is_link = value.get("type") == "link"
            kind = "page" if is_link or "path" in value else value.get("type", key)
            return {
                name: self._number(kind, item)
                if isinstance(item, int) and name == ("page" if is_link else "id")
                else self.of(item, name)
                for name, item in value.items()
            }
        return self._text(value, key) if isinstance(value, str) else value

    def _text(self, text: str, key: str) -> str:
        if key in ALWAYS:
            return ALWAYS[key]
        if UUID.fullmatch(text):
            return self.uuids.setdefault(text, str(uuid5(NAMESPACE_URL, str(len(self.uuids)))))
        if MOMENT.fullmatch(text):
            return f"{DAY.isoformat()}T09:00:00+00:00"
        if DATE.fullmatch(text):
            distance = date.fromisoformat(text) - timezone.localdate()
            return (DAY + distance).isoformat()
        text = text.replace("http://localhost:8000", SITE).replace("http://testserver", SITE)
        return FILE.sub(self._file, text)

    def _file(self, match: re.Match[str]) -> str:
        number = self._number("image", match[1])
        size, format_ = SIZE.search(match[2]), FORMAT.search(match[2])
        assert size
        assert format_
        return f"/media/images/{number}.{size[0]}.{format_[1] or 'svg'}"

    def _number(self, kind: str, value: Any) -> int:
        return self.numbers.setdefault((kind, value), len(self.numbers) + 1)
