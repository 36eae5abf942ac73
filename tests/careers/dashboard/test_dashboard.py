"""What the admin opens with: its buttons, and whatever there is or isn't."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils import WagtailTestUtils

from careers.roles import APPROVERS, MARKETING, RECRUITERS
from tests.careers.dashboard.pages import (
    ACTIONS,
    ALL_IS_WELL,
    CHANGES,
    CLOSING,
    DRAFTS,
    FEEDS,
    HIDDEN,
    NEEDS,
    NUMBERS,
    TEAMS,
    closing_in,
    dashboard,
    failing_feed,
    figures,
    hrefs,
    rows,
    second_index,
    send_back,
    submit,
    user_in,
)
from tests.factories import Tree
from tests.soup import get_soup, select, text_of, texts_of


@pytest.mark.parametrize(
    ("groups", "labels"),
    [
        ((), ["New position", "New team page"]),
        ((MARKETING,), ["New team page"]),
        ((APPROVERS,), ["New team page"]),
        ((RECRUITERS,), ["New position"]),
        ((RECRUITERS, MARKETING), ["New position", "New team page"]),
    ],
)
def test_buttons_lead_to_forms_that_open(
    site: Tree, groups: tuple[str, ...], labels: list[str]
) -> None:
    user = user_in(*groups)
    soup = dashboard(user)
    assert texts_of(soup, f"{ACTIONS} a") == labels
    client = Client()
    client.force_login(user)
    for link in hrefs(soup, ACTIONS):
        select(get_soup(client, link), "form#page-edit-form")


def test_with_several_places_for_it_the_place_is_chosen_first(site: Tree) -> None:
    second_index()
    assert hrefs(dashboard(user_in()), ACTIONS)[0] == reverse("careers_positions:choose_parent")
    add = reverse("wagtailadmin_pages:add", args=["careers", "positionpage", site.positions.pk])
    assert hrefs(dashboard(user_in(RECRUITERS)), ACTIONS) == [add]


def test_somebody_who_may_only_look_in_sees_no_more_than_that_all_is_well(site: Tree) -> None:
    submit(site.team, user_in(MARKETING))
    closing_in(site, 3)
    site.add_team()
    failing_feed()
    Group.objects.create(name="Visitors").permissions.add(
        Permission.objects.get(codename="access_admin")
    )
    soup = dashboard(user_in("Visitors"))
    assert text_of(select(soup, f"{NEEDS} .w-panel__content")) == ALL_IS_WELL
    assert not soup.select(f"{NUMBERS}, {ACTIONS}")


def test_what_people_wrote_is_text(site: Tree) -> None:
    evil = "<script>alert('x')</script>"
    author = WagtailTestUtils.create_user("evil", first_name=evil, last_name="")
    submit(site.add_team(title=evil), author)
    sent_back = site.add_team(title=evil, slug="sent-back")
    submit(sent_back, chief := user_in())
    send_back(sent_back, chief, evil)
    site.add_position(
        title=evil, slug="unseen", team=site.add_team(title=evil, slug="hidden", live=False)
    )
    team = site.add_team(title=f"T{evil}")
    closing_in(site, 3, title=evil, team=team)
    failing_feed(name=evil)
    soup = dashboard(chief)
    assert "alert('x')" not in [script.get_text() for script in soup.select("script")]
    for part in (DRAFTS, CHANGES, CLOSING, HIDDEN, TEAMS, FEEDS):
        assert evil in text_of(select(soup, part))
    assert f"T{evil} 1" in rows(soup, NUMBERS)


def test_empty_site_has_a_dashboard(db: None) -> None:
    soup = dashboard(user_in())
    assert not soup.select(ACTIONS)
    assert text_of(select(soup, f"{NEEDS} .w-panel__content")) == ALL_IS_WELL
    assert figures(soup) == {"open": 0, "closing soon": 0, "closed this month": 0}


def test_without_any_site_there_is_a_dashboard(site: Tree) -> None:
    closing_in(site, 3)
    Site.objects.all().delete()
    soup = dashboard(user_in())
    assert figures(soup)["closing soon"] == 1
    assert len(rows(soup, CLOSING)) == 1
