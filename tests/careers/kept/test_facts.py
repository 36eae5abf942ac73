"""How a fact is kept, for whom, and how long."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from careers.kept import facts, version
from careers.kept.content_version import ContentVersion
from careers.kept.facts import forget, is_kept_for, keep_facts, kept
from tests.factories import (
    LocationFactory,
    Tree,
)

pytestmark = pytest.mark.django_db


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
