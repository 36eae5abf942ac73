"""Methods, languages, caches, other origins, and errors."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.careers.api.reading import API, get, read
from tests.factories import LocationFactory, Tree

pytestmark = pytest.mark.django_db
ADDRESSES = ("positions/", "teams/", "locations/", "types/", "site/", "pages/?path=/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_json_for_every_origin(tree: Tree, address: str) -> None:
    response = get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_is_told_so_until_the_content_changes(tree: Tree, address: str) -> None:
    etag = get(address)["ETag"]
    known = get(address, if_none_match=f'"other", {etag}')
    assert (known.status_code, known.content) == (304, b"")
    assert known["ETag"] == etag
    assert known["Access-Control-Allow-Origin"] == "*"
    tree.team.title = "Data"
    tree.team.save()
    changed = get(address, if_none_match=etag)
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_tag_is_of_one_question_in_one_language(tree: Tree) -> None:
    asked = [("teams/", {}), ("teams/", {"limit": 1}), ("teams/", {"locale": "he"}), ("types/", {})]
    assert len({get(path, query)["ETag"] for path, query in asked}) == len(asked)


def test_known_answer_takes_two_queries(tree: Tree) -> None:
    etag = get("positions/")["ETag"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert get("positions/", if_none_match=etag).status_code == 304
    assert len(queries) <= 2


def test_browser_may_ask_with_headers_of_its_own(tree: Tree) -> None:
    response = Client().options(f"{API}positions/", headers={"origin": "https://other.example"})
    assert response.status_code == 204
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_can_be_written(tree: Tree, method: str, address: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(f"{API}{address}")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_head_has_the_headers_and_no_body(tree: Tree) -> None:
    response = Client().head(f"{API}teams/")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == get("teams/")["ETag"]


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("*/*", 200),
        ("application/*", 200),
        ("text/html, application/json;q=0.5", 200),
        ("text/html", 406),
        ("image/avif", 406),
    ],
)
def test_answer_is_json_or_not_acceptable(tree: Tree, accept: str, status: int) -> None:
    headers: Any = {"accept": accept} if accept else {}
    response = get("teams/", **headers)
    assert response.status_code == status
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize(
    ("headers", "query", "language", "label"),
    [
        ({}, {}, "en-gb", "Portugal"),
        ({"accept_language": "he"}, {}, "he", "פורטוגל"),
        ({"accept_language": "xx, he-IL;q=0.8, en;q=0.5"}, {}, "he", "פורטוגל"),
        ({"accept_language": "xx"}, {}, "en-gb", "Portugal"),
        ({"accept_language": "*"}, {}, "en-gb", "Portugal"),
        ({"accept_language": ";;;,=,\u00e9"}, {}, "en-gb", "Portugal"),
        ({"accept_language": "he"}, {"locale": "en"}, "en", "Portugal"),
        ({}, {"locale": "he"}, "he", "פורטוגל"),
    ],
)
def test_labels_are_in_the_language_that_is_asked_for(
    tree: Tree, headers: Any, query: dict[str, str], language: str, label: str
) -> None:
    tree.add_position(locations=[LocationFactory(country="PT")])
    response = get("locations/", query, **headers)
    assert response["Content-Language"] == language
    assert response.json()["results"][0]["country"]["name"] == label
    assert "Accept-Language" in response["Vary"]


def test_locale_that_the_site_does_not_speak_is_an_error(tree: Tree) -> None:
    problem = read("teams/", {"locale": "xx"}, status=422)
    assert [error["parameter"] for error in problem["errors"]] == ["locale"]


def test_problem_says_what_is_wrong_with_which_parameter(tree: Tree) -> None:
    response = get("positions/", {"limit": 101, "page": "last"})
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["title"]) == (422, "Unprocessable Entity")
    assert {error["parameter"] for error in problem["errors"]} == {"limit", "page"}
    assert all(error["detail"] for error in problem["errors"])


def test_unknown_address_is_a_problem_of_other_origins_too(tree: Tree) -> None:
    for path in ("", "nothing/", "positions/none/", "teams/none/", "positions/a/b/"):
        response = get(path)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert response["Access-Control-Allow-Origin"] == "*"


def test_parameters_that_nobody_reads_change_nothing(tree: Tree) -> None:
    plain, tagged = get("teams/"), get("teams/", {"utm_source": "letter", "q": "x"})
    assert plain.json() == tagged.json()


def test_site_without_pages_has_no_lists() -> None:
    assert get("positions/").status_code == 404
    assert read("teams/")["results"] == []
    assert read("locations/")["results"] == []


@pytest.mark.usefixtures("page_cache")
class TestPageCache:
    @pytest.mark.parametrize("address", ADDRESSES)
    def test_second_answer_is_the_first(self, tree: Tree, address: str) -> None:
        first, second = get(address), get(address)
        assert second["Cache-Status"] == "careers; hit"
        assert second.content == first.content
        assert second["Access-Control-Allow-Origin"] == "*"
        assert second["Content-Language"] == "en-gb"

    def test_what_is_asked_for_makes_another_answer(self, tree: Tree) -> None:
        tree.add_position(locations=[LocationFactory(country="PT")])
        asked = [
            get("positions/"),
            get("positions/", {"limit": 3}),
            get("positions/", {"q": "engineer"}),
            get("positions/", accept_language="he"),
            get("pages/", {"path": "/"}),
            get("pages/", {"path": "/teams/"}),
        ]
        assert len({response.content for response in asked}) == len(asked)
        again = get("positions/", {"q": "engineer"})
        assert again["Cache-Status"] == "careers; hit"
        assert again.content == asked[2].content

    def test_parameters_that_nobody_reads_are_answered_alike(self, tree: Tree) -> None:
        get("positions/")
        assert get("positions/", {"utm_source": "x"})["Cache-Status"] == "careers; hit"

    def test_it_goes_with_the_content(self, tree: Tree) -> None:
        get("teams/")
        tree.add_team(title="Data")
        assert read("teams/")["total"] == 2

    def test_it_is_compressed_once_for_all(self, tree: Tree) -> None:
        plain = get("teams/").content
        assert gzip.decompress(get("teams/", accept_encoding="gzip").content) == plain
        assert brotli.decompress(get("teams/", accept_encoding="br").content) == plain

    def test_known_answer_may_be_read_by_other_origins(self, tree: Tree) -> None:
        etag = get("teams/")["ETag"]
        known = get("teams/", if_none_match=etag)
        assert known.status_code == 304
        assert known["Access-Control-Allow-Origin"] == "*"

    def test_error_is_made_anew(self, tree: Tree, settings: Settings) -> None:
        for _visit in range(2):
            assert "Cache-Status" not in get("positions/none/")
            assert "Cache-Status" not in get("teams/", accept="text/html")


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("teams/", "limit=1&limit=2", "limit"),
        ("teams/", "limit=1_000", "limit"),
        ("teams/", "page=%201", "page"),
        ("teams/", "fields=", "fields"),
        ("teams/", "fields=title,nothing", "fields"),
        ("positions/", "team=no%20slug", "team"),
        ("positions/", "workplace=moon", "workplace"),
        ("positions/", "country=ZZ", "country"),
        ("positions/", "q=a%00b", "q"),
        ("positions/", "all=q", "all"),
    ],
)
def test_invalid_parameter_is_named(tree: Tree, path: str, query: str, parameter: str) -> None:
    problem = Client().get(f"/api/careers/v1/{path}?{query}")
    assert problem.status_code == 422
    assert {error["parameter"] for error in problem.json()["errors"]} == {parameter}


@pytest.mark.parametrize(
    "query", ["team=", "q=&team=&workplace=&country=", "country=pt", "fields=title,url&limit=1"]
)
def test_what_forms_send_is_accepted(tree: Tree, query: str) -> None:
    assert Client().get(f"/api/careers/v1/positions/?{query}").status_code == 200
