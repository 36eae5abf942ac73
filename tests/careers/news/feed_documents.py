"""Feeds and pictures, made on the spot, and what is made of a feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from careers.models import NewsFeed
from careers.news.parsing import Entry, parse
from careers.news.xml import FeedError

URL = "https://blog.example.com/feed.xml"

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:yt="http://www.youtube.com/xml/schemas/2015"'
)


def item(
    title: str = "A title", link: str = "https://blog.example.com/1", inner: str = "", **texts: str
) -> str:
    """An RSS item; `texts` are further elements with plain text."""
    others = "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
    return f"<item><title>{title}</title><link>{link}</link>{others}{inner}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return (
        f'{head}<rss version="2.0" {NAMESPACES}><channel><title>A blog</title>'
        f"<link>https://blog.example.com/</link>{''.join(items)}</channel></rss>"
    ).encode("utf-8", "surrogatepass")


def entry(title: str = "A title", link: str = "https://blog.example.com/1", inner: str = "") -> str:
    return f'<entry><title>{title}</title><link href="{link}"/>{inner}</entry>'


def atom(*entries: str, attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f"{NAMESPACES} {attributes}><title>A blog</title>{''.join(entries)}</feed>"
    ).encode("utf-8", "surrogatepass")


def picture(
    kind: str = "PNG", size: tuple[int, int] = (320, 200), color: str = "red", **options: Any
) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, color).save(target, kind, **options)
    return target.getvalue()


def parse_one(content: bytes, content_type: str = "application/xml") -> Entry:
    [found] = parse(content, content_type, URL)
    return found


def parse_error(content: bytes, content_type: str = "application/xml") -> str:
    with pytest.raises(FeedError) as caught:
        parse(content, content_type, URL)
    return str(caught.value)


def titles(feed: NewsFeed) -> list[str]:
    """The titles of what is stored, newest first."""
    return [found.title for found in feed.items.newest_first()]


def numbered(*numbers: int) -> bytes:
    """A feed with the items of these numbers, dated so that a larger number is newer."""
    return rss(
        *(
            item(
                f"Item {number}",
                f"https://blog.example.com/{number}",
                pubDate=(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)).isoformat(),
            )
            for number in numbers
        )
    )
