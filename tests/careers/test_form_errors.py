"""What the forms of pages refuse, in words that say which field, why, and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from careers.models import PositionPage, TeamPage
from careers.positions.lifecycle import Duplicate
from tests.careers.drafts import draft, stored
from tests.careers.team_form import list_items, post_team
from tests.careers.test_position_form import create, edit, errors, form_data
from tests.factories import PersonFactory, Tree
from tests.soup import select

#: What people write into the field of the address to apply at, and what they are told.
NOT_WHOLE = {
    "careers.example.com/apply": "The beginning is missing. Write: https://careers.example.com/apply",
    "www.x.org": "The beginning is missing. Write: https://www.x.org",
    "//x.org/a?b=c": "The beginning is missing. Write: https://x.org/a?b=c",
    "localhost:8000/apply": "The beginning is missing. Write: https://localhost:8000/apply",
    "javascript:alert(1)": "don't open what starts with “javascript:”",
    "JavaScript://x.org/%0aalert(1)": "don't open what starts with “JavaScript:”",
    "mailto:jobs@x.org": "don't open what starts with “mailto:”",
    "ftp://x.org/": "don't open what starts with “ftp:”",
    "https://": "This isn't a whole web address",
    "see below": "This isn't a whole web address",
    "http//x.org": "This isn't a whole web address",
}
every_address_that_is_not_whole = pytest.mark.parametrize("address", NOT_WHOLE)


def autosave(client: Client, position: PositionPage, **values: Any) -> dict[str, Any]:
    """What the editor's page sends by itself while somebody types."""
    url = reverse("wagtailadmin_pages:edit", args=(position.pk,))
    data = form_data(title=position.title, team=position.team_id or "", **values)
    answer = client.post(url, data, headers={"accept": "application/json"})
    return answer.json()


# The address to apply at


@every_address_that_is_not_whole
def test_address_that_is_not_whole_is_refused_on_publishing(
    admin_client: Client, tree: Tree, address: str
) -> None:
    response = create(admin_client, tree, publish=True, team=tree.team.pk, apply_url=address)
    found = errors(response)
    assert list(found) == ["apply_url"]
    assert len(found["apply_url"]) == 1
    assert NOT_WHOLE[address] in found["apply_url"][0]
    field = select(BeautifulSoup(response.content, "html.parser"), "#id_apply_url")
    assert field["value"] == address


@every_address_that_is_not_whole
def test_draft_keeps_an_address_that_is_not_whole(
    admin_client: Client, tree: Tree, address: str
) -> None:
    assert create(admin_client, tree, apply_url=address).status_code == 302
    position = PositionPage.objects.get()
    assert draft(position).apply_url == address
    assert autosave(admin_client, position, apply_url=address)["success"]
    assert draft(position).apply_url == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "careers.example.com/apply"])
def test_draft_with_an_address_that_is_not_whole_leads_nowhere(tree: Tree, address: str) -> None:
    position = tree.add_position(live=False, apply_url=address)
    response = position.make_preview_request()
    assert response.status_code == 200
    assert address not in response.content.decode()


@pytest.mark.parametrize(
    "address", ["https://x.org/apply?a=1", "http://x.org", f"https://x.org/{'a' * 1900}"]
)
def test_whole_address_is_published_as_it_was_typed(
    admin_client: Client, tree: Tree, address: str
) -> None:
    response = create(admin_client, tree, publish=True, team=tree.team.pk, apply_url=address)
    assert response.status_code == 302
    assert PositionPage.objects.get().apply_url == address


# Slugs


def test_two_positions_with_one_title_are_published(admin_client: Client, tree: Tree) -> None:
    for _number in range(3):
        assert create(admin_client, tree, publish=True, team=tree.team.pk).status_code == 302
    slugs = PositionPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["backend-engineer", "backend-engineer-2", "backend-engineer-3"]


