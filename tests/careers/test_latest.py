"""The latest: what editors have picked, then what a feed has brought, no link twice."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime
from typing import Any, NoReturn

import httpx
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from careers.models import NewsFeed
from tests.careers import block_data
from tests.careers.team_form import list_items, post_team
from tests.factories import ImageFactory, NewsFeedFactory, NewsItemFactory, Tree
from tests.soup import get_soup, select, text_of, texts_of

ARTICLE = "https://blog.example/articles/queues"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 12, tzinfo=UTC)


@pytest.fixture
def feed(db: None) -> NewsFeed:
    return NewsFeedFactory()


def add_news(feed: NewsFeed, number: int) -> None:
    """`News 1`, `News 2` and so on, the last of them the newest."""
    for index in range(1, number + 1):
        NewsItemFactory(feed=feed, title=f"News {index}", published_at=day(index))


def show(client: Client, tree: Tree, *picked: dict[str, Any], **values: Any) -> BeautifulSoup:
    """The team page with what is `picked`."""
    block_data.set_body(tree.team, [block_data.latest(picked, **values)])
    return get_soup(client, tree.team.url)


def titles(soup: BeautifulSoup) -> list[str]:
    return texts_of(soup, ".card h3")


# Which cards, in which order


def test_picked_items_stand_first_and_the_feeds_newest_follow(
    client: Client, tree: Tree, feed: NewsFeed
) -> None:
    add_news(feed, 5)
    picked = [block_data.latest_item(title=name, url=f"https://a.example/{name}") for name in "ZA"]
    soup = show(client, tree, *picked, feed=feed.pk, number=5)
    assert titles(soup) == ["Z", "A", "News 5", "News 4", "News 3"]


def test_item_without_a_date_counts_from_the_day_it_was_first_seen(
    client: Client, tree: Tree, feed: NewsFeed
) -> None:
    add_news(feed, 3)
    NewsItemFactory(feed=feed, title="Undated", first_seen_at=day(2).replace(hour=20))
    soup = show(client, tree, feed=feed.pk)
    assert titles(soup) == ["News 3", "Undated", "News 2", "News 1"]
    assert texts_of(soup, ".card time") == ["3 March 2026", "2 March 2026", "1 March 2026"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, ["Own 1", "Own 2"]), (2, ["Own 1", "Own 2"]), (3, ["Own 1", "Own 2", "News 3"])],
)
def test_feed_adds_up_to_the_number_and_never_takes_a_picked_item_away(
    client: Client, tree: Tree, feed: NewsFeed, number: int, expected: list[str]
) -> None:
    add_news(feed, 3)
    picked = [
        block_data.latest_item(title=f"Own {i}", url=f"https://a.example/{i}") for i in (1, 2)
    ]
    assert titles(show(client, tree, *picked, feed=feed.pk, number=number)) == expected


def test_feed_alone_fills_the_cards_and_a_short_one_leaves_the_rest(
    client: Client, tree: Tree, feed: NewsFeed
) -> None:
    add_news(feed, 3)
    assert titles(show(client, tree, feed=feed.pk, number=2)) == ["News 3", "News 2"]
    assert len(titles(show(client, tree, feed=feed.pk, number=12))) == 3


@pytest.mark.parametrize("state", ["empty", "deleted"])
def test_without_items_of_the_feed_the_picked_ones_remain(
    client: Client, tree: Tree, feed: NewsFeed, state: str
) -> None:
    key = feed.pk
    if state == "deleted":
        feed.delete()
    assert titles(show(client, tree, block_data.latest_item(title="Own"), feed=key)) == ["Own"]
    soup = show(client, tree, feed=key, heading="")
    assert not soup.select(".block-latest"), "no heading over nothing, but for editors"
    preview = tree.team.make_preview_request().render().content.decode()
    assert "The latest from" in preview


# No link twice


@pytest.mark.parametrize(
    ("picked", "fed"),
    [
        (ARTICLE, ARTICLE),
        (ARTICLE, f"{ARTICLE}/"),
        (ARTICLE, f"{ARTICLE}?utm_source=rss&utm_medium=feed"),
        (f"{ARTICLE}?fbclid=1&gclid=2&mc_cid=3&mc_eid=4", ARTICLE),
        (ARTICLE, ARTICLE.replace("https", "http")),
        (ARTICLE, ARTICLE.replace("//", "//www.")),
        (ARTICLE, ARTICLE.replace("blog.example", "Blog.Example")),
        (ARTICLE, f"{ARTICLE}#comments"),
        (f"{ARTICLE}?a=1&b=2", f"{ARTICLE}?b=2&utm_campaign=x&a=1"),
        ("https://blog.example", "https://blog.example/"),
    ],
)
def test_link_that_is_written_in_another_way_is_the_same(
    client: Client, tree: Tree, feed: NewsFeed, picked: str, fed: str
) -> None:
    NewsItemFactory(feed=feed, title="From the feed", link=fed)
    soup = show(client, tree, block_data.latest_item(title="Own", url=picked), feed=feed.pk)
    assert titles(soup) == ["Own"]
    assert select(soup, ".card a")["href"] == picked


@pytest.mark.parametrize(
    ("picked", "fed"),
    [
        (ARTICLE, f"{ARTICLE}-2"),
        (ARTICLE, ARTICLE.replace("blog", "news")),
        (f"{ARTICLE}?p=1", f"{ARTICLE}?p=2"),
        (f"{ARTICLE}#/one", f"{ARTICLE}#/two"),
        (f"{ARTICLE}?one", f"{ARTICLE}?another"),
        (ARTICLE, ARTICLE.replace("queues", "Queues")),
        ("https://blog.example/a/b", "https://blog.example/b"),
    ],
)
def test_other_link_is_shown_beside_it(
    client: Client, tree: Tree, feed: NewsFeed, picked: str, fed: str
) -> None:
    NewsItemFactory(feed=feed, title="From the feed", link=fed)
    soup = show(client, tree, block_data.latest_item(title="Own", url=picked), feed=feed.pk)
    assert titles(soup) == ["Own", "From the feed"]


@pytest.mark.parametrize(
    "link",
    ["http://localhost/teams/", "https://localhost/teams", "http://localhost/teams/?utm_a=b"],
)
def test_picked_page_of_the_site_and_its_full_address_are_the_same(
    client: Client, tree: Tree, feed: NewsFeed, link: str
) -> None:
    NewsItemFactory(feed=feed, title="From the feed", link=link)
    item = block_data.latest_item(title="Our teams", page=tree.teams.pk, url="")
    assert titles(show(client, tree, item, feed=feed.pk)) == ["Our teams"]


def test_what_was_left_out_makes_room_for_the_next(
    client: Client, tree: Tree, feed: NewsFeed
) -> None:
    add_news(feed, 3)
    NewsItemFactory(feed=feed, title="Twice", link=f"{ARTICLE}?utm_source=a", published_at=day(9))
    NewsItemFactory(feed=feed, title="Again", link=ARTICLE, published_at=day(8))
    picked = block_data.latest_item(title="Own", url=feed.items.get(title="News 3").link)
    soup = show(client, tree, picked, picked, feed=feed.pk, number=4)
    assert titles(soup) == ["Own", "Twice", "News 2", "News 1"]


def test_items_that_lead_nowhere_yet_are_no_twins(client: Client, tree: Tree) -> None:
    items = [block_data.latest_item(title=name, url="") for name in ("One", "Another")]
    assert titles(show(client, tree, *items)) == ["One", "Another"]


# What a card of a feed shows


def test_card_of_a_feed_leads_to_the_article(client: Client, tree: Tree, feed: NewsFeed) -> None:
    image = ImageFactory(description="From the library")
    NewsItemFactory(
        feed=feed,
        title="A <b>",
        link=ARTICLE,
        kind="talk",
        image=image,
        published_at=datetime(2026, 11, 9, 12, tzinfo=UTC),
        summary="In short",
    )
    soup = show(client, tree, feed=feed.pk)
    link = select(soup, ".card a")
    assert (text_of(link), link["href"]) == ("A <b>", ARTICLE)
    assert texts_of(soup, ".card .label") == ["Talk 9 November 2026"]
    shown = select(soup, ".card img")
    assert shown["alt"] == "", "the title beside it says it"
    assert "data-alt-missing" not in shown.attrs
    assert not soup.select(".card .summary")


def test_day_is_that_of_the_sites_time_zone(
    client: Client, tree: Tree, feed: NewsFeed, settings: Any
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    NewsItemFactory(feed=feed, published_at=datetime(2026, 11, 9, 23, tzinfo=UTC))
    assert select(show(client, tree, feed=feed.pk), ".card time")["datetime"] == "2026-11-10"


def test_first_of_four_is_wide_and_shows_its_summary(
    client: Client, tree: Tree, feed: NewsFeed
) -> None:
    for number in range(1, 5):
        NewsItemFactory(feed=feed, summary=f"In short {number}", published_at=day(number))
    assert texts_of(show(client, tree, feed=feed.pk), ".card .summary") == ["In short 4"]


def test_text_of_a_feed_is_shown_as_text(client: Client, tree: Tree, feed: NewsFeed) -> None:
    for number in range(4):
        NewsItemFactory(
            feed=feed, title=HOSTILE, summary=HOSTILE, link=f"{ARTICLE}{number}?a=\"'><b>"
        )
    soup = show(client, tree, feed=feed.pk)
    assert not soup.select("main img, [onerror], script:not([src]), .card b b")
    assert text_of(select(soup, "main")).count("<script>alert(1)</script>") == 5


# A page view and its cost


def test_news_of_all_feeds_of_a_page_come_with_one_query(client: Client, tree: Tree) -> None:
    body = []
    for _ in range(3):
        feed: Any = NewsFeedFactory()
        for _ in range(4):
            NewsItemFactory(feed=feed, image=ImageFactory(file__width=16, file__height=16))
        body.append(block_data.latest(feed=feed.pk))
    block_data.set_body(tree.team, body)
    client.get(tree.team.url)
    with CaptureQueriesContext(connection) as queries:
        assert len(titles(get_soup(client, tree.team.url))) == 12
    reads = [query["sql"] for query in queries]
    assert len([sql for sql in reads if "careers_newsitem" in sql]) == 1
    assert len([sql for sql in reads if 'FROM "wagtailimages_rendition"' in sql]) == 1


def test_page_view_fetches_nothing(
    client: Client, tree: Tree, feed: NewsFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise AssertionError("A page view has asked another host.")

    add_news(feed, 2)
    never_fetched: Any = NewsFeedFactory()
    block_data.set_body(
        tree.team,
        [
            block_data.latest(feed=feed.pk),
            block_data.latest(feed=never_fetched.pk),
            block_data.video(),
        ],
    )
    client.get(tree.team.url)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert titles(get_soup(client, tree.team.url)) == ["News 2", "News 1"]
    never_fetched.refresh_from_db()
    assert never_fetched.checked_at is None


# Publishing


@pytest.mark.parametrize("state", ["none", "deleted"])
def test_block_with_neither_items_nor_feed_is_kept_as_a_draft_but_not_published(
    admin_client: Client, tree: Tree, feed: NewsFeed, state: str
) -> None:
    chosen = ""
    if state == "deleted":
        chosen = str(feed.pk)
        feed.delete()
    body = [("latest", {"items": list_items(), "feed": chosen, "number": "4"})]
    assert post_team(admin_client, tree.team, body, "draft") is None
    (error,) = post_team(admin_client, tree.team, body).errors.as_data()["body"]
    assert "Add an item, or choose a news feed." in str(error.as_json_data())


@pytest.mark.parametrize("has_items", [True, False])
def test_items_or_a_feed_are_enough_to_publish(
    admin_client: Client, tree: Tree, feed: NewsFeed, has_items: bool
) -> None:
    item = {"kind": "talk", "title": "Own", "url": ARTICLE}
    NewsItemFactory(feed=feed, title="From the feed")
    values = {
        "items": list_items(*([item] if has_items else [])),
        "feed": "" if has_items else feed.pk,
        "number": "4",
    }
    assert post_team(admin_client, tree.team, [("latest", values)]) is None
    expected = ["Own"] if has_items else ["From the feed"]
    assert titles(get_soup(admin_client, tree.team.url)) == expected


# Picked items


def test_item_shows_the_title_of_its_page(client: Client, tree: Tree) -> None:
    tree.home.title = "Our front page"
    tree.home.save()
    soup = show(client, tree, block_data.latest_item(page=tree.home.pk, url="", title=""))
    link = select(soup, ".card h3 a")
    assert (text_of(link), link["href"]) == ("Our front page", "/")


def test_item_of_an_unpublished_page_is_no_link(client: Client, tree: Tree) -> None:
    hidden = tree.add_team(title="Still secret", live=False)
    soup = show(client, tree, block_data.latest_item(page=hidden.pk, url="", title="Soon"))
    assert titles(soup) == ["Soon"]
    assert not soup.select(".card a")


def test_item_shows_its_kind_and_day_and_only_a_first_of_four_its_summary(
    client: Client, tree: Tree
) -> None:
    values = {"date": date(2026, 11, 9).isoformat(), "summary": "In short", "duration": "8 min"}
    for number, summaries in ((3, []), (4, ["In short"])):
        items = [
            block_data.latest_item(url=f"https://example.com/{index}", **values)
            for index in range(number)
        ]
        soup = show(client, tree, *items)
        assert texts_of(soup, ".card .label")[0] == "Talk 9 November 2026 8 min"
        assert texts_of(soup, ".card .summary") == summaries


@pytest.mark.parametrize("own", ["", "Soon"])
def test_title_of_a_page_that_is_not_published_stays_secret(
    client: Client, tree: Tree, own: str
) -> None:
    hidden = tree.add_team(title="Still secret", live=False)
    soup = show(client, tree, block_data.latest_item(page=hidden.pk, url="", title=own))
    assert titles(soup) == [own] * bool(own)
    assert "Still secret" not in soup.get_text()
