"""Visitors get one answer again and again, and never one that is not theirs."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from careers.kept import answer_slot, kept_answer, page_cache
from careers.kept.content_version import ContentVersion
from tests.careers.kept.pages import CountedPage
from tests.factories import Tree

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


# Addresses


def test_address_has_an_answer_of_its_own(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    page = CountedPage()
    for _visit in range(2):
        assert page.times("/") == 1
        assert page.times("/other/") == 2
        assert page.times("/", host="other.localhost") == 3
        assert page.times("/", host="localhost:81") == 4
        assert page.times("/%6Fther/") == 2


def test_host_is_the_same_however_it_is_written(settings: Settings) -> None:
    def say_where(request: HttpRequest, response: HttpResponse) -> None:
        response.content += request.build_absolute_uri().encode()

    page = CountedPage(say_where)
    assert [page.times(host="LocalHost.") for _visit in range(2)] == [1, 2]
    assert page.get().content.endswith(b"http://localhost/")
    assert page.times(host="LocalHost.") == page.times(host="localhost.") == 3
    assert page.times(host="LOCALHOST:81") == 4
    assert page.times(host="localhost:81") == 5
    assert page.times(host="LOCALHOST:81") == 5


def test_release_with_other_static_files_has_answers_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = CountedPage()
    for made, release in enumerate(("a", "b"), 1):
        storage = SimpleNamespace(manifest_hash=release)
        monkeypatch.setattr(answer_slot, "staticfiles_storage", storage)
        assert [page.times() for _visit in range(2)] == [made, made]


def test_port_of_the_socket_makes_no_difference(settings: Settings) -> None:
    page = CountedPage()
    assert page.times() == page.times(server_port="8000") == 1
    settings.USE_X_FORWARDED_PORT = True
    assert page.times(x_forwarded_port="8443") == 2
    assert page.times(x_forwarded_port="8444") == 3


def test_language_that_an_earlier_request_has_left_makes_no_difference() -> None:
    page = CountedPage()
    assert page.times() == 1
    with translation.override("de"):
        assert page.times() == 1


def test_scheme_is_what_the_trusted_header_says(settings: Settings) -> None:
    page = CountedPage()
    assert page.times() == page.times(x_forwarded_proto="https") == 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert page.times(x_forwarded_proto="https") == 2
    assert page.times() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_port": "8443"},
        {"x_original_url": "/evil/"},
        {"x_rewrite_url": "/evil/"},
        {"forwarded": "host=evil.example;proto=https"},
    ],
)
def test_header_that_is_not_trusted_changes_no_answer(headers: dict[str, str]) -> None:
    def say_where(request: HttpRequest, response: HttpResponse) -> None:
        response.content += request.build_absolute_uri("/").encode()

    page = CountedPage(say_where)
    assert page.get(**headers).content.endswith(b"http://localhost/")
    assert page.get().content.endswith(b"http://localhost/")
    assert page.made == 1


def test_host_that_is_not_allowed_is_left_to_the_site() -> None:
    page = CountedPage()
    page.get()
    assert page.times(host="evil.example") == 2
    assert page.times(host="localhost/evil") == 3
    assert page.times() == 1


# What makes the answers at one address differ


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


# How it is sent


def test_body_is_sent_in_the_coding_that_the_client_accepts() -> None:
    page = CountedPage()
    for _visit in range(2):
        plain, gzipped = page.get(), page.get(accept_encoding="gzip")
        brotlied = page.get(accept_encoding="gzip, br")
        assert gzip.decompress(gzipped.content) == plain.content
        assert brotli.decompress(brotlied.content) == plain.content
        codings = [one.get("Content-Encoding") for one in (plain, gzipped, brotlied)]
        assert codings == [None, "gzip", "br"]
        for answer in (plain, gzipped, brotlied):
            assert answer["Content-Length"] == str(len(answer.content))
            assert answer["Vary"] == "Accept-Encoding"


def test_body_that_a_middleware_has_compressed_is_kept_as_it_was() -> None:
    def compress(request: HttpRequest, response: HttpResponse) -> None:
        response.content = gzip.compress(response.content)
        response["Content-Encoding"] = "gzip"
        response["ETag"] = '"of-the-gzip"'

    page = CountedPage(compress)
    assert gzip.decompress(page.get(accept_encoding="gzip").content).startswith(b"Made 1")
    plain = page.get()
    assert plain.content.startswith(b"Made 1")
    assert "Content-Encoding" not in plain
    assert plain["ETag"] != '"of-the-gzip"'


def test_browsers_ask_each_time_and_a_cdn_as_the_setting_says(settings: Settings) -> None:
    page = CountedPage()
    default = "max-age=0, must-revalidate, s-maxage=10, stale-while-revalidate=60, "
    assert page.get()["Cache-Control"] == f"{default}stale-if-error=86400"
    settings.CAREERS_PAGE_CACHE_CONTROL = "no-cache"
    assert page.get("/other/")["Cache-Control"] == "no-cache"
    assert page.times("/other/") == 2


def test_view_that_says_itself_how_long_a_page_lasts_is_left_alone() -> None:
    page = CountedPage(lambda request, response: patch_cache_control(response, max_age=60))
    assert [page.get()["Cache-Control"] for _visit in range(2)] == ["max-age=60"] * 2


def test_page_that_the_browser_has_is_not_sent_again() -> None:
    page = CountedPage(lambda request, response: patch_vary_headers(response, ["HX-Target"]))
    etag = page.get()["ETag"]
    assert etag.startswith('W/"')
    for wanted in (etag, etag.removeprefix("W/"), "*", f'"a", {etag},"b"'):
        answer = page.get(if_none_match=wanted)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == etag
        assert answer["Vary"] == "HX-Target, Accept-Encoding"
        assert "must-revalidate" in answer["Cache-Control"]
        assert "Content-Type" not in answer
    for wanted in ('"a"', "", etag[:-2] + '"', "W/"):
        assert page.get(if_none_match=wanted).status_code == 200
    ContentVersion.objects.all().renew()
    assert page.get(if_none_match=etag).status_code == 200


def test_policy_for_scripts_is_not_sent_again_without_its_page() -> None:
    """The browser keeps the page with the nonce that it was sent with."""

    def use_nonce(request: Any, response: HttpResponse) -> None:
        request._csp_nonce = f"nonce-{page.made}"
        response.content = f"<script nonce='{request._csp_nonce}'>".encode()
        response["Content-Security-Policy"] = f"script-src 'nonce-{request._csp_nonce}'"

    page = CountedPage(use_nonce)
    first = page.get()
    ContentVersion.objects.all().renew()
    second = page.get()
    assert second.content != first.content
    assert second["ETag"] == first["ETag"]
    answer = page.get(if_none_match=first["ETag"])
    assert answer.status_code == 304
    assert "Content-Security-Policy" not in answer


def test_closed_position_is_told_to_the_browser_that_has_its_page() -> None:
    page = CountedPage(lambda request, response: setattr(response, "status_code", 410))
    etag = page.get()["ETag"]
    assert page.get(if_none_match=etag).status_code == 410


def test_head_is_answered_with_the_headers_of_the_page() -> None:
    page = CountedPage()
    assert page.get(method="HEAD").status_code == 200
    answer = page.get(accept_encoding="br")
    for coding in ("", "br"):
        head = page.get(method="HEAD", accept_encoding=coding)
        assert head.content == b""
        wanted = page.get(accept_encoding=coding)
        assert dict(head.items()) == dict(wanted.items())
    assert answer.content
    assert page.made == 2


def test_answer_says_whether_it_was_kept() -> None:
    page = CountedPage()
    said = [page.get()["Cache-Status"] for _visit in range(2)]
    assert said == ["careers; fwd=miss", "careers; hit"]


def test_files_are_left_alone(settings: Settings) -> None:
    page = CountedPage()
    with CaptureQueriesContext(connection) as queries:
        assert [page.times(f"{settings.STATIC_URL}a.css") for _visit in range(2)] == [1, 2]
    assert not queries.captured_queries


@pytest.mark.parametrize("path", ["/admin/login/", "/documents/1/a.pdf", "/a.txt", "/teams"])
def test_address_of_no_page_costs_nothing(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells that the site is alive doesn't wait for a database that does not answer."""
    monkeypatch.setattr(page_cache, "AnswerSlot", None)
    page = CountedPage()
    with CaptureQueriesContext(connection) as queries:
        assert [page.times(path) for _visit in range(2)] == [1, 2]
    assert not queries.captured_queries


