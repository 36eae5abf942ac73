"""`manage.py refresh_news_feeds`, as cron runs it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from careers.models import NewsItem
from tests.careers.http.server import FakeServer
from tests.careers.news.feed_documents import item, rss
from tests.factories import NewsFeedFactory

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("refresh_news_feeds", *arguments, stdout=output, no_color=True)
    return output.getvalue().splitlines()


def test_each_feed_has_its_line(server: FakeServer) -> None:
    NewsFeedFactory(name="Blog", url=server.answer("/blog", rss(item(), item(link="/2"))))
    NewsFeedFactory(name="Videos", url=server.answer("/videos", rss()))
    assert run() == ["Blog: 2 new items.", "Videos: The feed has no items."]


def test_no_feeds_are_told() -> None:
    assert run() == ["There are no news feeds."]


def test_one_that_fails_does_not_stop_the_others_and_fails_the_command(server: FakeServer) -> None:
    NewsFeedFactory(name="Down", url=server.answer("/down", status=500))
    NewsFeedFactory(name="Up", url=server.answer("/up", rss(item())))
    with pytest.raises(CommandError, match="1 feed of 2 could not be fetched") as caught:
        run()
    assert caught.value.returncode == 1
    assert NewsItem.objects.get().feed.name == "Up"


def test_feeds_are_chosen_by_name_or_number_each_once(server: FakeServer) -> None:
    names = ["Blog", "Talks", "Videos"]
    blog, talks, _videos = (
        NewsFeedFactory(name=name, url=server.answer(f"/{name}", rss())) for name in names
    )
    lines = run("--feed", "Blog", "--feed", str(talks.pk), "--feed", str(blog.pk))
    assert lines == [f"{name}: The feed has no items." for name in ("Blog", "Talks")]
    assert server.paths == ["/Blog", "/Talks"]


def test_unknown_feed_is_refused_with_the_names_there_are(server: FakeServer) -> None:
    feed = NewsFeedFactory(name="Blog", url=server.answer("/", rss()))
    with pytest.raises(CommandError, match=rf"no news feed Blgo\. There are: Blog \({feed.pk}\)"):
        run("--feed", "Blog", "--feed", "Blgo")
    assert not server.requests
