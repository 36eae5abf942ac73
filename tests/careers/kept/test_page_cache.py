"""Visitors get one answer again and again, and never one that is not theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test.utils import CaptureQueriesContext
from django.utils.cache import patch_cache_control, patch_vary_headers

from careers.kept import kept_answer
from careers.kept.content_version import ContentVersion
from tests.careers.kept.pages import CountedPage

pytestmark = pytest.mark.django_db


# What is kept, and how long


def test_page_is_made_once_until_the_content_changes() -> None:
    page = CountedPage()
    assert [page.times() for _visit in range(3)] == [1, 1, 1]
    ContentVersion.objects.all().renew()
    assert [page.times() for _visit in range(3)] == [2, 2, 2]


def test_kept_page_costs_one_query() -> None:
    page = CountedPage()
    page.get()
    with CaptureQueriesContext(connection) as queries:
        page.get()
    assert len(queries.captured_queries) == 1


def test_page_during_which_the_content_changed_is_not_kept() -> None:
    def change(request: HttpRequest, response: HttpResponse) -> None:
        if page.made == 1:
            ContentVersion.objects.all().renew()

    page = CountedPage(change)
    assert [page.times() for _visit in range(3)] == [1, 2, 2]


def set_cookie(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie("any", "thing")


def use_token(request: HttpRequest, response: HttpResponse) -> None:
    get_token(request)
    response.set_cookie(site_settings.CSRF_COOKIE_NAME, "token")


def be_private(request: HttpRequest, response: HttpResponse) -> None:
    patch_cache_control(response, private=True)


def be_not_stored(request: HttpRequest, response: HttpResponse) -> None:
    patch_cache_control(response, no_store=True)


def be_asked_again(request: HttpRequest, response: HttpResponse) -> None:
    response["Cache-Control"] = 'No-Cache="Set-Cookie", max-age=60'


def vary_always(request: HttpRequest, response: HttpResponse) -> None:
    patch_vary_headers(response, ["*"])


def be_preview(request: Any, response: HttpResponse) -> None:
    request.is_preview = True


def be_no_page(request: Any, response: HttpResponse) -> None:
    del request._wagtail_route_for_request


def be_packed(request: HttpRequest, response: HttpResponse) -> None:
    response["Content-Encoding"] = "zstd"


def be_long(request: HttpRequest, response: HttpResponse) -> None:
    response.content += b"x" * kept_answer.MAX_BODY


def ask_for_every_cookie(request: HttpRequest, response: HttpResponse) -> None:
    dict(request.COOKIES)


def copy_cookies(request: HttpRequest, response: HttpResponse) -> None:
    request.COOKIES.copy()


def look_for_any_cookie(request: HttpRequest, response: HttpResponse) -> None:
    bool(request.COOKIES)


def replace_cookies(request: HttpRequest, response: HttpResponse) -> None:
    request.COOKIES = {}


@pytest.mark.parametrize(
    "view",
    [
        *(set_cookie, use_token, be_private, be_not_stored, be_asked_again, vary_always),
        *(be_preview, be_no_page, be_packed, be_long),
        *(ask_for_every_cookie, copy_cookies, look_for_any_cookie, replace_cookies),
    ],
)
def test_answer_that_is_not_for_everybody_is_made_each_time(view: Any) -> None:
    page = CountedPage(view)
    assert [page.times() for _visit in range(2)] == [1, 2]


def test_answer_that_was_not_for_everybody_is_kept_once_the_content_makes_it_so() -> None:
    page = CountedPage(set_cookie)
    page.get()
    page.view = None
    assert page.times() == 2
    ContentVersion.objects.all().renew()
    assert [page.times() for _visit in range(2)] == [3, 3]


def test_streaming_answer_is_made_each_time() -> None:
    page = CountedPage(lambda request, response: StreamingHttpResponse([b"a", b"b"]))
    assert [b"".join(page.get().streaming_content) for _visit in range(2)] == [b"ab", b"ab"]
    assert page.made == 2


@pytest.mark.parametrize("status", [204, 301, 302, 304, 400, 403, 404, 500, 503])
def test_status_of_no_page_is_made_each_time(status: int) -> None:
    page = CountedPage(lambda request, response: setattr(response, "status_code", status))
    assert [page.get().status_code for _visit in range(2)] == [status, status]
    assert page.made == 2


def test_page_of_a_closed_position_is_kept_with_its_status() -> None:
    page = CountedPage(lambda request, response: setattr(response, "status_code", 410))
    assert [page.get().status_code for _visit in range(2)] == [410, 410]
    assert page.made == 1


# Who gets it


@pytest.mark.parametrize(
    "how",
    [
        {"cookie": f"{site_settings.SESSION_COOKIE_NAME}=anything"},
        {"cookie": f"a=b; {site_settings.SESSION_COOKIE_NAME}="},
        {"authorization": "Basic YTpi"},
        {"method": "POST"},
        {"method": "OPTIONS"},
    ],
)
def test_who_may_be_known_is_answered_for_himself(how: dict[str, str]) -> None:
    page = CountedPage()
    page.get()
    assert [page.times(**how) for _visit in range(2)] == [2, 3]
    assert page.times() == 1


def test_answer_to_somebody_known_is_not_kept_for_others() -> None:
    page = CountedPage()
    page.get(cookie=f"{site_settings.SESSION_COOKIE_NAME}=anything")
    assert page.times() == 2


def test_answer_to_somebody_known_says_that_it_is_private() -> None:
    cookie = f"{site_settings.SESSION_COOKIE_NAME}=anything"
    page = CountedPage()
    assert page.get(cookie=cookie)["Cache-Control"] == "private"
    assert "Cache-Control" not in page.get("/admin/", cookie=cookie)
    page.view = be_not_stored
    assert page.get(cookie=cookie)["Cache-Control"] == "no-store"


def test_cookie_that_nothing_asks_for_makes_no_difference() -> None:
    page = CountedPage()
    cookies = ["", "_ga=GA1.2.3", f"{site_settings.CSRF_COOKIE_NAME}=x", "_ga=GA1.2.4"]
    assert [page.times(cookie=cookie) for cookie in cookies] == [1, 1, 1, 1]


@pytest.mark.parametrize("first", ["", "variant=b", "_ga=1"])
def test_cookie_that_is_asked_for_makes_the_answer_a_private_one(first: str) -> None:
    def differ(request: HttpRequest, response: HttpResponse) -> None:
        if "variant" in request.COOKIES:
            response.content += request.COOKIES["variant"].encode()

    page = CountedPage(differ)
    page.get(cookie=first)
    answer = page.get(cookie="variant=c")
    assert answer.content.endswith(b"c")
    assert "Cache-Control" not in answer  # nor may anybody else keep it
    assert page.get(cookie="variant=d; _ga=1").content.endswith(b"d")
    assert page.get(cookie="_ga=1").content.endswith(b" ")
    made = page.made
    assert page.get().content.endswith(b" ")
    assert page.made == made
