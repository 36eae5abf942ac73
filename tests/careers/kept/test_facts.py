"""What is kept never differs from what the database says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from careers.kept import facts, version
from careers.kept.content_version import ContentVersion
from careers.kept.facts import forget, is_kept_for, keep_facts, kept
from careers.models import (
    CareersSettings,
    Location,
    NewsFeed,
    Person,
    PositionPage,
    TeamIndexPage,
    TeamPage,
)
from careers.positions.lifecycle import Close, apply
from home.models import BrandSettings, FooterSettings, HomePage, NavigationSettings
from tests.careers import block_data
from tests.careers.examples import on_shared_rows
from tests.careers.roles import SUPERUSER, member_of
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    Tree,
    today,
)

pytestmark = pytest.mark.django_db
#: What is another one each time that a page is made.
RANDOM = re.compile(r"nonce[-=]\S+|(?<=csrfmiddlewaretoken\" value=)\S+")


# Answers with kept facts and without


def add_second_site(tree: Tree) -> None:
    """Another site below the same root, which shows the same teams in a time zone of its own."""
    other = Site.objects.create(hostname="other.localhost", root_page=tree.home)
    CareersSettings.objects.create(site=other, time_zone="Pacific/Auckland")


@pytest.fixture
def site(tree: Tree, settings: Settings) -> Tree:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    behind = settings.MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:behind],
        "django.middleware.locale.LocaleMiddleware",
        *settings.MIDDLEWARE[behind:],
    ]
    add_second_site(tree)
    tree.site.port = 8000
    tree.site.save()
    link = {"type": "link", "value": {"label": "Teams", "page": tree.teams.pk}}
    NavigationSettings.objects.create(site=tree.site, items=[link])
    columns = [{"type": name, "value": {"title": name}} for name in ("teams", "locations")]
    FooterSettings.objects.create(site=tree.site, columns=columns)
    NewsItemFactory(feed=(feed := NewsFeedFactory()))
    featured = {"type": "featured_positions", "value": {"heading": "Newest", "positions": []}}
    body = [
        block_data.locations(),
        block_data.latest([], feed=feed.pk, number=3),
        block_data.testimonials([PersonFactory()]),
        block_data.gallery([ImageFactory()]),
        block_data.call_to_action(),
    ]
    block_data.set_body(tree.team, [block_data.open_positions(page_size=1), *body])
    block_data.set_body(tree.home, [block_data.team_grid(), featured, *body])
    tree.add_position()
    tree.add_position(locations=[LocationFactory(name="Porto")])
    tree.add_position(team=tree.add_team(title="Data"), closing_date=today() + timedelta(days=1))
    return tree


def anyone(model: Any) -> Any:
    return model.objects.order_by("?").first()


def rename_team(site: Tree) -> None:
    anyone(TeamPage).save()
    team = anyone(TeamPage)
    team.title += "!"
    team.save()


def unpublish_team(site: Tree) -> None:
    anyone(TeamPage).unpublish()


def publish_everything(site: Tree) -> None:
    Page.objects.update(live=True)


def add_position(site: Tree) -> None:
    site.add_position(team=anyone(TeamPage))


def close_position(site: Tree) -> None:
    PositionPage.objects.filter(pk=anyone(PositionPage).pk).update(closed_at=timezone.now())


def delete_position(site: Tree) -> None:
    if PositionPage.objects.count() > 1:
        anyone(PositionPage).delete()


def move_position(site: Tree) -> None:
    PositionPage.objects.filter(pk=anyone(PositionPage).pk).update(team=anyone(TeamPage))


def rename_location(site: Tree) -> None:
    Location.objects.update(name="Lisboa")


def rename_person(site: Tree) -> None:
    Person.objects.update(name="Another name")


def bring_news(site: Tree) -> None:
    NewsItemFactory(feed=anyone(NewsFeed))


def write_home_page(site: Tree) -> None:
    home: Any = HomePage.objects.get()
    home.body = block_data.as_body([block_data.about(), *home.body.raw_data])
    home.save()


def restrict_page(site: Tree) -> None:
    PageViewRestriction.objects.get_or_create(
        page_id=anyone(TeamPage).pk,
        restriction_type=random.choice(["login", "password"]),
        password="secret",
    )


def free_pages(site: Tree) -> None:
    PageViewRestriction.objects.all().delete()


def change_brand(site: Tree) -> None:
    BrandSettings.objects.update_or_create(
        site=site.site, defaults={"name": "Halmere", "logo": ImageFactory()}
    )


def change_hero(site: Tree) -> None:
    TeamPage.objects.filter(pk=anyone(TeamPage).pk).update(hero_image=ImageFactory())


def move_site(site: Tree) -> None:
    Site.objects.filter(hostname="other.localhost").update(port=anyone(PositionPage).pk)


def make_alias(site: Tree) -> None:
    slug = f"alias-{Page.objects.count()}"
    anyone(TeamPage).create_alias(update_slug=slug, parent=TeamIndexPage.objects.get())


def move_page(site: Tree) -> None:
    anyone(TeamPage).move(TeamIndexPage.objects.get(), pos="first-child")


def close_by_lifecycle(site: Tree) -> None:
    position = PositionPage.objects.open().order_by("?").first()
    if position:
        apply(Close, [position.pk], member_of(SUPERUSER))


def redirect_old_address(site: Tree) -> None:
    redirected = {"redirect_page": anyone(TeamPage)}
    Redirect.objects.update_or_create(old_path="/old", site=None, defaults=redirected)


def save_draft(site: Tree) -> None:
    team = anyone(TeamPage)
    team.title = "A draft"
    team.save_revision()


WRITES: list[Callable[[Tree], None]] = [
    *(rename_team, unpublish_team, publish_everything, add_position, close_position),
    *(delete_position, move_position, rename_location, restrict_page, free_pages, change_brand),
    *(make_alias, move_page, close_by_lifecycle, redirect_old_address),
    *(change_hero, move_site, save_draft, rename_person, bring_news, write_home_page),
]


def answers(client: Client) -> Iterator[tuple[str, int, str]]:
    """The answer of each page of both sites in one or two languages, and of what has a query."""
    home = HomePage.objects.get()
    below = Page.objects.descendant_of(home, inclusive=True).order_by("path")
    paths = below.values_list("url_path", flat=True)
    pages = [(f"/{path.removeprefix(home.url_path)}", "") for path in paths]
    others = [
        *(("/positions/?q=position", ""), ("/positions/?q=position", "search-results")),
        *(("/teams/backend-development/?show=10", target) for target in ("", TeamPage.rows_id)),
        *(("/?utm_source=a", ""), ("/positions/?utm_source=a&q=position", "")),
        *(("/site.webmanifest", ""), ("/old/", "")),
    ]
    for host, language in (("localhost", "en"), ("localhost", "he"), ("other.localhost", "en")):
        for path, target in [*pages, *others]:
            headers = {"host": host, "Accept-Language": language, "HX-Target": target}
            with translation.override(
                None
            ):  # the site activates that of the visitor, and leaves it
                response = client.get(path, headers=headers)
            text = response.get("Location") or RANDOM.sub("", response.content.decode())
            yield f"{language} {host}{path} {target}", response.status_code, text


@given(writes=st.lists(st.sampled_from(WRITES), min_size=1, max_size=4))
@hypothesis_settings(on_shared_rows, max_examples=8, phases=[Phase.generate])  # others take minutes
def test_answers_equal_those_of_which_nothing_is_kept_after_every_write(
    site: Tree,
    client: Client,
    client_of_page_cache: Client,
    writes: list[Callable[[Tree], None]],
) -> None:
    before = transaction.savepoint()
    for visitor in (client, client_of_page_cache):
        list(answers(visitor))
    for write in writes:
        write(site)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(facts, "_may_keep", lambda request: False)
            made = list(answers(client))
        for visitor in (client, client, client_of_page_cache, client_of_page_cache):
            assert list(answers(visitor)) == made
    transaction.savepoint_rollback(before)


# The mechanism


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def double(calls: list[str]) -> Any:
    @kept
    def double(request: HttpRequest | None, word: str) -> str | None:
        calls.append(word)
        return word * 2 or None

    return double


def body_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def visit(double: Any, word: str = "a", **extra: Any) -> None:
    request = RequestFactory().get("/", headers={"host": "localhost"} | extra)
    keep_facts(lambda request: HttpResponse(double(request, word)))(request)


def test_fact_is_worked_out_once_until_the_content_changes(double: Any, calls: list[str]) -> None:
    visit(double)
    visit(double)
    visit(double, "b")
    assert calls == ["a", "b"]
    ContentVersion.objects.all().renew()
    visit(double)
    assert calls == ["a", "b", "a"]


def test_fact_is_another_one_for_another_host_and_for_another_language(
    double: Any, calls: list[str], settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    behind = settings.MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:behind],
        "django.middleware.locale.LocaleMiddleware",
        *settings.MIDDLEWARE[behind:],
    ]
    for _visit in range(2):
        visit(double)
        visit(double, host="other.localhost")
        with translation.override("de"):
            visit(double)
    assert len(calls) == 3


def test_fact_lasts_to_the_end_of_a_quarter_of_an_hour(
    double: Any, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for minute in (0, 14, 15, 29, 30):
        moment = datetime(2026, 3, 1, 12, minute, tzinfo=UTC)
        monkeypatch.setattr(version.timezone, "now", lambda moment=moment: moment)
        visit(double)
    assert len(calls) == 3


def test_who_may_be_signed_in_sees_the_database(double: Any, calls: list[str]) -> None:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.COOKIES[site_settings.SESSION_COOKIE_NAME] = "anything"
    for _visit in range(2):
        keep_facts(lambda request: HttpResponse(double(request, "a")))(request)
    post = RequestFactory().post("/", headers={"host": "localhost"})
    keep_facts(lambda request: HttpResponse(double(request, "a")))(post)
    assert not is_kept_for(post)
    visit(double)
    assert calls == ["a", "a", "a"]


def test_nothing_is_kept_that_was_not_found_or_without_a_request(
    double: Any, calls: list[str]
) -> None:
    visit(double, "")
    visit(double, "")
    assert (double(None, "a"), double(None, "a")) == ("aa", "aa")
    assert calls == ["", "", "a", "a"]


def test_answer_is_made_anew_if_the_content_changes_meanwhile(
    double: Any, calls: list[str]
) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        text = double(request, "a")
        found.append(hasattr(request, "_wagtail_site"))
        request._wagtail_site = None  # type: ignore[attr-defined]
        if len(calls) == 1:
            ContentVersion.objects.all().renew()
        return HttpResponse(f"{text} {len(calls)}")

    found: list[bool] = []
    request: Any = RequestFactory().get("/", headers={"host": "localhost"})
    request._careers_noting = "of the page cache, which stands before"
    assert body_of(keep_facts(answer)(request)) == "aa 2"
    assert found == [False, False]
    assert request._careers_noting
    visit(double)
    assert calls == ["a", "a"]


def test_request_that_writes_is_answered_once(double: Any, calls: list[str]) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        text = double(request, "a")
        LocationFactory()
        return HttpResponse(text)

    request = RequestFactory().get("/", headers={"host": "localhost"})
    assert body_of(keep_facts(answer)(request)) == "aa"
    visit(double)
    assert calls == ["a", "a"]


def test_content_that_never_rests_is_answered_all_the_same(double: Any, calls: list[str]) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        text = double(request, "a")
        ContentVersion.objects.all().renew()
        return HttpResponse(text)

    request = RequestFactory().get("/", headers={"host": "localhost"})
    assert body_of(keep_facts(answer)(request)) == "aa"
    assert len(calls) == facts.MAX_ATTEMPTS


def test_facts_are_bounded_and_those_in_use_remain(
    double: Any, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "MAX_FACTS", 10)
    for number in range(50):
        visit(double, str(number))
        visit(double, "in use")
        latest = facts._Process.latest
        assert len(latest.recent) + len(latest.earlier) <= 2 * facts.MAX_FACTS
    assert calls.count("in use") == 1


def test_request_that_asks_for_no_fact_costs_no_query() -> None:
    request = RequestFactory().get("/media/images/a.webp", headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as queries:
        keep_facts(lambda request: HttpResponse())(request)
    assert not queries.captured_queries


def test_failure_is_not_kept(calls: list[str]) -> None:
    @kept
    def fail(request: HttpRequest | None) -> str:
        calls.append("")
        if len(calls) == 1:
            raise KeyError
        return "well"

    request = RequestFactory().get("/", headers={"host": "localhost"})
    with pytest.raises(KeyError):
        keep_facts(lambda request: HttpResponse(fail(request)))(request)
    assert body_of(keep_facts(lambda request: HttpResponse(fail(request)))(request)) == "well"


def test_preview_sees_the_database(tree: Tree, admin_client: Client) -> None:
    forget()
    tree.team.title = "A draft"
    tree.team.save_revision()
    response = admin_client.get(f"/admin/pages/{tree.team.pk}/view_draft/")
    assert "A draft" in response.content.decode()
    without_session = tree.team.make_preview_request().render()
    assert "A draft" in without_session.content.decode()
    assert not facts._Process.latest.recent