@pytest.mark.parametrize("slug", ["backend-engineer", ""], ids=["by the browser", "none"])
def test_two_drafts_with_one_title_are_saved(admin_client: Client, tree: Tree, slug: str) -> None:
    for _number in range(2):
        assert create(admin_client, tree, slug=slug).status_code == 302
    slugs = PositionPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["backend-engineer", "backend-engineer-2"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("???", ""),
        ("Café & Straße – Ingénieur (m/w/d)", "café-straße-ingénieur-mwd"),
        ("C++ / .NET Developer, İstanbul", "c-net-developer-istanbul"),
        ("ﬁne ½", "ﬁne-½"),
    ],
    ids=["nothing", "letters", "signs", "ligatures"],
)
def test_slug_that_the_browser_makes_counts_as_made_of_the_title(
    admin_client: Client, tree: Tree, title: str, slug: str
) -> None:
    for _number in range(2):
        values = {"title": title, "slug": slug, "team": tree.team.pk}
        assert create(admin_client, tree, publish=True, **values).status_code == 302


def test_slug_of_ones_own_that_is_taken_is_refused_on_publishing(
    admin_client: Client, tree: Tree
) -> None:
    tree.add_position(title="Platform <Engineer>", slug="platform")
    tree.add_position(slug="platform-2")
    response = create(admin_client, tree, publish=True, team=tree.team.pk, slug="platform")
    assert errors(response) == {
        "slug": [
            "“platform” is the slug of the page “Platform <Engineer>”: "
            "choose another, for example “platform-3”."
        ]
    }
    assert "Platform &lt;Engineer&gt;" in response.content.decode()


def test_draft_gets_a_free_slug_of_its_own_and_keeps_it(admin_client: Client, tree: Tree) -> None:
    tree.add_position(slug="platform")
    between = tree.add_position(slug="platform-2")
    assert create(admin_client, tree, slug="platform").status_code == 302
    position = PositionPage.objects.get(title="Backend Engineer")
    assert position.slug == "platform-3"

    between.delete()
    for _time in range(2):
        assert autosave(admin_client, position, slug="platform")["success"]
        assert draft(position).slug == "platform-3"
    assert "slug" in errors(edit(admin_client, position, publish=True, slug="platform"))
    assert stored(position).slug == "platform-3"


def test_published_position_keeps_its_slug_when_its_form_still_has_the_title_s(
    admin_client: Client, tree: Tree
) -> None:
    tree.add_position(title="Backend Engineer", slug="backend-engineer")
    position = tree.add_position(title="Backend Engineer", slug="backend-engineer-7")
    values = {"team": tree.team.pk, "slug": "backend-engineer"}
    assert edit(admin_client, position, publish=True, **values).status_code == 302
    assert stored(position).slug == "backend-engineer-7"


def test_number_that_somebody_else_has_by_now_is_changed(admin_client: Client, tree: Tree) -> None:
    tree.add_position(slug="backend-engineer")
    position = tree.add_position(title="Backend Engineer", slug="backend-engineer-2", live=False)
    # Two drafts of published pages can hold the same slug.
    PositionPage.objects.filter(pk=tree.add_position().pk).update(slug="backend-engineer-2")
    assert autosave(admin_client, position, slug="backend-engineer")["success"]
    assert draft(position).slug == "backend-engineer-3"


def test_form_and_duplicates_number_alike(admin_client: Client, tree: Tree) -> None:
    position = tree.add_position(title="Backend Engineer", slug="backend-engineer")
    assert Duplicate(position).execute().slug == "backend-engineer-2"
    assert create(admin_client, tree).status_code == 302
    assert PositionPage.objects.filter(slug="backend-engineer-3").exists()


def test_preview_does_not_mind_a_slug_that_is_taken(admin_client: Client, tree: Tree) -> None:
    tree.add_position(slug="backend-engineer")
    args = ("careers", "positionpage", tree.positions.pk)
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert admin_client.post(url, form_data(slug="backend-engineer")).json()["is_valid"]
    assert admin_client.get(url).status_code == 200


