"""No answer of an API tells of what is private or unpublished, whatever the trees are like."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import URLResolver
from django.utils import timezone
from django.utils.http import urlencode
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from wagtail.models import Locale

from careers.api import urls as careers_urls
from careers.kept.facts import forget
from cms.api import wagtail_api
from tests.careers.privacy.oracle import Oracle, is_open, is_published
from tests.careers.privacy.world import HOSTS, LANGUAGES, Node, World

#: What the careers API has besides content, and what leads to it with the right token only.
OTHERS = (
    *("docs", "docs/nothing.js", "openapi.json", "embed.js", "preview.js"),
    *("preview/nonsense/", "preview/nonsense/user-bar/"),
)
CAREERS, WAGTAIL = "/api/careers/v1", "/api/v2"
PAGE_TYPES = ("home.HomePage", "home.StandardPage", "careers.TeamIndexPage", "careers.TeamPage",
              "careers.PositionIndexPage", "careers.PositionPage")  # fmt: skip


@pytest.fixture(autouse=True)
def _two_languages(db: None, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = list(HOSTS)
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("en-gb", "English"),
        ("he", "Hebrew"),
    ]
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAILAPI_LIMIT_MAX = 100
    Locale.objects.get_or_create(language_code="he")


class Visitor:
    """Asks one site, in one language, and hears no word that it may not know."""

    def __init__(self, world: World, host: str, language: str) -> None:
        self.world, self.oracle = world, Oracle(world, host)
        self.host, self.language = host, language
        self.client = Client(headers={"host": host, "accept-language": language})
        self.known = self.oracle.known_words()
        #: The patterns of the addresses that were asked.
        self.asked: set[str] = set()
        self.known_in_lists = self.oracle.known_words(is_list=True)

    def ask(self, address: str, /, *, is_list: bool = False, **query: Any) -> tuple[int, Any]:
        """Return the status and the JSON of an answer."""
        address += f"{'' if '?' in address else '?'}{urlencode(query, doseq=True)}"
        response = self.client.get(address)
        self.asked.add(response.resolver_match.route)
        content = response.getvalue()
        text = f"{content.decode()} {response.headers}".lower()
        told = {word for word in self.world.words if word in text}
        known = self.known_in_lists if is_list else self.known
        secrets = {word for word in told - known if word not in address}
        assert not secrets, f"{self.host}{address} tells of {self._owners(secrets)}: {text}"
        is_json = "json" in response.get("Content-Type", "")
        return response.status_code, json.loads(content) if is_json else None

    def read(self, path: str, /, **query: Any) -> tuple[int, Any]:
        return self.ask(f"{CAREERS}/{path}", locale=self.language, **query)

    def read_list(self, path: str, /, **query: Any) -> tuple[int, Any]:
        return self.ask(f"{CAREERS}/{path}", is_list=True, locale=self.language, **query)

    def _owners(self, secrets: set[str]) -> list[str]:
        things = [*self.world.nodes, *self.world.snippets]
        owned = [
            f"{name} of {getattr(thing, 'kind', type(thing.object).__name__)} {thing.object.pk}"
            for thing in things
            for name, word in thing.words.items()
            if word in secrets
        ]
        return owned or ["a draft, a picture or a reference"]


@pytest.mark.slow
@settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    # An example takes seconds, and says itself what is wrong: to shrink it would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(random=st.randoms(use_true_random=False))
def test_no_answer_tells_of_what_is_hidden(random: Random) -> None:
    def choose(*values: Any) -> Any:
        return random.choice(values)

    for cache in caches.all():
        cache.clear()
    forget()
    with transaction.atomic():
        world = World(choose)
        for host in HOSTS:
            visitor = Visitor(world, host, choose(*LANGUAGES))
            check_lists(visitor)
            check_searches(visitor)
            check_pages(visitor)
            check_wagtails_lists(visitor)
            check_wagtails_pages(visitor)
            assert endpoints() <= visitor.asked
        transaction.set_rollback(True)


def check_lists(visitor: Visitor) -> None:
    oracle, language = visitor.oracle, visitor.language
    expected = sorted(node.object.pk for node in oracle.open_positions(language))
    status, answer = visitor.read_list("positions/", all=["team", "location", "type"], limit=100)
    if oracle.index("positions", language) is None:
        assert status == 404
    else:
        assert (status, answer["total"]) == (200, len(expected))
        assert sorted(position["id"] for position in answer["results"]) == expected
        for number, name in enumerate(["location", "type"]):
            counted = positive(oracle.things(number, language))
            assert counts(answer, name) == counted, name
        by_team: dict[str, int] = {}
        for node in oracle.open_positions(language):
            slug = node.team.words["slug"] if node.team else ""
            by_team[slug] = by_team.get(slug, 0) + 1
        assert counts(answer, "team") == by_team
    _status, answer = visitor.read_list("teams/", limit=100)
    numbers = {team["title"]: team["open_positions"] for team in answer["results"]}
    assert numbers == oracle.teams(language)
    assert answer["total"] == len(numbers)
    for number, name in enumerate(["locations", "types"]):
        _status, answer = visitor.read_list(f"{name}/")
        numbers = {thing["slug"]: thing["open_positions"] for thing in answer["results"]}
        assert numbers == oracle.things(number, language), name
    visitor.read("site/")
    _status, answer = visitor.read_list("addresses/")
    assert {page["id"] for page in answer["results"]} == oracle.visible()
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    _status, answer = visitor.read_list("changes/", since=since)
    assert {page["id"] for page in answer["results"]} == oracle.visible()
    visitor.read("redirects/")
    for path in OTHERS:
        visitor.read(path)


def check_searches(visitor: Visitor) -> None:
    """Search for words of what is hidden, as they are and mistyped, and filter by it."""
    hidden = [node for node in visitor.world.nodes if node not in visitor.oracle.published]
    for node in hidden[:3]:
        for word in (node.words["title"], node.words.get("said 1", ""), node.words["slug"]):
            if word:
                visitor.read_list("positions/", q=word)
                visitor.read_list("positions/", q=word[:5] + word[6:])
        _status, answer = visitor.read_list("positions/", team=node.words["slug"])
        assert not answer or not answer.get("results")
    for thing in visitor.world.snippets:
        if "slug" in thing.words:
            visitor.read_list("positions/", location=thing.words["slug"], type=thing.words["slug"])


def check_pages(visitor: Visitor) -> None:
    for node in visitor.world.nodes:
        status, answer = visitor.read("pages/", path=node.path)
        if node not in visitor.oracle.published:
            # At the front page's path there is the one of another site or language.
            assert status == 404 or node.kind == "home", node
        elif node.language == visitor.language and all(above.live for above in node.above):
            assert status == (410 if node.is_closed else 200), node
            assert answer["id"] == node.object.pk
            check_numbers(visitor, node, answer)
        if node.kind in {"team", "position"}:
            visitor.read(f"{node.kind}s/{node.words['slug']}/")
    visitor.read("pages/", path="/old/")
    visitor.read("pages/", path="/nowhere/")


def check_numbers(visitor: Visitor, node: Node, answer: Any) -> None:
    if node.kind == "home":
        assert answer["open_positions"] == len(visitor.oracle.open_positions(node.language))
    if node.kind == "team":
        own = [each for each in visitor.world.nodes if is_open(each) and each.team is node]
        assert answer["open_positions"]["total"] == len(own)


def check_wagtails_lists(visitor: Visitor) -> None:
    def ask(path: str, /, **query: Any) -> list[Any]:
        status, answer = visitor.ask(f"{WAGTAIL}/{path}", is_list=True, limit=100, **query)
        assert status == 200
        items: list[Any] = answer["items"]
        assert answer["meta"]["total_count"] == len(items)
        return items

    expected = visitor.oracle.visible()
    assert {item["id"] for item in ask("pages/", fields="*")} == expected
    by_type = [item["id"] for name in PAGE_TYPES for item in ask("pages/", type=name, fields="*")]
    assert sorted(by_type) == sorted(expected)
    assert {item["title"] for item in ask("images/")} == visitor.oracle.shown_pictures()
    assert ask("documents/") == []
    for node in hidden_nodes(visitor):
        assert ask("pages/", title=node.words["title"]) == []
        assert ask("pages/", search=node.words["title"]) == []
    unused = visitor.world.unused
    assert ask("images/", search=unused.words["title"]) == []
    for kind in ("images", "documents"):
        for path in (f"{unused.object.pk}/", f"find/?id={unused.object.pk}&"):
            status, _answer = visitor.ask(f"{WAGTAIL}/{kind}/{path}")
            assert status == 404


def check_wagtails_pages(visitor: Visitor) -> None:
    expected = visitor.oracle.visible()
    for node in visitor.world.nodes:
        key = node.object.pk
        status, _answer = visitor.ask(f"{WAGTAIL}/pages/{key}/")
        assert status == (200 if key in expected else 404), node
    for node in hidden_nodes(visitor):
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            status, _answer = visitor.ask(f"{WAGTAIL}/pages/", **{name: node.object.pk})
            assert status == 400
        status, _answer = visitor.ask(f"{WAGTAIL}/pages/find/", html_path=node.path)
        assert status == 404 or node.kind == "home"


def endpoints() -> set[str]:
    """Return the patterns of all addresses at which an API tells of content."""
    apis = {f"{CAREERS[1:]}/": careers_urls.urlpatterns, f"{WAGTAIL[1:]}/": wagtail_api.urls[0]}
    found = {f"{start}{route}" for start, patterns in apis.items() for route in routes(patterns)}
    return found - {f"{CAREERS[1:]}/"}  # any other address: there is nothing


def routes(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = f"{before}{str(pattern.pattern).removeprefix('^')}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def hidden_nodes(visitor: Visitor) -> Iterator[Node]:
    """A few of the pages that the visitor must not hear of: one of each kind."""
    seen: set[str] = set()
    for node in visitor.world.nodes:
        is_hidden = not is_published(node) or node.host != visitor.host
        if is_hidden and node.kind not in seen:
            seen.add(node.kind)
            yield node


def counts(answer: Any, name: str) -> dict[str, int]:
    """Return the numbers of a facet's choices; there is none of what can't be chosen."""
    choices = [facet["choices"] for facet in answer["facets"] if facet["name"] == name]
    return positive({choice["value"]: choice["count"] for each in choices for choice in each})


def positive(numbers: dict[str, int]) -> dict[str, int]:
    return {value: number for value, number in numbers.items() if number}
