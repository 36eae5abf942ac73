"""A front end shows an editor what nobody has saved yet, in the shape of the public answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from careers.models import Location, NewsFeed, Person, PositionType, Preview
from careers.roles import create_roles
from tests.careers import block_data
from tests.careers.drafts import save_draft, stored
from tests.careers.front_end.front_end import ADDRESS, name_front_end
from tests.careers.front_end.previews import (
    draft_url,
    preview,
    preview_url,
    public,
    read,
    signed_in,
)
from tests.careers.test_position_form import form_data
from tests.factories import (
    HomePageFactory,
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
    today,
)

pytestmark = pytest.mark.django_db


def without_moments(form: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in form.items() if not name.endswith("published_at")}


def test_panel_leads_to_the_page_of_the_front_end(editor: Client, site: Tree) -> None:
    response = editor.get(draft_url(site.team), {"in_preview_panel": "true"})
    address, _hash, fragment = response["Location"].partition("#")
    assert address == f"{ADDRESS}/teams/backend-development/"
    assert fragment.startswith("preview=")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_path_for_previews_takes_the_place_of_the_pages(editor: Client, tree: Tree) -> None:
    tree.site.frontendsettings.preview_path = "/preview/"
    tree.site.frontendsettings.save()
    response = editor.get(draft_url(tree.team))
    assert response["Location"].startswith(f"{ADDRESS}/preview/#preview=")


def test_without_a_front_end_the_server_shows_the_preview(tree: Tree) -> None:
    response = signed_in().get(draft_url(tree.team))
    assert response.status_code == 200
    assert "Backend Development" in response.content.decode()
    assert not Preview.objects.exists()


def test_preview_of_what_is_published_is_the_public_answer(editor: Client, site: Tree) -> None:
    site.team.hero_image = ImageFactory()
    block_data.set_body(site.team, [block_data.about(), block_data.open_positions()])
    position = site.add_position(slug="engineer", locations=[LocationFactory()])
    standard: Any = StandardPageFactory(parent=site.home, slug="privacy")
    for page in (site.home, site.teams, site.team, site.positions, position, standard):
        path = page.get_url_parts()[2]
        assert read(preview(editor, draft_url(page))) == public(path), path


def test_typed_values_are_seen_before_they_are_saved(editor: Client, site: Tree) -> None:
    position = site.add_position(title="Old", slug="old")
    lisbon: Any = LocationFactory(name="Lisbon")
    typed = form_data(
        title="New",
        slug="new",
        team=site.team.pk,
        closing_date=today() + timedelta(days=9),
        position_locations=inline_formset([{"location": lisbon.pk}]),
        body=streamfield([("section", {"heading": "Tasks", "text": "null"})]),
    )
    form = read(preview(editor, preview_url(position), typed))
    assert (form["type"], form["id"]) == ("careers.PositionPage", position.pk)
    assert (form["title"], form["slug"]) == ("New", "new")
    assert [location["name"] for location in form["locations"]] == ["Lisbon"]
    assert [block["value"]["heading"] for block in form["body"]] == ["Tasks"]
    assert stored(position).title == "Old"
    assert form.keys() == public("/positions/old/").keys()


def test_token_stays_while_the_editor_types(editor: Client, site: Tree) -> None:
    position = site.add_position()
    url = preview_url(position)
    first = preview(editor, url, form_data(title="First", team=site.team.pk))
    second = preview(editor, url, form_data(title="Second", team=site.team.pk))
    assert first == second
    assert read(first)["title"] == "Second"


def test_position_is_previewed_open_and_closed(editor: Client, site: Tree) -> None:
    other = site.add_position(title="Still open")
    position = site.add_position(closing_date=today() - timedelta(days=2))
    url = draft_url(position)
    open_, closed = (
        read(preview(editor, url, mode="open")),
        read(preview(editor, url, mode="closed")),
    )
    assert (open_["is_open"], closed["is_open"]) == (True, False)
    assert closed["closed_on"] == str(today() - timedelta(days=2))
    assert closed["apply_url"] == ""
    assert [similar["title"] for similar in closed["similar"]] == [other.title]
    assert stored(position).closed_at is None


def test_draft_position_is_previewed_as_open(editor: Client, site: Tree) -> None:
    position = site.add_position(live=False)
    assert read(preview(editor, draft_url(position)))["is_open"] is True


def test_team_is_previewed_without_open_positions(editor: Client, site: Tree) -> None:
    site.add_position(title="Engineer")
    block_data.set_body(site.team, [block_data.open_positions()])
    url = draft_url(site.team)
    assert read(preview(editor, url))["open_positions"]["total"] == 1
    assert read(preview(editor, url, mode="without-positions"))["open_positions"]["total"] == 0


def test_page_that_was_never_saved_is_previewed(editor: Client, site: Tree) -> None:
    kinds = (
        ("positionpage", site.positions, form_data(title="New", slug="new")),
        ("teampage", site.teams, nested_form_data({"title": "New", "body": streamfield([])})),
    )
    for model, parent, typed in kinds:
        url = reverse("wagtailadmin_pages:preview_on_add", args=("careers", model, parent.pk))
        form = read(preview(editor, url, typed))
        assert (form["id"], form["title"], form["locale"]) == (0, "New", "en-gb")
        assert form["path"].startswith(parent.get_url_parts()[2])
        assert [above["title"] for above in form["ancestors"]][-1] == parent.title
    assert not Page.objects.filter(title="New").exists()


@pytest.mark.parametrize("body", [[("about", {"heading": "", "text": "null"})], []])
def test_half_empty_draft_is_previewed(editor: Client, site: Tree, body: list[Any]) -> None:
    typed = nested_form_data({"title": "", "slug": "", "body": streamfield(body)})
    form = read(preview(editor, preview_url(site.team), typed))
    assert form["title"] == "Placeholder title"
    assert len(form["body"]) == len(body)


def test_draft_and_revision_are_shown_by_the_front_end(editor: Client, site: Tree) -> None:
    position = site.add_position(title="Published", slug="engineer")
    revision = save_draft(position, title="Draft")
    save_draft(position, title="Later draft")
    earlier = reverse("wagtailadmin_pages:revisions_view", args=(position.pk, revision.pk))
    tokens = preview(editor, draft_url(position)), preview(editor, earlier)
    assert [read(token)["title"] for token in tokens] == ["Later draft", "Draft"]


def test_what_waits_for_approval_is_shown_by_the_front_end(editor: Client, site: Tree) -> None:
    create_roles()
    page = site.team
    page.title = "Waiting"
    page.save_revision()
    workflow = page.get_workflow()
    assert workflow
    state = workflow.start(page, User.objects.get()).current_task_state
    url = reverse("wagtailadmin_pages:workflow_preview", args=(page.pk, state.task_id))
    assert read(preview(editor, url))["title"] == "Waiting"


def test_preview_is_for_the_site_of_its_page(editor: Client, site: Tree) -> None:
    home: Any = HomePageFactory(parent=site.home.get_parent())
    other = Site.objects.create(hostname="other.localhost", root_page=home)
    name_front_end(other, address="https://www.example.com")
    page: Any = StandardPageFactory(parent=home, slug="privacy")
    response = editor.get(draft_url(page))
    assert response["Location"].startswith("https://www.example.com/privacy/#preview=")
    form = read(preview(editor, draft_url(page)))
    assert form["url"] == "https://www.example.com/privacy/"
    assert [above["title"] for above in form["ancestors"]] == [home.title]


# Snippets


def test_snippets_are_previewed_with_a_section_that_shows_them(editor: Client, site: Tree) -> None:
    feed: Any = NewsFeedFactory(name="Blog")
    NewsItemFactory(feed=feed, title="What a queue is for")
    typed = {
        PersonFactory(name="Alma"): {"name": "Alma Reyes", "job_title": "Chef"},
        LocationFactory(name="Lisbon"): {"name": "Lisboa", "slug": "lisbon", "country": "PT"},
        PositionTypeFactory(name="Intern"): {"name": "Trainee", "slug": "intern"},
        feed: {"name": "Our blog", "url": feed.url},
    }
    for snippet, data in typed.items():
        name = f"wagtailsnippets_careers_{snippet._meta.model_name}"
        url = reverse(f"{name}:preview_on_edit", args=(snippet.pk,))
        form = read(preview(editor, url, data))
        assert (form["type"], form["id"]) == (snippet._meta.label, snippet.pk)
        assert form["title"] == data["name"]
    person = Person.objects.get()
    url = reverse("wagtailsnippets_careers_person:preview_on_edit", args=(person.pk,))
    form = read(preview(editor, url, {"name": "Alma Reyes", "job_title": "Chef"}))
    (section,) = form["body"]
    assert section["type"] == "testimonials"
    assert section["value"]["testimonials"][0]["person"]["name"] == "Alma Reyes"
    assert form["value"]["job_title"] == "Chef"


@pytest.mark.parametrize("model", [Location, NewsFeed, Person, PositionType])
def test_snippet_that_is_just_begun_is_previewed_and_not_saved(
    editor: Client, site: Tree, model: Any
) -> None:
    url = reverse(f"wagtailsnippets_careers_{model._meta.model_name}:preview_on_add")
    form = read(preview(editor, url, {"name": ""}))
    assert (form["type"], form["id"]) == (model._meta.label, 0)
    assert not model.objects.exists()


def test_snippet_is_shown_at_the_first_page_of_the_front_end(editor: Client, site: Tree) -> None:
    url = reverse("wagtailsnippets_careers_person:preview_on_add")
    editor.post(url, {"name": "Alma"})
    assert editor.get(url)["Location"].startswith(f"{ADDRESS}/#preview=")


def test_script_of_the_editor_is_told_the_address(editor: Client, site: Tree) -> None:
    response = editor.get(draft_url(site.team), headers={"accept": "application/json"})
    told = response.json()
    assert told["address"].endswith(f"#preview={told['token']}")
    assert "no-store" in response["Cache-Control"]
    assert timezone.now() - Preview.objects.get().refreshed_at < timedelta(minutes=1)