def test_two_teams_with_one_name_are_published(admin_client: Client, tree: Tree) -> None:
    url = reverse("wagtailadmin_pages:add", args=("careers", "teampage", tree.teams.pk))
    values = {"title": "Backend Development", "slug": "backend-development"}
    data = {**values, "body": streamfield([]), "action-publish": "1"}
    assert admin_client.post(url, nested_form_data(data)).status_code == 302
    assert TeamPage.objects.filter(slug="backend-development-2").exists()


# Choices that are missing


def test_position_without_a_team_says_what_to_choose(admin_client: Client, tree: Tree) -> None:
    response = create(admin_client, tree, publish=True)
    assert errors(response)["team"] == ["Choose the team that this position belongs to."]


@pytest.mark.parametrize(
    ("name", "field", "reason"),
    [
        ("person", "name", "Enter the name of the person."),
        ("location", "name", "Enter the name of the location."),
        ("location", "country", "Choose the country of the location."),
        ("positiontype", "name", "Enter the name of the type."),
    ],
)
def test_chooser_says_what_a_new_snippet_lacks(
    admin_client: Client, tree: Tree, name: str, field: str, reason: str
) -> None:
    url = reverse(f"wagtailsnippetchoosers_careers_{name}:create")
    answer = admin_client.post(url, {"job_title": "Developer"})
    assert not apps.get_model("careers", name).objects.exists()
    assert reason in answer.json()["htmlFragment"]


# Parts of pages


def part_errors(form: Any) -> Any:
    """What is wrong with the parts of the page, as the editor's script gets it."""
    (error,) = form.errors.as_data()["body"]
    return error.as_json_data()["blockErrors"]


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"quote": "Words"}, "person", "Choose who says this, or delete the testimonial."),
        ({"person": True}, "quote", "Enter what this person says, or delete the testimonial."),
    ],
    ids=["nobody", "no words"],
)
def test_half_filled_testimonial_is_kept_by_a_draft_and_named_on_publishing(
    admin_client: Client, tree: Tree, values: dict[str, Any], field: str, reason: str
) -> None:
    person: Any = PersonFactory()
    item = {"person": "", "quote": "", "unit": ""} | values
    item |= {"person": person.pk} if item["person"] else {}
    body = [("testimonials", {"heading": "People", "testimonials": list_items(item), "tone": ""})]

    assert post_team(admin_client, tree.team, body, "draft") is None
    saved = TeamPage.objects.get(pk=tree.team.pk).get_latest_revision_as_object()
    kept = saved.body[0].value["testimonials"][0]
    assert (kept["person"], kept["quote"]) == (person if item["person"] else None, item["quote"])

    form = post_team(admin_client, tree.team, body)
    found = part_errors(form)[0]["blockErrors"]["testimonials"]["blockErrors"][0]["blockErrors"]
    assert found == {field: {"messages": [reason]}}


def test_every_empty_field_of_the_model_page_is_named(admin_client: Client, tree: Tree) -> None:
    body = [
        ("about", {"heading": "", "text": "null"}),
        ("open_positions", {"heading": "", "page_size": "", "empty_text": ""}),
        ("pillars", {"heading": "", "pillars": list_items(*[{"title": "", "text": "null"}] * 2)}),
        ("latest", {"heading": "", "items": list_items(), "feed": "", "number": ""}),
        ("testimonials", {"heading": "", "testimonials": list_items({"person": "", "quote": ""})}),
        (
            "locations",
            {
                "heading": "",
                "locations": {"count": "1", "0": {"value": "", "order": "0", "deleted": ""}},
            },
        ),
        ("image", {"image": {"image": "", "alt_text": ""}, "caption": "", "credit": ""}),
    ]
    form = post_team(admin_client, tree.team, body)
    found = json.dumps(part_errors(form))
    assert "required" not in found
    for name in ("Heading", "Text", "Positions at a time", "Title", "Number of items"):
        assert json.dumps(f"“{name}” is empty. Fill it in before you publish.") in found
    for name in ("Location", "Image"):
        assert json.dumps(f"“{name}” is empty. Choose one before you publish.") in found
