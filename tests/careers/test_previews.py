"""What editors see of pages and snippets before anybody else does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careers.models import Location, NewsFeed, Person, PositionType
from tests.careers import block_data
from tests.careers.drafts import stored
from tests.careers.test_position_form import form_data
from tests.factories import (
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
)
from tests.html import assert_valid_html
from tests.soup import select, text_of

DAY = timedelta(days=1)
BANNER = "This position is closed."
SNIPPETS = [Location, NewsFeed, Person, PositionType]

every_snippet = pytest.mark.parametrize("model", SNIPPETS)


def preview_page(page: Any, mode: str) -> tuple[int, BeautifulSoup]:
    response = page.make_preview_request(preview_mode=mode)
    return response.status_code, BeautifulSoup(response.content, "html.parser")


def modes_of(client: Client, page: Any) -> dict[str, bool]:
    """The labels of the modes that the editor offers, and which of them it starts with."""
    editor = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    options = BeautifulSoup(editor.content, "html.parser").select("#id_preview_mode option")
    return {option.get_text(): option.has_attr("selected") for option in options}


# Positions


def test_position_is_previewed_open_and_closed(tree: Tree) -> None:
    other = tree.add_position(title="Still open")
    position = tree.add_position(apply_url="https://apply.example/")

    status, page = preview_page(position, "open")
    assert (status, BANNER in page.get_text()) == (200, False)
    assert page.select('a[href="https://apply.example/"]')

    status, page = preview_page(position, "closed")
    assert (status, BANNER in page.get_text()) == (200, True)
    assert f'datetime="{timezone.localdate()}"' in str(select(page, ".closed-banner"))
    assert select(page, f'.block-similar a[href="{other.get_url()}"]')
    assert not page.select('a[href="https://apply.example/"]')

    assert stored(position).closed_at is None


def test_preview_of_a_position_that_has_closed_names_the_day_on_which_it_did(tree: Tree) -> None:
    position = tree.add_position(closing_date=date(2026, 2, 1))
    _status, page = preview_page(position, "closed")
    assert 'datetime="2026-02-01"' in str(select(page, ".closed-banner"))


@pytest.mark.parametrize(
    ("values", "starts_with"),
    [
        ({}, "Open"),
        ({"closing_date": timezone.localdate() + DAY}, "Open"),
        ({"closed_at": timezone.now()}, "Closed"),
        ({"closing_date": timezone.localdate() - 2 * DAY}, "Closed"),
    ],
    ids=["open", "closing soon", "closed by hand", "past its closing date"],
)
def test_editor_starts_with_the_preview_that_is_true(
    admin_client: Client, tree: Tree, values: dict[str, Any], starts_with: str
) -> None:
    modes = modes_of(admin_client, tree.add_position(**values))
    assert list(modes) == ["Open", "Closed"]
    assert [name for name, is_first in modes.items() if is_first] == [starts_with]


def test_preview_in_the_editor_shows_what_was_typed_as_closed(
    admin_client: Client, tree: Tree
) -> None:
    position = tree.add_position(title="Old")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(position.pk,))
    admin_client.post(url, form_data(title="New", team=tree.team.pk))
    page = admin_client.get(f"{url}?mode=closed").content.decode()
    assert BANNER in page
    assert "Closed: New" in page
    now = stored(position)
    assert (now.title, now.closed_at) == ("Old", None)


# Teams


def test_team_is_previewed_without_open_positions(admin_client: Client, tree: Tree) -> None:
    tree.add_position(title="Backend Engineer")
    block_data.set_body(tree.team, [block_data.open_positions(empty_text="Come back in May.")])
    assert list(modes_of(admin_client, tree.team)) == ["As it is", "Without open positions"]

    _status, page = preview_page(tree.team, "")
    assert "Backend Engineer" in page.get_text()

    _status, page = preview_page(tree.team, "without-positions")
    assert "Backend Engineer" not in page.get_text()
    assert text_of(select(page, ".block-open-positions .empty")).startswith("Come back in May.")
    assert page.select('.empty a[href="/positions/"]')
    assert not page.select(".hero .button")


# Snippets


def preview_url(model: Any, snippet: Any = None) -> str:
    name = f"wagtailsnippets_careers_{model._meta.model_name}"
    if snippet is None:
        return reverse(f"{name}:preview_on_add")
    return reverse(f"{name}:preview_on_edit", args=(snippet.pk,))


def preview_snippet(client: Client, snippet: Any, **values: Any) -> BeautifulSoup:
    """What the form of `snippet` shows with its own values, changed by `values`."""
    url = preview_url(type(snippet), snippet)
    stored_values = {name: v for name, v in model_to_dict(snippet).items() if v is not None}
    sent = client.post(url, stored_values | values)
    assert sent.json() == {"is_valid": True, "is_available": True}
    response = client.get(f"{url}?in_preview_panel=true")
    assert_valid_html(response.content.decode())
    return BeautifulSoup(response.content, "html.parser")


def test_person_is_previewed_in_a_testimonial(admin_client: Client, tree: Tree) -> None:
    person: Any = PersonFactory(name="Alma <Reyes>", job_title="Developer", unit="Core")
    card = select(preview_snippet(admin_client, person, job_title="Chef"), "figure")
    assert select(card, "blockquote").get_text()
    assert text_of(select(card, "figcaption")) == "Alma <Reyes> Chef"
    assert text_of(select(card, ".label")) == "Core"
    assert select(card, "img")
    assert Person.objects.get().job_title == "Developer"


def test_location_is_previewed_in_the_list_of_locations_and_with_a_position(
    admin_client: Client, tree: Tree
) -> None:
    location: Any = LocationFactory(name="Lisbon", slug="lisbon", street="Rua 1")
    tree.add_position(locations=[location])
    page = preview_snippet(admin_client, location, locality="Lisboa")
    row = select(page, ".location")
    assert select(row, "address").get_text() == "Rua 1, Lisboa, Portugal"
    assert text_of(select(row, "a")) == "1 open position"
    assert "Lisbon" in text_of(select(page, ".position-row .meta"))


def test_position_type_is_previewed_as_a_tag_and_among_the_facts(
    admin_client: Client, tree: Tree
) -> None:
    page = preview_snippet(admin_client, PositionTypeFactory(name="Intern"), name="Trainee")
    assert text_of(select(page, ".position-row .tags")) == "Trainee"
    assert "Trainee" in text_of(select(page, ".facts"))


def test_feed_is_previewed_by_the_cards_of_its_items(admin_client: Client, tree: Tree) -> None:
    feed: Any = NewsFeedFactory(name="Blog")
    NewsItemFactory(feed=feed, title="What a queue is for")
    page = preview_snippet(admin_client, feed)
    assert text_of(select(page, ".block-latest .card h3")) == "What a queue is for"


def test_preview_of_a_feed_without_items_says_so(admin_client: Client, tree: Tree) -> None:
    page = preview_snippet(admin_client, NewsFeedFactory())
    assert "Nothing has come from this feed yet." in page.get_text()


@every_snippet
@pytest.mark.parametrize("values", [{"name": ""}, {"name": "Half"}], ids=["empty", "half filled"])
def test_snippet_that_is_just_begun_is_previewed_and_not_saved(
    admin_client: Client, tree: Tree, model: Any, values: dict[str, str]
) -> None:
    tree.add_position()  # without a location: it isn't in the new one
    url = preview_url(model)
    assert admin_client.post(url, values).json()["is_valid"]
    with CaptureQueriesContext(connection) as queries:
        response = admin_client.get(f"{url}?in_preview_panel=true")
    assert response.status_code == 200
    assert_valid_html(response.content.decode())
    assert values["name"] in response.content.decode()
    assert "1 open position" not in response.content.decode()
    assert not [sql for sql in _statements(queries) if sql.startswith(("INSERT", "UPDATE"))]
    assert not model.objects.exists()


def _statements(queries: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in queries.captured_queries]


@every_snippet
def test_preview_of_a_snippet_has_the_looks_of_the_site(
    admin_client: Client, tree: Tree, model: Any
) -> None:
    url = preview_url(model)
    admin_client.post(url, {"name": "Half"})
    page = BeautifulSoup(admin_client.get(url).content, "html.parser")
    sheets = [str(link["href"]) for link in page.select('link[rel="stylesheet"]')]
    assert [sheet.rpartition("/")[2] for sheet in sheets] == ["careers.css"]
