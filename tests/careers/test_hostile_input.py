"""Any text and any number in an address, a form or a command: an answer, never a server error."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careers.admin.positions.table_filters import listed_positions, posted_ids
from careers.core.ids import MAX_ID, read_id
from careers.models import Location, NewsFeed, Person, PositionPage, PositionType
from tests.careers.bulk_actions import ACTIONS, url
from tests.careers.examples import on_shared_rows
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.factories import (
    LocationFactory,
    NewsFeedFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
)

#: What a library or a database is known to stumble over.
ODD_TEXTS = (
    *("²", "١٢٣", "𝟙", "½", "-1", "1e9", "NaN", "1,2", "004", "0001-01-01", "9999-12-31"),
    *(str(2**31), str(MAX_ID), str(MAX_ID + 1), "9" * 30, "9" * 5000, "1" * 60_000),
    *("\0", "a\0b", "\ud800", "\\", "'", "%", "[1]", "{}", "x" * 300, "x" * 60_000),
)
texts = st.one_of(st.sampled_from(ODD_TEXTS), st.text(max_size=30), st.integers().map(str))
values = st.lists(texts, min_size=1, max_size=3)
thirty_examples = settings(on_shared_rows, max_examples=30)

PUBLIC_PARAMETERS = ("q", "page", "show", "team", "location", "country", "type", "workplace")
LIST_PARAMETERS = ("q", "p", "ordering", "export", "_w_filter_fragment", "search_all")
POSITION_PARAMETERS = (
    *("state", "team", "location", "type", "workplace", "closing_before", "index"),
    *LIST_PARAMETERS,
)
TEAM_PARAMETERS = (
    *("owner", "edited_by", "site", "has_child_pages", "latest_revision_created_at_from"),
    *LIST_PARAMETERS,
)
SNIPPETS = (Location, PositionType, Person, NewsFeed)


def querystring(name: str, given_values: Sequence[str]) -> str:
    return "?" + "&".join(
        f"{name}={quote(value, safe='', errors='surrogatepass')}" for value in given_values
    )


def fill(tree: Tree) -> PositionPage:
    NewsFeedFactory()
    PersonFactory(photo=None)
    return tree.add_position(locations=[LocationFactory()], types=[PositionTypeFactory()])


@pytest.fixture
def admin(tree: Tree) -> Client:
    fill(tree)
    return sign_in(SUPERUSER)


@given(name=st.sampled_from(PUBLIC_PARAMETERS), given_values=values)
@example(name="country", given_values=["²"])
@thirty_examples
def test_public_pages_answer_any_value_of_any_parameter(
    tree: Tree, client: Client, name: str, given_values: list[str]
) -> None:
    for path in ("/positions/", "/teams/backend-development/"):
        assert client.get(path + querystring(name, given_values)).status_code == 200


@pytest.mark.parametrize("value", ["²", "١٢٣", "𝟙", "004", "½"])
def test_country_of_odd_digits_finds_nothing(tree: Tree, client: Client, value: str) -> None:
    fill(tree)
    response = client.get("/positions/", {"country": value})
    assert response.status_code == 200
    assert response.context["search"].total == 0
    assert [facet.name for facet in response.context["search"].facets][-2:] == ["country", "type"]


@given(name=st.sampled_from(POSITION_PARAMETERS), given_values=values)
@example(name="type", given_values=["9" * 30])
@example(name="q", given_values=["1" * 60_000])
@thirty_examples
def test_table_of_positions_answers_any_value(
    admin: Client, name: str, given_values: list[str]
) -> None:
    path = reverse("careers_positions:index_results")
    response = admin.get(path + querystring(name, given_values))
    assert response.status_code in {200, 404}, (name, given_values)


@given(name=st.sampled_from(TEAM_PARAMETERS), given_values=values)
@example(name="site", given_values=["9" * 30])
@thirty_examples
def test_list_of_teams_answers_any_value(admin: Client, name: str, given_values: list[str]) -> None:
    path = reverse("careers_teams:index_results")
    response = admin.get(path + querystring(name, given_values))
    assert response.status_code in {200, 404}, (name, given_values)


@pytest.mark.parametrize("number", [MAX_ID + 1, 10**29])
@pytest.mark.parametrize("name", ["team", "location", "type"])
def test_position_filter_refuses_a_number_that_is_no_id(
    admin: Client, name: str, number: int
) -> None:
    assert not listed_positions(member_of(SUPERUSER), QueryDict(f"{name}={number}")).exists()
    response = admin.get(reverse("careers_positions:index"), {name: number})
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["owner", "edited_by", "site"])
def test_team_filter_refuses_a_number_that_is_no_id(admin: Client, name: str) -> None:
    assert admin.get(reverse("careers_teams:index"), {name: 10**29}).status_code == 200


@given(
    model=st.sampled_from(SNIPPETS),
    name=st.sampled_from(("unit", "country", "kind", *LIST_PARAMETERS)),
    given_values=values,
)
@example(model=Person, name="q", given_values=['"'])
@thirty_examples
def test_lists_of_snippets_answer_any_value(
    admin: Client, model: Any, name: str, given_values: list[str]
) -> None:
    path = reverse(model.snippet_viewset.get_url_name("list_results"))
    response = admin.get(path + querystring(name, given_values))
    assert response.status_code in {200, 404}, (model, name, given_values)


@given(
    model=st.sampled_from(SNIPPETS),
    view=st.sampled_from(["choose_results", "chosen_multiple"]),
    name=st.sampled_from(["q", "p", "id", "multiple"]),
    given_values=values,
)
@example(model=Person, view="chosen_multiple", name="id", given_values=["²"])
@thirty_examples
def test_choosers_answer_any_value(
    admin: Client, model: Any, view: str, name: str, given_values: list[str]
) -> None:
    chooser = model.snippet_viewset.chooser_viewset
    path = reverse(chooser.get_url_name(view))
    response = admin.get(path + querystring(name, given_values))
    assert response.status_code in {200, 404}, (model, view, name, given_values)


def test_chooser_leaves_out_what_is_no_id(admin: Client) -> None:
    location = Location.objects.get()
    chooser = Location.snippet_viewset.chooser_viewset
    path = reverse(chooser.get_url_name("chosen_multiple"))
    chosen = admin.get(path, {"id": ["²", str(location.pk), str(10**29)]}).json()["result"]
    assert [item["string"] for item in chosen] == [location.name]


@pytest.mark.parametrize(
    "next_url", ["\u00ef\u00d2", "close", "wagtailadmin_home", "%0d%0a", "?p=2"]
)
def test_way_back_is_an_address_and_never_the_name_of_a_view(admin: Client, next_url: str) -> None:
    position = PositionPage.objects.get()
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    answers = [
        admin.post(url("close"), {"ids": position.pk, "confirm": "1", "next": next_url}),
        admin.post(url("close"), {"ids": "", "next": next_url}),
        admin.get(bulk, {"id": str(position.team_id), "next": next_url}),
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert {answer.headers["Location"] for answer in answers} == {iri_to_uri(next_url)}


@given(
    action=st.sampled_from(ACTIONS),
    name=st.sampled_from(["id", "ids", "filters", "date", "closing_date", "team", "next"]),
    given_values=values,
    step=st.sampled_from(["", "confirm", "all"]),
)
@example(action="team", name="team", given_values=[str(MAX_ID + 1)], step="confirm")
@thirty_examples
def test_actions_on_many_answer_any_value(
    admin: Client, action: str, name: str, given_values: list[str], step: str
) -> None:
    sent = [value.encode("utf-8", "replace").decode() for value in given_values]
    position = PositionPage.objects.values_list("pk", flat=True).get()
    data = {"ids": str(position), name: sent} | ({step: "1"} if step else {})
    if name == "filters":
        data["filters"] = urlencode({"team": sent, "q": sent[0], "index": sent[0]}, doseq=True)
    response = admin.post(url(action), data)
    assert response.status_code in {200, 302}, (action, name, given_values)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/careers/positions/{}/close/",
        "/admin/careers/positions/{}/notice/?seen=%00",
        "/admin/snippets/careers/newsfeed/edit/{}/",
        "/admin/snippets/careers/location/usage/{}/",
        "/admin/snippets/choose/careers/person/chosen/{}/",
    ],
)
@pytest.mark.parametrize("number", [str(10**29), str(MAX_ID + 1), "9" * 5000])
def test_addresses_with_a_number_that_is_no_id_are_not_found(
    admin: Client, path: str, number: str
) -> None:
    assert admin.get(path.format(number)).status_code == 404


@given(name=texts)
@thirty_examples
def test_command_names_the_feeds_there_are_for_any_text(db: None, name: str) -> None:
    with suppress(CommandError):
        call_command("refresh_news_feeds", f"--feed={name}", stdout=StringIO())


@given(text=texts)
@example(text="9" * 5000)
@thirty_examples
def test_number_of_rows_in_a_form_is_any_text(admin: Client, tree: Tree, text: str) -> None:
    form = PositionPage.get_edit_handler().get_form_class()
    data = QueryDict(mutable=True)
    data["position_locations-TOTAL_FORMS"] = text
    form(data, instance=PositionPage(), parent_page=tree.positions, for_user=member_of(SUPERUSER))


@given(text=texts)
@thirty_examples
def test_id_is_what_a_database_can_hold(text: str) -> None:
    number = read_id(text)
    assert number is None or (str(number) == text.lstrip("0") or number == 0)
    assert number is None or 0 <= number <= MAX_ID
    assert posted_ids(QueryDict(urlencode({"id": [MAX_ID, MAX_ID + 1]}, doseq=True))) == (
        [MAX_ID],
        1,
    )
