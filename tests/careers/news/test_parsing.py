"""What is taken out of feeds, which have many ways of saying the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from careers.news.parsing import MAX_ENTRIES, parse
from tests.careers.news.feed_documents import URL, atom, entry, item, parse_one, rss

RSS_10 = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://blog.example.com/"><title>Blog</title></channel>
<item rdf:about="https://blog.example.com/1"><title>A title</title>
<link>https://blog.example.com/1</link><description>Words</description>
<dc:date>2026-11-03T10:00:00+01:00</dc:date></item></rdf:RDF>"""
RSS_091 = b"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Blog</title>
<item><title>A title</title><link>https://blog.example.com/1</link><description>Words</description>
<pubDate>Tue, 03 Nov 2026 10:00:00 +0100</pubDate></item></channel></rss>"""
RSS_20 = rss(item(description="Words", pubDate="Tue, 03 Nov 2026 09:00:00 GMT"))
ATOM_10 = atom(entry(inner="<summary>Words</summary><published>2026-11-03T09:00:00Z</published>"))
ATOM_03 = b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Blog</title>
<entry><title>A title</title><link rel="alternate" type="text/html"
 href="https://blog.example.com/1"/><issued>2026-11-03T09:00:00Z</issued>
<content type="text/html" mode="escaped">&lt;p&gt;Words&lt;/p&gt;</content></entry></feed>"""
ATOM_WITH_PREFIX = b"""<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>
<a:title>A title</a:title>
<a:link href="https://blog.example.com/1"/><a:updated>2026-11-03T09:00:00Z</a:updated>
<a:summary>Words</a:summary></a:entry></a:feed>"""


@pytest.mark.parametrize(
    "content",
    [RSS_10, RSS_091, RSS_20, ATOM_10, ATOM_03, ATOM_WITH_PREFIX],
    ids=["rss-1.0", "rss-0.91", "rss-2.0", "atom-1.0", "atom-0.3", "atom-prefix"],
)
def test_every_dialect_says_the_same(content: bytes) -> None:
    found = parse_one(content)
    assert (found.title, found.link, found.summary, found.published_at) == (
        "A title",
        "https://blog.example.com/1",
        "Words",
        datetime(2026, 11, 3, 9, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bread &amp;amp; butter", "Bread & butter"),
        ("Bread & butter", "Bread & butter"),
        ("Caf&eacute;&nbsp;&hellip;", "Café …"),
        ("Caf&amp;eacute;", "Café"),
        ("<![CDATA[<b>Bold</b> words]]>", "Bold words"),
        ("<![CDATA[R&D &amp; more]]>", "R&D & more"),
        ("One\n   two\tthree", "One two three"),
        ("<![CDATA[<script>alert(1)</script>Words]]>", "Words"),
        ("&lt;img src=x onerror=alert(1)&gt;Words", "Words"),
        ("&lt;style&gt;p {}&lt;/style&gt;Words", "Words"),
        ("What &amp;lt;dialog&amp;gt; does", "What <dialog> does"),
        ("Turned \u202ereversed", "Turned reversed"),
        ("Zero\u200bwidth\ufeff", "Zerowidth"),
        ("Bell&#7;", "Bell"),
        ("Null\x00byte\x0b", "Nullbyte"),
        ("Far &#xFFFFFFF;out", "Far out"),
        ("<b>Inline</b> markup", "Inline markup"),
    ],
)
def test_titles_of_rss_become_plain_text(title: str, shown: str) -> None:
    assert parse_one(rss(item(title))).title == shown


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<summary>1 &lt; 2</summary>", "1 < 2"),
        ('<summary type="text">&lt;b&gt; is bold</summary>', "<b> is bold"),
        ('<summary type="html">&lt;b&gt;Bold&lt;/b&gt;</summary>', "Bold"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p>'
            "<script>alert(1)</script></div></content>",
            "One Two",
        ),
        ('<content type="image/png">iVBORw0KGgo=</content>', ""),
        ("<media:group><media:description>About it</media:description></media:group>", "About it"),
    ],
)
def test_summaries_of_atom_become_plain_text(inner: str, shown: str) -> None:
    assert parse_one(atom(entry(inner=inner))).summary == shown


