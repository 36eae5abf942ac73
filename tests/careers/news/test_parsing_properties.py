"""Whatever a server sends, parsing gives clean entries or says in words why it doesn't."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from careers.news.news_feed import NewsKind
from careers.news.parsing import MAX_ENTRIES, Entry, parse
from careers.news.xml import FeedError
from tests.careers.news.feed_documents import URL, atom, entry, item, rss

GOOD = rss(
    item(
        "A &amp; B",
        inner='<enclosure url="/a.mp3" type="audio/mpeg"/><guid>1</guid>',
        description="&lt;p&gt;Words&lt;/p&gt;",
        pubDate="Tue, 03 Nov 2026 09:00:00 GMT",
    ),
    item("<![CDATA[<b>C</b>]]>", "https://blog.example.com/2"),
)
HOSTILE = st.sampled_from(
    ["<", ">", "&", "&amp;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE", "<!ENTITY",
     "<script>", "</title>", "javascript:", "&#0;", "&#xD800;", "\x00", "\u202e", "9999", "'", '"',
     "<?", "http://[", "//", "@", "\\", "\ud800", "<img src=", "<rss>", "xml:base="]
)  # fmt: skip


def encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


TEXT = st.lists(st.one_of(HOSTILE, st.text(max_size=20)), max_size=12).map("".join)
TYPES = st.one_of(st.just("application/xml"), st.text(max_size=60))


def assert_clean(found: Entry) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", found.identity)
    assert 0 < len(found.title) <= 200
    assert len(found.summary) <= 300
    for text in (found.title, found.summary):
        assert text == " ".join(text.split())
        assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff]", text)
    for address in (found.link, *filter(None, [found.image_url])):
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert parts.username is None
        assert len(address) <= 2000
        assert not re.search(r"[\s<>\"\\\x00-\x20]", address)
    if found.published_at:
        assert found.published_at.utcoffset() == timedelta(0)
        assert datetime(1970, 1, 1, tzinfo=UTC) <= found.published_at
        assert found.published_at <= timezone.now() + timedelta(days=1)
    assert found.kind in {"", *NewsKind.values}


def parse_and_check(content: bytes, content_type: str = "application/xml", url: str = URL) -> None:
    try:
        found = parse(content, content_type, url)
    except FeedError:
        return
    assert len(found) <= MAX_ENTRIES
    assert len({entry.identity for entry in found}) == len(found)
    for each in found:
        assert_clean(each)


@given(st.binary(max_size=2000), TYPES)
def test_arbitrary_bytes(content: bytes, content_type: str) -> None:
    parse_and_check(content, content_type)


@given(title=TEXT, link=TEXT, description=TEXT, date=TEXT, inner=TEXT)
def test_arbitrary_text_within_rss(
    title: str, link: str, description: str, date: str, inner: str
) -> None:
    parse_and_check(rss(item(title, link, inner, description=description, pubDate=date)))


@given(title=TEXT, link=TEXT, inner=TEXT, kind=TEXT)
def test_arbitrary_text_within_atom(title: str, link: str, inner: str, kind: str) -> None:
    parse_and_check(
        atom(f"<entry><title type='{kind}'>{title}</title><link href='{link}'/>{inner}</entry>")
    )


@given(title=TEXT, link=TEXT, summary=TEXT, date=TEXT, address=TEXT)
def test_arbitrary_text_that_is_well_formed(
    title: str, link: str, summary: str, date: str, address: str
) -> None:
    escaped = [
        "".join(f"&#{ord(character)};" for character in text)
        for text in (title, f"https://e.example/{link}", summary, date, address)
    ]
    inner = (
        f'<summary type="html">{escaped[2]}</summary><updated>{escaped[3]}</updated>'
        f'<media:thumbnail url="{escaped[4]}"/><id>{escaped[0]}</id>'
    )
    parse_and_check(atom(entry(escaped[0], escaped[1], inner)))


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD)),
            st.integers(0, 20),
            st.one_of(st.binary(max_size=8), HOSTILE.map(encode)),
        ),
        max_size=6,
    )
)
def test_good_feed_with_pieces_replaced(changes: list[tuple[int, int, bytes]]) -> None:
    content = GOOD
    for start, length, piece in changes:
        content = content[:start] + piece + content[start + length :]
    parse_and_check(content)


@given(st.integers(0, len(GOOD)))
def test_good_feed_that_breaks_off(length: int) -> None:
    parse_and_check(GOOD[:length])


@given(url=st.one_of(st.just(URL), TEXT), base=TEXT, link=TEXT)
def test_arbitrary_addresses(url: str, base: str, link: str) -> None:
    escaped = ["".join(f"&#{ord(character)};" for character in text) for text in (base, link)]
    parse_and_check(atom(entry(link=escaped[1]), attributes=f'xml:base="{escaped[0]}"'), url=url)