def test_pages_of_every_language_are_found(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.careers.kept.urls_by_language"
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    page = CountedPage()
    for language in ("en", "de"):
        with translation.override(language):
            assert page.times("/teams/") == page.times("/teams/")
            assert page.times("/de/teams/") == page.times("/de/teams/")
    assert page.made == 2


# On the site


@pytest.mark.usefixtures("page_cache")
def test_site_sends_kept_pages_with_all_headers(tree: Tree, client: Client) -> None:
    first, second = client.get(tree.team.url), client.get(tree.team.url)
    assert second["Cache-Status"] == "careers; hit"
    assert first.content == second.content
    differing = {"Cache-Status"}
    assert {**first.headers} | dict.fromkeys(differing) == {**second.headers} | dict.fromkeys(
        differing
    )
    for name in ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"):
        assert name in second


@pytest.mark.usefixtures("page_cache")
def test_parts_of_pages_for_htmx_are_kept_apart(tree: Tree, client: Client) -> None:
    tree.add_position()
    for path, target in ((tree.team.url, "open-positions-rows"), ("/positions/", "search-results")):
        parts = [client.get(path, headers={"hx-target": target}) for _visit in range(2)]
        page = client.get(path)
        assert parts[0].content == parts[1].content != page.content
        assert parts[1]["Cache-Status"] == "careers; hit"
        assert b"<html" in page.content
        assert b"<html" not in parts[1].content


@pytest.mark.usefixtures("page_cache")
@pytest.mark.parametrize(("restriction", "status"), [("login", 302), ("password", 200)])
def test_private_page_is_not_kept_and_takes_the_public_one_away(
    tree: Tree, client: Client, restriction: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = client.get(tree.team.url)
    assert client.get(tree.team.url)["Cache-Status"] == "careers; hit"
    PageViewRestriction.objects.create(
        page=tree.team, restriction_type=restriction, password="open"
    )
    answers = [Client().get(tree.team.url) for _visit in range(2)]
    assert [answer.status_code for answer in answers] == [status, status]
    assert all("Cache-Status" not in answer for answer in answers)
    assert public.content not in [answer.content for answer in answers]
    monkeypatch.setattr(page_cache, "_version", lambda: None)  # the database is away
    assert Client().get(tree.team.url).content != public.content


@pytest.mark.usefixtures("page_cache")
def test_sign_in_is_waited_for_by_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/admin/login/")
    monkeypatch.setattr(page_cache, "begin_filling", None)
    assert Client().get("/admin/login/").status_code == 200


@pytest.mark.usefixtures("page_cache")
def test_preview_is_neither_kept_nor_taken_from_what_is(tree: Tree, client: Client) -> None:
    tree.team.title = "A draft"
    tree.team.save_revision()
    assert b"A draft" in tree.team.make_preview_request().render().content
    asked: Any = {"path": tree.team.url, "headers": {"host": "localhost"}}  # as the preview does
    assert b"A draft" not in client.get(**asked).content
    assert client.get(**asked)["Cache-Status"] == "careers; hit"
    assert b"A draft" in tree.team.make_preview_request().render().content