def test_paragraphs_do_not_run_into_each_other() -> None:
    html = "&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Two&lt;/ul&gt;Th&lt;b&gt;ree&lt;/b&gt;"
    assert parse_one(rss(item(description=html))).summary == "One Two Three"


def test_long_texts_are_cut_between_words() -> None:
    found = parse_one(rss(item("word " * 100, description="word " * 100)))
    assert found.title == "word " * 39 + "word…"
    assert found.summary == "word " * 59 + "word…"
    assert parse_one(rss(item("x" * 300))).title == "x" * 199 + "…"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://user@example.com/",
        "https://example.com\\@evil.example/",
        "http://[::1",
        "https://example.com:port/",
        "https://example.com/" + "x" * 2000,
        "",
    ],
)
def test_entries_without_a_web_address_are_passed_over(link: str) -> None:
    link = link.replace("&", "&amp;")
    assert parse(rss(item("Bad", link), item("Good")), "", URL)[0].title == "Good"
    assert len(parse(rss(item("Bad", link), item("Good")), "", URL)) == 1


@pytest.mark.parametrize(
    ("content", "link"),
    [
        (rss(item(link="/1?a=1&amp;b=2")), "https://blog.example.com/1?a=1&b=2"),
        (rss(item(link="//other.example/1")), "https://other.example/1"),
        (rss(item(link=" https://blog.example.com/a b ")), "https://blog.example.com/a%20b"),
        (rss(item(link="https://blog.example.com/é")), "https://blog.example.com/é"),
        (
            rss(item(link="", inner="<guid>https://blog.example.com/2</guid>")),
            "https://blog.example.com/2",
        ),
        (
            rss(item(link="", inner='<enclosure url="https://cdn.example/1.mp3"/>')),
            "https://cdn.example/1.mp3",
        ),
        (
            atom(entry(link="a/1"), attributes='xml:base="https://base.example/x/"'),
            "https://base.example/x/a/1",
        ),
        (
            atom(
                "<entry><title>x</title><link rel='self' href='/self'/>"
                "<link type='application/json' href='/json'/><link href='/html'/></entry>"
            ),
            "https://blog.example.com/html",
        ),
    ],
)
def test_links_are_made_whole(content: bytes, link: str) -> None:
    assert parse_one(content).link == link


def test_guid_that_is_no_permalink_is_no_link() -> None:
    guid = '<guid isPermaLink="false">https://blog.example.com/2</guid>'
    assert parse(rss(item(link="", inner=guid)), "", URL) == []


def test_entries_without_a_title_are_passed_over() -> None:
    assert parse(rss(item(" &#8203; ")), "", URL) == []


def test_identity_is_that_of_the_feed_and_each_comes_once() -> None:
    first, second = parse(
        rss(
            item("One", "https://blog.example.com/1?from=rss", guid="a"),
            item("Other", "https://blog.example.com/2"),
            item("One again", "https://blog.example.com/1", guid="a"),
        ),
        "",
        URL,
    )
    assert (first.title, second.title) == ("One", "Other")
    moved = parse_one(rss(item("One", "https://blog.example.com/moved", guid="a")))
    assert moved.identity == first.identity


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 03 Nov 2026 10:00:00 PST", datetime(2026, 11, 3, 18, tzinfo=UTC)),
        ("3 Nov 2026 10:00:00 -0000", datetime(2026, 11, 3, 10, tzinfo=UTC)),
        ("2026-11-03", datetime(2026, 11, 3, tzinfo=UTC)),
        ("2026-11-03T10:00:00.123+02:00", datetime(2026, 11, 3, 8, 0, 0, 123000, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("1969-12-31", None),
        ("Tue, 99 Nov 2026 10:00:00 GMT", None),
        ("yesterday", None),
        ("1" * 100_000, None),
    ],
)
def test_dates_are_in_utc_or_none(text: str, moment: datetime | None) -> None:
    assert parse_one(rss(item(pubDate=text))).published_at == moment


