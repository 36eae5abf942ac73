"""What a position is found by follows every change of it, of its team and of its snippets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

from careers.models import (
    Location,
    PositionPage,
    PositionText,
    PositionType,
)
from careers.positions import lifecycle
from careers.search import signal_handlers
from careers.search.indexer import MAX_BODY_WORDS
from careers.search.parameters import PositionFilters
from tests.careers.search.found import keys_with_words
from tests.factories import LocationFactory, PositionTypeFactory, Tree

Found = Callable[[str], list[str]]


@pytest.fixture
def found(tree: Tree) -> Found:
    """The titles of open positions that have all words of a query."""

    def titles(query: str) -> list[str]:
        keys = keys_with_words(tree.positions, PositionFilters(query=query).words)
        return sorted(PositionPage.objects.filter(pk__in=keys).values_list("title", flat=True))

    return titles


def values(position: PositionPage, name: str) -> list[str]:
    """The values of a position in a filter, as they are indexed."""
    tokens = PositionText.objects.get(position=position).values.split()
    return [token.partition("=")[2] for token in tokens if token.startswith(f"{name}=")]


def section(text: str) -> tuple[str, dict[str, str]]:
    return "section", {"heading": "", "text": text}


def test_position_is_found_by_all_that_it_says(tree: Tree, found: Found) -> None:
    place = LocationFactory(name="Harbour", locality="Łódź", region="Łódzkie", country="PL")
    kind = PositionTypeFactory(name="Internship")
    tree.add_position(
        title="Straßenbauer",
        locations=[place],
        types=[kind],
        workplace="hybrid",
        body=[section("<p>You know <b>Kubernetes</b> &amp; C++.</p>")],
    )
    tree.add_position(title="Other")
    for query in (
        *("strasse", "STRASSENBAUER", "Straß", "backend dev", "harbour", "lodz", "lódzk"),
        *("poland", "intern", "hybrid", "kuber", "c++", "cpp", "straß kubernetes"),
    ):
        assert "Straßenbauer" in found(query), query
    for query in ("bauer", "strong", "nothing", "strasse other", '"strasse"', "amp"):
        assert found(query) == [], query


@pytest.mark.parametrize(
    "word", ["Дизайнер", "Йога", "מפתחת", "שָׁלוֹם", "مهندس", "हिन्दी", "エンジニア"]
)
def test_words_of_any_script_are_found_while_they_are_typed(
    tree: Tree, found: Found, word: str
) -> None:
    tree.add_position(title=f"X {word}")
    for length in range(1, len(word) + 1):
        assert found(word[:length]) == [f"X {word}"], word[:length]


def test_published_change_is_found_and_what_was_before_is_not(tree: Tree, found: Found) -> None:
    position = tree.add_position(title="Painter")
    position.title = "Sculptor"
    position.save_revision()
    assert found("painter") == ["Painter"]
    assert found("sculptor") == []
    position.save_revision().publish()
    assert found("painter") == []
    assert found("sculptor") == ["Sculptor"]


def test_draft_leaves_no_word_behind(tree: Tree, found: Found) -> None:
    tree.add_position(title="Secret", live=False)
    position = tree.add_position(title="Painter")
    position.unpublish()
    position.save()
    assert not PositionText.objects.exists()


def test_position_is_found_by_the_new_name_of_its_team(tree: Tree, found: Found) -> None:
    tree.add_position(title="Painter")
    tree.team.title = "Frescoes"
    tree.team.body = []  # type: ignore[assignment]
    tree.team.save_revision().publish()
    assert found("frescoes") == ["Painter"]
    assert found("backend") == []


def test_position_has_the_new_slug_of_its_team(tree: Tree) -> None:
    position = tree.add_position(title="Painter")
    tree.team.slug = "frescoes"
    tree.team.body = []  # type: ignore[assignment]
    tree.team.save_revision().publish()
    assert values(position, "team") == ["frescoes"]


def test_position_is_found_by_the_new_team(tree: Tree, found: Found) -> None:
    position = tree.add_position(title="Painter")
    lifecycle.MoveToTeam(position, team=tree.add_team(title="Frescoes")).execute()
    assert found("frescoes") == ["Painter"]
    assert found("backend") == []


def test_position_is_found_by_the_new_names_of_places_and_types(tree: Tree, found: Found) -> None:
    place, kind = LocationFactory(name="Leningrad", country="RU"), PositionTypeFactory(name="Temp")
    position = tree.add_position(title="Painter", locations=[place], types=[kind])
    for model, name in ((Location, "Petersburg"), (PositionType, "Seasonal")):
        snippet = model.objects.get()
        snippet.name = name
        if isinstance(snippet, Location):
            snippet.country = "FI"
        snippet.save()
        assert found(name) == ["Painter"]
    assert found("leningrad") == found("temp") == []
    assert values(position, "country") == ["FI"]


def test_nothing_is_indexed_again_that_is_found_by_the_same(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = LocationFactory(name="Harbour")
    tree.add_position(locations=[place])
    indexed: list[object] = []
    monkeypatch.setattr(
        signal_handlers, "index_positions", lambda positions: indexed.append(positions)
    )
    place.latitude = 12
    place.save()
    tree.team.title = "Only a draft"
    tree.team.save_revision()
    assert indexed == []
    place.region = "North"
    place.save()
    assert len(indexed) == 1


def test_countries_are_those_of_places_and_of_remote_work(tree: Tree) -> None:
    places = [LocationFactory(country="PT"), LocationFactory(country="PT")]
    expected = {"remote": {"PT", "BR"}, "on_site": {"PT"}}
    for workplace, codes in expected.items():
        position = tree.add_position(locations=places, workplace=workplace, countries=["BR", "PT"])
        assert values(position, "country") == sorted(codes)


def test_deleted_position_leaves_nothing(tree: Tree) -> None:
    tree.add_position(title="Painter", locations=[LocationFactory()]).delete()
    assert not PositionText.objects.exists()


def test_endless_body_is_indexed_by_its_beginning(tree: Tree, found: Found) -> None:
    words = [f"word{number}" for number in range(MAX_BODY_WORDS + 1)]
    tree.add_position(title="Painter", body=[section(" ".join(words))])
    assert found(words[-2]) == ["Painter"]
    assert found(words[-1]) == []


def test_command_finds_out_anew(tree: Tree, found: Found) -> None:
    position = tree.add_position(title="Painter")
    PositionPage.objects.filter(pk=position.pk).update(title="Sculptor")
    assert found("sculptor") == []
    call_command("index_positions")
    assert found("sculptor") == ["Sculptor"]
    assert found("painter") == []
