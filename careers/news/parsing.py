"""What RSS 0.9 to 2.0 and Atom feeds say, as plain values that need no further care."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from careers.core.formatting import shorten
from careers.core.moments import aware_now
from careers.news.absolute_url import absolute_url
from careers.news.html_text import MAX_HTML_LENGTH, html_to_text, tidy
from careers.news.news_feed import MAX_SUMMARY_LENGTH, MAX_TITLE_LENGTH, NewsKind
from careers.news.xml import FeedError, children, decode, read, text_of

#: Twice as many as a page ever shows of a feed, since some may be picked by hand already.
MAX_ENTRIES = 24
#: Images that say they are narrower are icons or count readers.
MIN_IMAGE_WIDTH = 200
MIN_DATE = datetime(1970, 1, 1, tzinfo=UTC)

TITLES = ("title", "media:title", "dc:title", "itunes:title")
SUMMARIES = (
    "summary", "description", "content:encoded", "content", "media:description", "itunes:summary"
)  # fmt: skip
DATES = ("published", "pubdate", "issued", "dc:date", "dc:created", "updated", "modified")
TEXT_TYPES = {"", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml"}
IDENTITIES = ("guid", "id")

_IMAGE = re.compile(r"<img\b[^<>]{0,2000}?\ssrc\s?=\s?[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_LINK = re.compile(r"<link\b[^<>]{1,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(rss|atom)\+xml", re.IGNORECASE)
_HREF = re.compile(r"\shref\s?=\s?[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)
_WEB_PAGE = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """An item of a feed. Texts are plain, to be escaped like any other; addresses are http(s).

    `kind` and `image_url` are "" and `published_at` is None where the feed says nothing usable.
    """

    identity: str
    title: str
    link: str
    published_at: datetime | None
    summary: str
    kind: str
    image_url: str


def parse(content: bytes, content_type: str, url: str) -> list[Entry]:
    """Return the newest entries of a feed from `url`, without those that have no title or link.

    They are in the order of their dates, newest first, or in the feed's where some have none.
    Raises `FeedError`, and nothing else, for what is no feed or not safe to read.
    """
    text = decode(content, content_type)
    if not text.strip():
        raise FeedError(gettext("The server answered, but sent nothing."))
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise _no_feed()
    try:
        root = read(text)
    except FeedError as error:
        raise (_web_page(text, url) if _WEB_PAGE.search(text, 0, 2000) else error) from error
    if root.tag == "html":
        raise _web_page(text, url)
    if root.tag not in {"rss", "rdf:rdf", "feed", "channel"}:
        raise _no_feed()
    by_identity: dict[str, Entry] = {}
    for entry in _entries(root, url):
        by_identity.setdefault(entry.identity, entry)
    entries = list(by_identity.values())
    if all(entry.published_at for entry in entries):
        entries.sort(key=lambda entry: entry.published_at or MIN_DATE, reverse=True)
    return entries[:MAX_ENTRIES]


def _no_feed() -> FeedError:
    return FeedError(gettext("What is at this address is neither an RSS nor an Atom feed."))


def _web_page(text: str, url: str) -> FeedError:
    for link in _LINK.findall(text[:200_000]):
        href = _HREF.search(link)
        if _FEED_TYPE.search(link) and href:
            feed = absolute_url(url, unescape(href.group(1)))
            if feed:
                return FeedError(
                    gettext("This address leads to a web page, not to a feed. Its feed is %(feed)s")
                    % {"feed": feed}
                )
    return FeedError(gettext("This address leads to a web page, not to a feed."))


def _entries(root: Element, url: str) -> Iterator[Entry]:
    for holder in (root, *children(root, "channel")):
        base = _base(root, url) if holder is root else _base(holder, _base(root, url))
        for element in children(holder, "item", "entry"):
            entry = _entry(element, _base(element, base))
            if entry:
                yield entry


def _base(element: Element, base: str) -> str:
    declared_base = element.get("xml:base", "")
    return (absolute_url(base, declared_base) or base) if declared_base else base


def _entry(element: Element, base: str) -> Entry | None:
    title = _first_text(element, TITLES)
    link = _link(element, base)
    if not title or not link:
        return None
    given = next((text for name in IDENTITIES for text in _own_texts(element, name)), "")
    identity = given or element.get("rdf:about", "") or link
    return Entry(
        identity=sha256(identity.encode()).hexdigest(),
        title=shorten(title, MAX_TITLE_LENGTH),
        link=link,
        published_at=_published_at(element),
        summary=shorten(_first_text(element, SUMMARIES), MAX_SUMMARY_LENGTH),
        kind=_kind(element),
        image_url=_image_url(element, base),
    )


def _with_groups(element: Element) -> tuple[Element, ...]:
    """The entry, and what Media RSS groups in it."""
    return (element, *children(element, "media:group"))


def _own_texts(element: Element, name: str) -> Iterator[str]:
    for child in children(element, name):
        if text := text_of(child).strip():
            yield text


def _first_text(element: Element, names: tuple[str, ...]) -> str:
    for name in names:
        for holder in _with_groups(element):
            for child in children(holder, name):
                if text := _text(child, is_atom=element.tag == "entry"):
                    return text
    return ""


def _text(element: Element, *, is_atom: bool) -> str:
    """Atom says whether its text is HTML; of RSS the usual practice is to take all for HTML."""
    kind = element.get("type", "").strip().lower()
    if kind not in TEXT_TYPES or element.get("mode", "").strip().lower() == "base64":
        return ""
    escaped = element.get("mode", "").strip().lower() == "escaped"
    is_text = kind in {"text", "text/plain"} or (is_atom and not kind and not escaped)
    if is_text or len(element):
        return tidy(text_of(element)[:MAX_HTML_LENGTH])
    return html_to_text(text_of(element))


def _link(element: Element, base: str) -> str:
    links = [
        (child.get("href", ""), child)
        for child in children(element, "link")
        if child.get("rel", "alternate").strip().lower() == "alternate"
    ]
    links.sort(key=lambda link: "html" not in link[1].get("type", "html"))
    permanent = [
        text_of(child)
        for child in children(element, "guid")
        if child.get("ispermalink", "true").strip().lower() == "true"
        and text_of(child).strip().lower().startswith("http")
    ]
    enclosed = [child.get("url", "") for child in children(element, "enclosure")]
    for address in (*(href or text_of(child) for href, child in links), *permanent, *enclosed):
        if address.strip() and (url := absolute_url(base, address)):
            return url
    return ""


def _published_at(element: Element) -> datetime | None:
    for name in DATES:
        for text in _own_texts(element, name):
            if moment := parse_date(text):
                return moment
    return None


def parse_date(text: str) -> datetime | None:
    """Return a date of RFC 822 or ISO 8601 in UTC.

    Return None for other texts, and for dates before 1970 or more than a day ahead.
    """
    text = text.strip()[:64]
    for read_date in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            parsed = read_date(text)
            moment = parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if MIN_DATE <= moment <= aware_now() + timedelta(days=1):
            return moment
    return None


def _media(element: Element) -> Iterator[Element]:
    for holder in _with_groups(element):
        yield from children(holder, "enclosure", "media:content")
    for link in children(element, "link"):
        if link.get("rel", "").strip().lower() == "enclosure":
            yield link


def _media_kind(element: Element) -> str:
    medium = element.get("medium", "") or element.get("type", "")
    return medium.strip().lower().partition("/")[0]


def _kind(element: Element) -> str:
    kinds = {_media_kind(medium) for medium in _media(element)}
    if "video" in kinds or next(children(element, "yt:videoid"), None) is not None:
        return NewsKind.VIDEO.value
    return NewsKind.PODCAST.value if "audio" in kinds else ""


def _image_url(element: Element, base: str) -> str:
    for address in _image_urls(element):
        if address.strip() and (url := absolute_url(base, address)):
            return url
    return ""


def _image_urls(element: Element) -> Iterator[str]:
    for holder in _with_groups(element):
        for child in children(holder, "media:thumbnail"):
            if _is_wide(child):
                yield child.get("url", "")
    for medium in _media(element):
        if _media_kind(medium) == "image" and _is_wide(medium):
            yield medium.get("url", "") or medium.get("href", "")
        for child in children(medium, "media:thumbnail"):
            yield child.get("url", "")
    for child in children(element, "itunes:image"):
        yield child.get("href", "")
    yield from _images_in_text(element)


def _images_in_text(element: Element) -> Iterator[str]:
    for child in children(element, "content:encoded", "content", "description", "summary"):
        for inner in child.iter():
            if inner.tag.rpartition(":")[2] == "img" and _is_wide(inner):
                yield inner.get("src", "")
        for match in _IMAGE.finditer(text_of(child)[:MAX_HTML_LENGTH]):
            yield unescape(match.group(1))


def _is_wide(element: Element) -> bool:
    width = element.get("width", "").strip()
    return not (width.isdecimal() and int(width[:9]) < MIN_IMAGE_WIDTH)
