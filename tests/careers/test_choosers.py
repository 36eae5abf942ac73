"""Choosers show titles of drafts and private pages to those who may read them, and to no others."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from careers.models import TeamPage
from careers.roles import MARKETING, RECRUITERS, create_roles
from tests.careers.block_data import call_to_action, set_body
from tests.careers.bulk_actions import ask, confirm
from tests.careers.drafts import stored
from tests.careers.roles import SUPERUSER, sign_in
from tests.factories import Tree, make_private
from tests.soup import get_soup, texts_of

#: What stands in the tree of `site`, and who may know of it besides the superuser.
DRAFTS = {"Secret team": MARKETING, "Secret position": RECRUITERS, "Closed circle": MARKETING}
PUBLIC = ("Public team", "Public position", "For everybody with an account")


@pytest.fixture
def site(tree: Tree) -> Tree:
    create_roles()
    tree.add_team(title="Public team")
    tree.add_team(title="Secret team", live=False)
    circle = tree.add_team(title="Closed circle")
    PageViewRestriction.objects.create(page=circle, restriction_type=PageViewRestriction.PASSWORD)
    make_private(tree.add_team(title="For everybody with an account"))
    tree.save_position(title="Public position")
    tree.save_position(title="Secret position", live=False)
    return tree


def shown(client: Client, path: str, **query: str) -> set[str]:
    response = client.get(path, query)
    assert response.status_code == 200
    return {title for title in (*DRAFTS, *PUBLIC) if title in response.json()["html"]}


def in_chooser(client: Client, tree: Tree) -> set[str]:
    titles: set[str] = set()
    for parent in (tree.teams, tree.positions):
        address = reverse("wagtailadmin_choose_page_child", args=[parent.pk])
        titles |= shown(client, address)
    for page_type in ("careers.teampage", "careers.positionpage"):
        titles |= shown(client, reverse("wagtailadmin_choose_page"), page_type=page_type)
    return titles


def in_search(client: Client) -> set[str]:
    address = reverse("wagtailadmin_choose_page_search")
    words = ("secret", "public", "closed")
    texts = "".join(client.get(address, {"q": word}).content.decode() for word in words)
    return {title for title in (*DRAFTS, *PUBLIC) if title in texts}


@pytest.mark.parametrize("role", [MARKETING, RECRUITERS, SUPERUSER])
def test_page_chooser_shows_what_the_user_may_read(site: Tree, role: str) -> None:
    expected = {*PUBLIC, *(title for title in DRAFTS if role in {DRAFTS[title], SUPERUSER})}
    assert in_chooser(sign_in(role), site) == expected


@pytest.mark.parametrize("role", [MARKETING, RECRUITERS, SUPERUSER])
def test_search_of_the_chooser_finds_what_the_user_may_read(site: Tree, role: str) -> None:
    hidden = {title for title in DRAFTS if role not in {DRAFTS[title], SUPERUSER}}
    found = in_search(sign_in(role))
    assert not found & hidden
    assert "Public position" in found


def test_chooser_does_not_open_at_a_page_that_the_user_may_not_read(site: Tree) -> None:
    for page in Page.objects.filter(title__in=["Secret team", "Closed circle"]):
        address = reverse("wagtailadmin_choose_page_child", args=[page.pk])
        assert sign_in(RECRUITERS).get(address).status_code == 404
        assert sign_in(MARKETING).get(address).status_code == 200


def test_group_that_may_see_a_private_page_may_choose_it(site: Tree) -> None:
    restriction = PageViewRestriction.objects.get(page__title="Closed circle")
    restriction.restriction_type = PageViewRestriction.GROUPS
    restriction.save()
    restriction.groups.add(Group.objects.get(name=RECRUITERS))
    assert "Closed circle" in in_chooser(sign_in(RECRUITERS), site)


# Titles of unpublished changes


@pytest.fixture
def renamed(site: Tree) -> TeamPage:
    TeamPage.objects.filter(title="Public team").update(draft_title="Next year's team")
    return TeamPage.objects.get(title="Public team")


def test_chooser_shows_the_published_title_to_others(site: Tree, renamed: TeamPage) -> None:
    path = reverse("wagtailadmin_choose_page_child", args=[site.teams.pk])
    answers = {
        role: sign_in(role).get(path).json()["html"] for role in (RECRUITERS, MARKETING, SUPERUSER)
    }
    assert 'data-admin-title="Public team"' in answers[RECRUITERS]
    assert "Next year" not in answers[RECRUITERS]
    assert "Next year" in answers[MARKETING]
    assert "Next year" in answers[SUPERUSER]


def test_search_of_the_chooser_names_no_parent_that_the_user_may_not_read(site: Tree) -> None:
    Page.objects.filter(pk=site.positions.pk).update(title="Hidden list", live=False)
    address = reverse("wagtailadmin_choose_page_search")
    answer = sign_in(MARKETING).get(address, {"q": "public position"}).content.decode()
    assert "Public position" in answer
    assert "Hidden list" not in answer
    assert "(Private page)" in answer


def test_chosen_pages_are_those_that_the_user_may_read(site: Tree, renamed: TeamPage) -> None:
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    secret = TeamPage.objects.get(title="Secret team")
    ids = [renamed.pk, secret.pk, Page.get_first_root_node().pk, "²", "9" * 30, "-1", "x", ""]
    answers = {
        role: sign_in(role).get(address, {"id": ids}).json()["result"]
        for role in (RECRUITERS, SUPERUSER)
    }
    titles = {role: [page["adminTitle"] for page in answers[role]] for role in answers}
    assert titles[RECRUITERS] == ["Root", "Public team"]
    assert titles[SUPERUSER] == ["Root", "Next year's team", "Secret team"]
    assert [page["parentId"] for page in answers[RECRUITERS]] == [None, site.teams.pk]


def test_form_shows_the_published_title_of_a_chosen_page(site: Tree, renamed: TeamPage) -> None:
    position = site.save_position(title="Linking position")
    set_body(position, [call_to_action(page=renamed.pk)])
    form = reverse("wagtailadmin_pages:edit", args=[position.pk])
    html = sign_in(RECRUITERS).get(form).content.decode()
    assert "Public team" in html
    assert "Next year" not in html


def test_address_of_a_page_becomes_a_link_with_the_published_title(renamed: TeamPage) -> None:
    url = reverse("wagtailadmin_choose_page_external_link")
    values = {"external-link-chooser-url": renamed.full_url}
    answer = sign_in(RECRUITERS).post(url, values).json()["result"]
    assert (answer["id"], answer["adminTitle"]) == (renamed.pk, "Public team")
    assert sign_in(MARKETING).post(url, values).json()["result"]["adminTitle"] == "Next year's team"
    other = {"external-link-chooser-url": f"{renamed.full_url}?source=letter"}
    answer = sign_in(RECRUITERS).post(url, other).json()["result"]
    assert answer["url"] == other["external-link-chooser-url"]
    assert "internal" in sign_in(MARKETING).post(url, other).json()


def test_address_of_a_private_page_stays_an_address(site: Tree) -> None:
    url = reverse("wagtailadmin_choose_page_external_link")
    private = TeamPage.objects.get(title="Closed circle")
    values = {"external-link-chooser-url": private.full_url}
    assert "id" not in sign_in(RECRUITERS).post(url, values).json()["result"]
    assert sign_in(MARKETING).post(url, values).json()["result"]["id"] == private.pk


# Teams, which forms and filters offer by name


def offered(client: Client, tree: Tree) -> list[set[str]]:
    """What the form of a position, the filter of the table and the bulk action offer."""
    form = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    position = stored(tree.save_position())
    return [
        {text.removesuffix(" (not published)") for text in texts}
        for texts in (
            texts_of(get_soup(client, form), "select[name=team] option")[1:],
            texts_of(get_soup(client, reverse("careers_positions:index")), "#id_team label"),
            texts_of(ask(client, "team", ids=str(position.pk)), "main option")[1:],
        )
    ]


PUBLIC_TEAMS = {"Backend Development", "Public team", "For everybody with an account"}


def test_recruiter_is_offered_teams_that_all_in_the_admin_may_know(site: Tree) -> None:
    assert offered(sign_in(RECRUITERS), site) == [PUBLIC_TEAMS] * 3


def test_superuser_is_offered_all_teams(site: Tree) -> None:
    everything = {*PUBLIC_TEAMS, "Secret team", "Closed circle"}
    assert offered(sign_in(SUPERUSER), site) == [everything] * 3


def test_recruiter_is_offered_the_teams_of_own_positions(site: Tree) -> None:
    secret = TeamPage.objects.get(title="Secret team")
    site.save_position(team=secret, live=False)
    assert offered(sign_in(RECRUITERS), site) == [PUBLIC_TEAMS | {"Secret team"}] * 3


def test_title_of_a_teams_draft_is_not_offered_before_it_is_published(site: Tree) -> None:
    TeamPage.objects.filter(title="Public team").update(draft_title="Secret new name")
    assert offered(sign_in(RECRUITERS), site) == [PUBLIC_TEAMS] * 3


def test_position_can_not_be_moved_to_a_team_that_is_not_offered(site: Tree) -> None:
    secret = TeamPage.objects.get(title="Secret team")
    position = site.save_position()
    response = confirm(sign_in(RECRUITERS), "team", [position], team=secret.pk)
    assert response.status_code == 200
    assert stored(position).team == site.team
