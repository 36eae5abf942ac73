"""How a kept answer is sent: codings, headers and conditions."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from pytest_django import Settings

from careers.kept.content_version import ContentVersion
from tests.careers.kept.pages import CountedPage

pytestmark = pytest.mark.django_db


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
