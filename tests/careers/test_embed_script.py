"""The script of the elements, as pages of other origins get it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Locale

from careers.embed import script
from careers.embed.compact import compact_script, compact_sheet
from careers.embed.texts import texts
from tests.factories import Tree, make_private

URL = "/api/careers/v1/embed.js"
MAX_SIZE = 8_000  # bytes


def get(client: Client, query: str = "", **headers: str) -> Any:
    return client.get(URL + query, headers={"host": "localhost"} | headers)


def data(client: Client, query: str = "") -> dict[str, Any]:
    """What the server puts before the sources."""
    text = get(client, query).content.decode()
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index("{"))[0]
    return found


@pytest.fixture
def hebrew(tree: Tree, settings: Settings) -> Locale:
    """A second language of the site, with a home page and a page of positions."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("he", "Hebrew")]
    locale = Locale.objects.create(language_code="he")
    for page in (tree.home, tree.positions):
        page.copy_for_translation(locale).save_revision().publish()
    return locale


# Size


def test_script_is_smaller_than_8_kilobytes(client: Client, tree: Tree) -> None:
    assert len(get(client).content) < MAX_SIZE
    answer = get(client, **{"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < MAX_SIZE / 2


def test_script_is_smaller_in_a_language_of_two_bytes_a_letter_too(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def longer() -> dict[str, str]:
        letters = re.compile(r"(?<![%(])\b[a-z]+\b(?!\))", re.IGNORECASE)
        return {
            name: letters.sub(lambda match: "ж" * len(match[0]), text)
            for name, text in texts().items()
        }

    monkeypatch.setattr(script, "texts", longer)
    assert len(get(client).content) < MAX_SIZE


# HTTP


def test_other_origins_may_run_and_keep_it(client: Client, tree: Tree) -> None:
    answer = get(client, origin="https://other.example")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=3600" in answer["Cache-Control"]
    assert "stale-if-error" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_script_that_has_not_changed_is_not_sent_again(client: Client, tree: Tree) -> None:
    etag = get(client)["ETag"]
    answer = get(client, **{"if-none-match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == etag
    assert "max-age=3600" in answer["Cache-Control"]


def test_script_can_be_read_only(client: Client, tree: Tree) -> None:
    assert client.head(URL).content == b""
    assert client.post(URL).status_code == 405


def test_script_needs_few_queries_and_none_but_the_version_when_kept(
    client: Client, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        get(client)
    with django_assert_max_num_queries(2):
        get(client)


# What it knows


def test_script_knows_the_address_of_the_search(client: Client, tree: Tree) -> None:
    assert data(client)["search"] == "http://localhost/positions/"
    make_private(tree.positions)
    assert data(client)["search"] == ""


def test_site_with_one_language_has_no_others(client: Client, tree: Tree) -> None:
    for query in ("", "?locale=he", "?locale=de"):
        known = data(client, query)
        assert (known["lang"], known["dir"], known["others"]) == ("en-gb", "ltr", [])


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "en-gb"),
        ("he", "he"),
        ("HE-il", "he"),
        ("en-GB", "en-gb"),
        ("en", "en-gb"),
        ("fr", "en-gb"),
    ],
)
def test_script_is_in_the_nearest_language_of_the_site(
    client: Client, tree: Tree, hebrew: Locale, asked: str, language: str
) -> None:
    assert data(client, f"?locale={asked}")["lang"] == language


@pytest.mark.parametrize(
    ("wanted", "language"),
    [("pt-BR", "pt-br"), ("pt-PT", "pt-pt"), ("pt", "pt-pt"), ("pt-AO", "pt-pt"), ("p", "de")],
)
def test_of_two_variants_the_one_that_is_named_is_nearest(wanted: str, language: str) -> None:
    assert script.nearest(wanted, ("de", "pt-pt", "pt-br")) == language


def test_script_in_hebrew_leads_to_the_search_in_hebrew(
    client: Client, tree: Tree, hebrew: Locale
) -> None:
    known = data(client, "?locale=he")
    assert known["dir"] == "rtl"
    assert known["others"] == ["en"]
    translated = tree.positions.get_translation(hebrew)
    assert known["search"] == translated.full_url


def test_language_in_which_nothing_is_published_is_none_of_the_site(
    client: Client, tree: Tree, hebrew: Locale
) -> None:
    tree.home.get_translation(hebrew).unpublish()
    assert data(client)["others"] == []
    assert data(client, "?locale=he")["lang"] == "en-gb"


@pytest.mark.parametrize("asked", ["%00", "../../etc", "x" * 5000, "%F0%9F", "&locale=he"])
def test_language_that_makes_no_sense_is_that_of_the_site(
    client: Client, tree: Tree, asked: str
) -> None:
    assert data(client, f"?locale={asked}")["lang"] == "en-gb"


def test_site_without_pages_still_has_a_script(client: Client, db: None) -> None:
    assert data(client)["search"] == ""


# Shortening


@pytest.mark.parametrize(
    ("source", "compact"),
    [
        ("const a = 1; // one\n\nreturn a;", "const a=1;return a;"),
        ('say("a  //  b", `c  ${d} // e`);', 'say("a  //  b",`c  ${d} // e`);'),
        (r'say("a\"  b");', r'say("a\"  b");'),
        (r"text.replace(/[ /]  \/(a)  /g, b);", r"text.replace(/[ /]  \/(a)  /g,b);"),
        ("a + +b - -c;", "a+ +b- -c;"),
        ("async #load() {}\nget x() {}", "async #load(){}get x(){}"),
        ("a / b / c; // d", "a/b/c;"),
        ("{\n  say([\n    a,\n  ]);\n}", "{say([a])}"),
        ("for (;;) {}", "for(;;){}"),
    ],
)
def test_gaps_and_comments_are_left_out_where_they_mean_nothing(source: str, compact: str) -> None:
    assert compact_script(source) == compact


def test_sheet_is_shortened() -> None:
    source = ":host([hidden]),\n[hidden] {\n  margin: 0 1px;\n  color: var(--a, b);\n}\n"
    assert compact_sheet(source) == ":host([hidden]),[hidden]{margin:0 1px;color:var(--a,b)}"
