"""What makes the answers at one address differ."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_vary_headers

from tests.careers.kept.pages import CountedPage

pytestmark = pytest.mark.django_db


def test_declared_parameters_make_another_answer_and_others_do_not() -> None:
    page = CountedPage()
    page.parameters = ("q", "page")
    for _visit in range(2):
        assert page.times("/?q=a") == 1
        assert page.times("/?q=a&utm_source=x") == 1
        assert page.times("/") == 2
        assert page.times("/?fbclid=x") == 2
        assert page.times("/?q=a&page=2") == page.times("/?page=2&q=a") == 3
        assert page.times("/?q=a&q=b") == 4
        assert page.times("/?q=b&q=a") == 5
        assert page.times("/?q=") == 6
        assert page.times("/?q=%C3%A4") == page.times("/?q=ä") == 7


@pytest.mark.parametrize("query", ["?utm_source=x", "?&&", "?q=a&utm_source=x", "?=x"])
def test_address_with_what_the_page_ignores_is_in_no_answer_for_others(query: str) -> None:
    def say_where(request: HttpRequest, response: HttpResponse) -> None:
        response.content += request.build_absolute_uri().encode()

    page = CountedPage(say_where)
    page.parameters = ("q",)
    assert [page.times(f"/{query}") for _visit in range(2)] == [1, 2]
    assert page.get().content.endswith(b"localhost/")
    assert page.get("/?q=a").content.endswith(b"localhost/?q=a")
    assert page.times(f"/{query}") in (3, 4)


def test_page_that_does_not_say_what_it_reads_is_kept_without_a_query_only() -> None:
    page = CountedPage()
    page.parameters = None
    assert [page.times("/?utm_source=x") for _visit in range(2)] == [1, 2]
    assert [page.times() for _visit in range(2)] == [3, 3]
    assert [page.times("/?utm_source=x") for _visit in range(2)] == [4, 5]


@pytest.mark.parametrize(
    "read",
    [
        lambda request: request.GET.get("color"),
        lambda request: request.GET.getlist("color"),
        lambda request: "color" in request.GET,
        lambda request: request.GET.urlencode(),
        lambda request: request.GET.copy(),
        lambda request: request.GET.dict(),
        lambda request: [*request.GET.items()],
        lambda request: [*request.GET.keys()],
        lambda request: [*request.GET.values()],
        lambda request: bool(request.GET),
        lambda request: len(request.GET),
        lambda request: request.GET == {},
        lambda request: request.GET != {},
        lambda request: repr(request.GET),
        lambda request: dict(request.GET),
        lambda request: {**request.GET},
        lambda request: setattr(request, "GET", request.GET.copy()),
        lambda request: setattr(request, "GET", QueryDict("color=red")),
        lambda request: setattr(request, "encoding", "utf-8"),
    ],
)
def test_page_that_reads_more_than_it_says_is_kept_without_a_query_only(read: Any) -> None:
    page = CountedPage(lambda request, response: read(request) and None)
    assert [page.times("/?color=red") for _visit in range(2)] == [1, 2]
    assert [page.times() for _visit in range(2)] == [3, 3]
    assert page.times("/?color=red") == 4


def test_long_values_of_parameters_are_not_kept() -> None:
    page = CountedPage()
    page.parameters = ("q",)
    assert [page.times(f"/?q={'x' * 400}") for _visit in range(2)] == [1, 2]


def test_header_that_the_answer_varies_on_makes_another_answer() -> None:
    page = CountedPage(lambda request, response: patch_vary_headers(response, ["HX-Target"]))
    for _visit in range(2):
        assert page.times(hx_target="rows") == 1
        assert page.times() == 2
        assert page.times(hx_target="other") == 3
        assert page.times(hx_trigger="other") == 2


def test_headers_that_one_of_the_answers_varies_on_count_for_all() -> None:
    def vary(request: HttpRequest, response: HttpResponse) -> None:
        name = "X-Second" if request.headers.get("X-First") else "X-First"
        patch_vary_headers(response, [name])

    page = CountedPage(vary)
    assert (page.times(), page.times(x_first="1")) == (1, 2)
    assert (page.times(), page.times(x_first="1")) == (1, 2)
    assert page.times(x_first="1", x_second="1") == 3


def test_cookies_that_one_of_the_answers_asks_for_count_for_all() -> None:
    def ask(request: HttpRequest, response: HttpResponse) -> None:
        request.COOKIES.get("second" if request.GET.get("q") else "first")

    page = CountedPage(ask)
    page.parameters = ("q",)
    assert (page.times(), page.times("/?q=a")) == (1, 2)
    assert page.times(cookie="first=x") == 3
    assert page.times("/?q=a", cookie="second=x") == 4
    assert (page.times(), page.times("/?q=a")) == (1, 2)


def test_parameter_that_one_of_the_answers_reads_counts_for_all() -> None:
    def read(request: HttpRequest, response: HttpResponse) -> None:
        patch_vary_headers(response, ["X-First"])
        if "X-First" not in request.headers:
            request.GET.get("color")

    page = CountedPage(read)
    assert (page.times(), page.times(x_first="1")) == (1, 2)
    assert page.times("/?color=red", x_first="1") == 3
    assert page.times("/?color=red") == 4


def test_language_of_the_browser_counts_where_the_answer_varies_on_it() -> None:
    page = CountedPage(lambda request, response: patch_vary_headers(response, ["Accept-Language"]))
    assert page.times(accept_language="de") == 1
    assert page.times(accept_language="en") == 2
    assert page.times(accept_language="de") == 1
    indifferent = CountedPage()
    paths = [indifferent.times("/same/", accept_language=one) for one in ("de", "en")]
    assert paths == [1, 1]
