"""The search, compared with one in plain Python on any positions and any question."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from careers.models import (
    Location,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionType,
    TeamPage,
)
from careers.search.indexer import index_positions
from careers.search.normalize import normalize
from careers.search.parameters import FILTERS, PositionFilters
from careers.search.results import PositionSearch
from careers.search.search import search_positions
from tests.careers.examples import on_shared_rows
from tests.careers.search.reference import Reference
from tests.factories import LocationFactory, PositionTypeFactory, Tree

POSITIONS = 8
RESULTS_PER_PAGE = 3
WORDS = ["Back", "Backend", "Backstage", "Engineer", "Łódź", "Straße", "Data", "C++", "Дизайнер"]
WORDS += ["Инженер", "מפתחת", "מנהל", "Lisbon", "Intern"]
TYPED = [*WORDS, "bakc", "enginer", "lodz", "strase", "лизайнер", "dataa", "מפתח", "b", "lisbno"]
TEAMS = {"backend": "Backend", "data": "Data Straße", "design": "Дизайн"}
LOCATIONS = {"lisbon": ("Lisbon", "PT"), "lodz": ("Łódź", "PL"), "porto": ("Porto", "PT")}
TYPES = {"intern": "Intern", "full-time": "Full time", "temp": "Temp"}
COUNTRIES = ["PT", "PL", "BR"]
WORKPLACES = ["on_site", "hybrid", "remote"]
TODAY = date.today()  # noqa: DTZ011

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def some(values: Any, most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True)


drawn_position = st.fixed_dictionaries(
    {
        "title": texts,
        "team": st.sampled_from(sorted(TEAMS)),
        "workplace": st.sampled_from(WORKPLACES),
        "countries": some(COUNTRIES),
        "locations": some(LOCATIONS),
        "types": some(TYPES),
        "body": texts,
        "posted": st.none() | st.integers(0, 3),
        "live": st.integers(0, 9).map(bool),
        "closes": st.sampled_from([None, None, None, 1, -1]),
    }
)
VALUES = {
    "team": [*TEAMS, "nobody"],
    "workplace": WORKPLACES,
    "location": [*LOCATIONS, "nowhere"],
    "country": [*COUNTRIES, "DE"],
    "type": [*TYPES],
}
#: With few filters, so that many searches find something.
chosen_values = st.lists(st.sampled_from(FILTERS), max_size=2, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: some(VALUES[name]).map(tuple) for name in names})
)
drawn_filters = st.builds(
    lambda query, page, chosen: PositionFilters(query, page=page, unfolded=FILTERS, **chosen),
    query=st.lists(st.sampled_from(TYPED), max_size=2).map(" ".join),
    page=st.integers(1, 3),
    chosen=chosen_values,
)


class Site:
    """Positions that each example changes, and the request of a visitor."""

    def __init__(self, tree: Tree, request: HttpRequest) -> None:
        self.tree, self.request = tree, request
        tree.team.delete()
        self.teams = {slug: tree.add_team(slug=slug, title=title) for slug, title in TEAMS.items()}
        for slug, (name, country) in LOCATIONS.items():
            LocationFactory(slug=slug, name=name, country=country)
        for slug, name in TYPES.items():
            PositionTypeFactory(slug=slug, name=name)
        for _number in range(POSITIONS):
            tree.add_position(team=self.teams["backend"])

    def set(self, drawn: list[dict[str, Any]]) -> None:
        """Make the positions what was drawn, and the rest of them drafts."""
        places = {location.slug: location for location in Location.objects.all()}
        kinds = {kind.slug: kind for kind in PositionType.objects.all()}
        positions = list(PositionPage.objects.order_by("pk"))
        PositionPage.objects.update(live=False)
        for model in (PositionLocation, PositionPageType):
            model.objects.all().delete()
        for position, values in zip(positions, drawn, strict=False):
            PositionPage.objects.filter(pk=position.pk).update(
                title=values["title"],
                team=TeamPage.objects.get(slug=values["team"]),
                workplace=values["workplace"],
                countries=values["countries"],
                body=[("section", {"heading": "", "text": values["body"]})],
                posted_date=None
                if values["posted"] is None
                else TODAY - timedelta(days=values["posted"]),
                closing_date=values["closes"] and TODAY + timedelta(days=values["closes"]),
                live=values["live"],
            )
            PositionLocation.objects.bulk_create(
                PositionLocation(position=position, location=places[slug], sort_order=order)
                for order, slug in enumerate(values["locations"] * 2)  # an editor may repeat one
            )
            PositionPageType.objects.bulk_create(
                PositionPageType(position=position, position_type=kinds[slug], sort_order=order)
                for order, slug in enumerate(values["types"])
            )
        index_positions(PositionPage.objects.all())

    def search(self, filters: PositionFilters) -> PositionSearch:
        request = RequestFactory().get("/", headers={"host": "localhost"})
        return search_positions(self.tree.positions, request, filters)


@pytest.fixture
def site(tree: Tree, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr("careers.search.search.RESULTS_PER_PAGE", RESULTS_PER_PAGE)
    return Site(tree, rf.get("/"))


@settings(
    on_shared_rows, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shrinking takes long
@given(drawn=st.lists(drawn_position, min_size=1, max_size=POSITIONS), filters=drawn_filters)
def test_results_and_counts_are_those_of_a_naive_search(
    site: Site, drawn: list[dict[str, Any]], filters: PositionFilters
) -> None:
    site.set(drawn)
    reference = Reference(PositionPage.objects.order_by("pk"))
    search = site.search(filters)
    assert normalize(search.searched.query) == reference.corrected(normalize(filters.query))
    expected = reference.found(search.searched)
    assert search.total == len(expected)
    last_page = max(1, -(-len(expected) // RESULTS_PER_PAGE))
    first = (min(filters.page, last_page) - 1) * RESULTS_PER_PAGE
    titles = [position.title for position in expected[first : first + RESULTS_PER_PAGE]]
    assert [row.title for row in search.rows] == titles
    for facet in search.facets:
        numbers = reference.numbers(search.searched, facet.name)
        choices = [*facet.in_sight, *facet.others]
        assert {choice.value: choice.number for choice in choices if choice.number} == numbers
        assert {choice.value for choice in choices if choice.is_active} <= set(
            filters.values(facet.name)
        )
    for suggestion in search.suggestions:
        assert suggestion.number == len(reference.found(suggestion.filters)) > 0