@pytest.mark.parametrize(("days", "known"), [(0.9, True), (1.1, False)])
def test_dates_in_the_future_are_none(days: float, known: bool) -> None:
    moment = timezone.now() + timedelta(days=days)
    found = parse_one(rss(item(pubDate=moment.isoformat())))
    assert (found.published_at is not None) is known


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("", ""),
        ('<enclosure url="/a.mp3" type="audio/mpeg"/>', "podcast"),
        ('<enclosure url="/a.mp4" type="video/mp4"/>', "video"),
        ('<enclosure url="/a.jpg" type="image/jpeg"/>', ""),
        ('<media:group><media:content url="/v" medium="video"/></media:group>', "video"),
        ("<yt:videoId>abc</yt:videoId>", "video"),
    ],
)
def test_kind_is_that_of_what_is_enclosed(inner: str, kind: str) -> None:
    assert parse_one(rss(item(inner=inner))).kind == kind


@pytest.mark.parametrize(
    "inner",
    [
        '<media:thumbnail url="https://cdn.example/p.jpg"/>',
        '<media:content url="https://cdn.example/p.jpg" medium="image"/>',
        '<media:content url="https://cdn.example/p.jpg" type="image/jpeg"/>',
        '<media:group><media:thumbnail url="https://cdn.example/p.jpg"/></media:group>',
        '<enclosure url="https://cdn.example/p.jpg" type="image/jpeg"/>',
        '<itunes:image href="https://cdn.example/p.jpg"/>',
        '<description>&lt;p&gt;&lt;img alt="" src="https://cdn.example/p.jpg"&gt;</description>',
        '<content:encoded><![CDATA[<img src="https://cdn.example/p.jpg">]]></content:encoded>',
        '<description><img src="https://cdn.example/p.jpg"/></description>',
        '<media:thumbnail url="https://cdn.example/icon.jpg" width="64"/>'
        '<enclosure url="https://cdn.example/p.jpg" type="image/jpeg"/>',
        '<media:thumbnail url="javascript:alert(1)"/>'
        '<enclosure url="https://cdn.example/p.jpg" type="image/jpeg"/>',
    ],
)
def test_picture_is_found_wherever_feeds_put_it(inner: str) -> None:
    assert parse_one(rss(item(inner=inner))).image_url == "https://cdn.example/p.jpg"


def test_prefixes_without_a_namespace_are_taken_as_usual() -> None:
    content = (
        b"<rss><channel><item><title>A title</title><link>https://blog.example.com/1</link>"
        b'<media:thumbnail url="https://cdn.example/p.jpg"/><a10:x/></item></channel></rss>'
    )
    assert parse_one(content).image_url == "https://cdn.example/p.jpg"


def test_newest_fifty_are_taken_whatever_their_order() -> None:
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(60)]
    items = [
        item(str(day.date()), f"https://blog.example.com/{day.date()}", pubDate=day.isoformat())
        for day in days
    ]
    found = [entry.published_at for entry in parse(rss(*items), "", URL)]
    assert found == sorted(days, reverse=True)[:MAX_ENTRIES]


def test_undated_entries_keep_the_order_of_the_feed() -> None:
    items = [item(str(number), f"https://blog.example.com/{number}") for number in range(60)]
    titles = [entry.title for entry in parse(rss(*items), "", URL)]
    assert titles == [str(number) for number in range(MAX_ENTRIES)]


@pytest.mark.parametrize("content", [rss(), atom()])
def test_feed_without_entries_is_a_feed(content: bytes) -> None:
    assert parse(content, "", URL) == []
