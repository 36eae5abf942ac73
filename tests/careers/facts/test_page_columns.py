"""Facts that are made of a page's own columns, as the plugin declares them for itself."""

from __future__ import annotations

import pytest
from django.test import Client

from careers.facts import ChoiceFact, TextFact
from careers.search.parameters import PositionFilters, filter_names, search_parameters
from tests.careers.facts.conftest import GiveFacts
from tests.factories import Tree

pytestmark = pytest.mark.django_db
WHERE = ChoiceFact("workplace", name="where", label="Where one works")


def test_fact_is_a_row_on_the_page(client: Client, tree: Tree, give_facts: GiveFacts) -> None:
    give_facts(WHERE, TextFact("reference", name="number", label="Number"))
    position = tree.add_position(workplace="hybrid", reference="R-17")
    html = client.get(position.url).content.decode()
    assert "<dt>Where one works</dt><dd>Hybrid</dd>" in html
    assert "<dt>Number</dt><dd>R-17</dd>" in html


def test_fact_that_is_not_shown_or_says_nothing_has_no_row(
    client: Client, tree: Tree, give_facts: GiveFacts
) -> None:
    hidden = ChoiceFact("workplace", name="where", label="Hidden", is_shown=False)
    give_facts(hidden, TextFact("reference", name="number", label="Nothing"))
    html = client.get(tree.add_position().url).content.decode()
    assert "Hidden" not in html
    assert "Nothing" not in html


def test_fact_is_a_filter_only_where_it_shall_be(give_facts: GiveFacts) -> None:
    give_facts(WHERE, ChoiceFact("pay_period", is_filter=False), TextFact("reference"))
    assert filter_names()[5:] == ("where",)
    assert "where" in search_parameters()


def test_filters_of_facts_lead_to_addresses_and_back(give_facts: GiveFacts) -> None:
    give_facts(WHERE)
    filters = PositionFilters(team=("data",), facts=(("where", ("remote", "hybrid")),))
    query = filters.querystring()
    assert query == "?team=data&where=remote&where=hybrid"
    assert filters.without("where", "remote").querystring() == "?team=data&where=hybrid"
    assert filters.without("where").querystring() == "?team=data"
    assert filters.active == ("team", "where")
    assert not filters.single


def test_search_narrows_by_fact_and_by_another_filter(
    client: Client, tree: Tree, give_facts: GiveFacts
) -> None:
    give_facts(WHERE)
    tree.add_position(title="Near", workplace="hybrid")
    tree.add_position(title="Far", workplace="remote")
    url = tree.positions.url
    html = client.get(f"{url}?where=remote").content.decode()
    assert "Far" in html
    assert "Near" not in html
    assert "No positions" in client.get(f"{url}?where=remote&workplace=hybrid").content.decode()


@pytest.mark.parametrize(("is_searched", "words"), [(True, "1 position<"), (False, "No positions")])
def test_words_of_a_fact_are_searched_for_where_they_shall(
    is_searched: bool, words: str, client: Client, tree: Tree, give_facts: GiveFacts
) -> None:
    give_facts(TextFact("reference", name="number", is_searched=is_searched))
    tree.add_position(reference="Zebra")
    assert words in client.get(f"{tree.positions.url}?q=zebra").content.decode()
