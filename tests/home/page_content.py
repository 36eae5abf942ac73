"""What a page says, read from its HTML and from its JSON, in forms that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

#: Words of the interface, which a front end has of its own; their numbers are those of the JSON.
INTERFACE = [
    re.compile(pattern)
    for pattern in (
        *(r"(\d+) open positions?", r"No open positions", r"positions in all teams"),
        *(r"(\d+) positions?", r"Show (\d+) positions?", r"Showing \d+ out of (\d+)"),
        *(
            r"Show more",
            r"Next",
            r"Previous",
            r"0\d",
            r"(\d+)",
            r"All open positions",
            r"All teams",
        ),
        *(r"Search for a position", r"Often looked for:", r"Filters", r"Similar positions"),
        *(r"Locations?", r"Workplace", r"Posted", r"Closes", r"Reference", r"Pay", r"Apply"),
        *(r"Play", r"Transcript", r"Watch at .+"),
        r"The player is loaded from .+ only when you press Play\.",
        r"(The rest of the list|The positions) could not be loaded\.|Try again",
        *(r"This position is closed\.", r"It closed on", r"Open positions much like it"),
        *(r"\. Applications already sent are being read\.", r"What it was"),
    )
]
#: Fields of the JSON that no reader of the page reads, or only where there is more to see.
UNREAD = {
    *("type", "id", "translation_key", "locale", "slug", "path", "translations", "ancestors"),
    *("first_published_at", "last_published_at", "head", "anchor", "tone", "width", "kind"),
    *("shape", "placeholder_colour", "tree", "country", "countries", "street", "postal_code"),
    *("locality", "region", "time_zone", "latitude", "longitude", "employment_type", "currency"),
    *("period", "robots", "links", "teams_url", "positions_url", "embed_url"),
    *("empty_text", "workplace"),
}
#: Fields of a position that its own page shows, and a list doesn't.
UNREAD_IN_LISTS = {"pay", "posted_date", "closing_date"}
#: Those that its page doesn't show any more.
UNREAD_IF_CLOSED = {*UNREAD_IN_LISTS, "types", "workplace_description", "reference", "apply_url"}
#: Fields that count something, of which a page says the number.
COUNTS = {"total", "open_positions", "count"}
IMAGE_TYPES = {"avif", "webp", "jpeg"}
#: Of more cards the first is larger, and has room for its summary.
MAX_EVEN_CARDS = 3


@dataclass
class Content:
    """Texts, addresses, images and numbers; `whole` is all text at one go."""

    texts: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    #: Values of `srcset`, and the addresses of single files.
    images: set[str] = field(default_factory=set)
    alts: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    whole: str = ""

    def __contains__(self, text: str) -> bool:
        return text in self.texts or text in self.whole


# HTML


def content_of_html(html: bytes, address: str) -> Content:
    """Return what the `main` element of the page at an absolute address shows."""
    main = BeautifulSoup(html, "html.parser").select_one("main")
    assert main is not None
    for tag in main.select("script, style, template, svg, .share"):
        tag.decompose()
    content = Content(whole=f"{tidy(main.get_text())}\n{tidy(main.get_text(' '))}")
    for text in main.find_all(string=True):
        content.texts |= {*_read(text.parent, tidy(str(text)), content.numbers)}
    for link in main.select("a[href]"):
        href = str(link["href"])
        if not re.match(r"#|.*[?&](show|page)=", href):
            content.links.add(urljoin(address, href).partition("#")[0])
    for image in main.select("img[src]"):
        content.images.add(urljoin(address, str(image["src"])))
        content.alts.add(tidy(str(image.get("alt", ""))))
    for image in main.select("[srcset]"):
        files = str(image["srcset"]).split(", ")
        content.images.add(", ".join(urljoin(address, file) for file in files))
    return content


def _read(parent: Tag | None, text: str, numbers: set[int]) -> Iterator[str]:
    """Yield the text of a text node, without quotation marks; nothing for words of the interface.

    A date stands as a machine reads it.
    """
    if parent is not None and parent.name == "time":
        yield str(parent["datetime"])
        return
    for pattern in INTERFACE:
        if match := pattern.fullmatch(text):
            numbers |= {int(number) for number in match.groups() if number and number.isdigit()}
            return
    text = text.removeprefix(": ").strip("“”")
    if text:
        yield text


# JSON


def everything_in(form: Any) -> Content:
    """Return all that the JSON of a page holds, whether or not the page shows it."""
    content = Content()
    for name, value in _leaves("", form):
        if isinstance(value, str):
            _collect_text(name, value, content)
        elif name == "pages":  # each of them has a link with its number
            content.numbers |= {*range(1, value + 1)}
        elif name in COUNTS:
            content.numbers.add(value)
    return content


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for field_name, item in value.items():
            yield from _leaves(field_name, item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(name, item)
    else:
        yield name, value


def content_of_json(form: Mapping[str, Any]) -> Content:
    """Return what the JSON of a page holds for those who read the page."""
    content = Content()
    left_out = UNREAD | {"url"} | (UNREAD_IF_CLOSED if form.get("is_open") is False else set())
    if "hero" in form:  # its heading stands in place of the title
        left_out = left_out | {"title"}
    for name, value in _fields(form, left_out):
        _collect(name, value, content)
    return content


def _collect(name: str, value: Any, content: Content, *, is_listed: bool = False) -> None:
    if isinstance(value, list):
        is_list_of_pages = any(isinstance(item, Mapping) and "slug" in item for item in value)
        for number, item in enumerate(value):
            if name == "cards" and (number or len(value) <= MAX_EVEN_CARDS):
                item = {**item, "summary": ""}
            _collect(name, item, content, is_listed=is_listed or is_list_of_pages)
    elif isinstance(value, Mapping) and "sources" in value:
        files = [value["src"], value["srcset"]["jpeg"]]
        content.images |= {*files, *(source["srcset"] for source in value["sources"])}
        content.alts.add(tidy(value["alt"]))
    elif isinstance(value, Mapping):
        left_out = UNREAD | (UNREAD_IN_LISTS if is_listed else set())
        if name == "team":
            left_out = left_out | ({"url"} if is_listed else set())
        for field_name, item in _fields(value, left_out):
            _collect(field_name, item, content, is_listed=is_listed)
    elif isinstance(value, str):
        _collect_text(name, value, content)
    elif name in COUNTS and value:
        content.numbers.add(value)


def _fields(form: Mapping[str, Any], left_out: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of an object that are read, by what the object is."""
    if "choices" in form:  # a facet, of which the label is shown
        left_out = left_out | {"name", "value"}
    elif "results" in form:
        left_out = left_out | {"url"}
    for name, value in form.items():
        if name not in left_out and not (name == "value" and isinstance(value, str)):
            yield name, value


def _collect_text(name: str, value: str, content: Content) -> None:
    if name == "html":
        links = BeautifulSoup(value, "html.parser").select("a[href]")
        content.links |= {str(link["href"]) for link in links}
    elif name.endswith("url") and value:
        content.links.add(value.partition("#")[0])
    elif name in {"src", "srcset", *IMAGE_TYPES}:
        content.images.add(value)
    elif name == "alt":
        content.alts.add(tidy(value))
    else:
        content.texts |= {tidy(line) for line in value.splitlines()}


def tidy(text: str) -> str:
    return " ".join(text.split())
