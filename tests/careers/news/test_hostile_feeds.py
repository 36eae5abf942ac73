"""What calls itself a feed: in wrong encodings, of wrong types, broken, or out to do harm."""

from __future__ import annotations

from encodings.aliases import aliases

import pytest

from careers.news.parsing import parse
from careers.news.xml import decode
from tests.careers.news.feed_documents import URL, item, parse_error, parse_one, rss


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "", ""),
        ("utf-8-sig", "", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "utf-16", ""),
        ("utf-8", "utf-7", "application/xml; charset=unicode_escape"),
        ("utf-8", "nonsense", "application/xml; charset=zlib"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-16-be", "utf-16", ""),
        ("utf-32", "", ""),
        ("iso-8859-1", "iso-8859-1", ""),
        ("iso-8859-2", "iso-8859-2", ""),
        ("windows-1252", "", ""),
        ("iso-8859-1", "", "text/xml; charset=iso-8859-1"),
        ("iso-8859-1", "utf-8", "text/xml; charset=utf-8"),
    ],
)
def test_encoding_is_found_whatever_the_feed_says(
    encoding: str, declared: str, header: str
) -> None:
    said = f' encoding="{declared}"' if declared else ""
    text = rss(item("Zoë"), head=f'<?xml version="1.0"{said}?>').decode()
    assert parse_one(text.encode(encoding), header).title == "Zoë"


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "punycode", "utf-7"])
def test_what_is_more_than_an_encoding_is_none(name: str) -> None:
    content = rss(item("Zoë \\x41 +AEE-"), head="").decode().encode("windows-1252")
    assert parse_one(content, f"text/xml; charset={name}").title == "Zoë \\x41 +AEE-"


def test_no_declared_encoding_makes_other_markup_of_plain_ascii() -> None:
    plain = bytes(range(0x20, 0x7F))
    names = {*aliases, *aliases.values()}
    texts = {name: decode(plain + b"\xff", f"text/xml; charset={name}") for name in names}
    assert [name for name in texts if texts[name][: len(plain)] != plain.decode()] == []


@pytest.mark.parametrize("name", ["cp037", "cp500", "cp1140"])
def test_feed_in_ebcdic_is_no_feed(name: str) -> None:
    content = rss(item("Zoë"), head="").decode().encode(name)
    assert parse_error(content, f"text/xml; charset={name}")


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><title>Blog</title><p>Hello<br>",
        b"<html><body><p>Hello</p></body></html>",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body/></html>',
        b"<!-- a comment --><HTML><BODY>",
    ],
)
def test_web_page_is_told_from_a_feed(page: bytes) -> None:
    assert parse_error(page) == "This address leads to a web page, not to a feed."


def test_web_page_tells_where_its_feed_is() -> None:
    page = (
        b'<!doctype html><link rel="stylesheet" href="/x.css">'
        b'<link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2">'
    )
    assert parse_error(page).endswith("Its feed is https://blog.example.com/feed?a=1&b=2")


@pytest.mark.parametrize("content_type", ["text/html", "image/png", "", "nonsense; charset="])
def test_wrong_type_in_the_header_does_not_matter(content_type: str) -> None:
    assert parse_one(rss(item()), content_type).title == "A title"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "sent nothing"),
        (b" \n", "sent nothing"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "neither an RSS nor an Atom feed"),
        (b"\x89PNG\r\n\x1a\n", "neither an RSS nor an Atom feed"),
        (b"\x00" * 100, "neither an RSS nor an Atom feed"),
        (rss(item())[:-20], "not well-formed"),
        (rss(item()) + b"<more/>", "not well-formed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither an RSS nor an Atom feed"),
        (b"<rss><channel>" + b"<item/>" * 100_000 + b"</channel></rss>", "too large"),
        (b"<rss>" * 1000, "too large or too deeply nested"),
        (b"<rss " + b" ".join(b'a%d=""' % number for number in range(99)) + b"/>", "too large"),
    ],
)
def test_what_is_no_feed_is_told(content: bytes, words: str) -> None:
    assert words in parse_error(content)


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><item><title>&b;</title><link>https://e.example/</link></item></channel></rss>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB.encode(),
        BOMB.encode("utf-16"),
        BOMB.encode("utf-16-be"),
        BOMB.encode("utf-32"),
        BOMB.replace("&b;", "").encode(),
        BOMB.replace("<!DOCTYPE", "<!-- x --><?x?>\n<!DOCTYPE").encode(),
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><rss/>',
        b"<!DOCTYPE rss [ ]><rss/>",
    ],
)
def test_definitions_of_its_own_are_refused(content: bytes) -> None:
    assert "definitions of its own" in parse_error(content)


def test_utf_7_is_no_way_round_it() -> None:
    hidden = "<rss>+ADw-script+AD4-</rss>"
    text = f'<?xml version="1.0" encoding="utf-7"?>{hidden}'
    assert parse(text.encode(), "text/xml; charset=utf-7", URL) == []


def test_nothing_is_asked_for_by_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *args: pytest.fail("connected"))
    elsewhere = '<!DOCTYPE rss SYSTEM "http://example.com/rss.dtd"><?xml-stylesheet href="/x"?>'
    assert parse_one(rss(item(), head=elsewhere))
