"""From the admin's form to what visitors see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from careers.models import TeamPage
from tests.careers.drafts import stored
from tests.careers.test_position_form import create, edit, errors
from tests.factories import LocationFactory, Tree
from tests.soup import get_soup, select, text_of

DAY = timedelta(days=1)


def test_position_published_in_the_admin_is_there_for_visitors(
    client: Client, admin_client: Client, tree: Tree
) -> None:
    location: Any = LocationFactory(name="Lisbon")
    values = {
        "team": tree.team.pk,
        "position_locations": inline_formset([{"location": location.pk}]),
        "body": streamfield(
            [("section", {"heading": "Your days", "text": rich_text("<p>Keep it up.</p>")})]
        ),
    }
    assert create(admin_client, tree, **values).status_code == 302
    assert client.get("/positions/backend-engineer/").status_code == 404
    assert "Backend Engineer" not in get_soup(client, "/positions/").get_text()

    response = create(admin_client, tree, publish=True, slug="platform-engineer", **values)

    assert response.status_code == 302
    page = get_soup(client, "/positions/platform-engineer/")
    assert text_of(select(page, "h1")) == "Backend Engineer"
    assert "Keep it up." in text_of(page)
    for path in ("/positions/", "/positions/?location=" + location.slug, tree.team.url):
        assert get_soup(client, path).select('main a[href="/positions/platform-engineer/"]')


def test_closing_date_of_a_live_position_can_not_be_moved_into_the_past(
    client: Client, admin_client: Client, tree: Tree
) -> None:
    today = timezone.localdate()
    position = tree.add_position(closing_date=today + DAY)
    response = edit(admin_client, position, publish=True, closing_date=today - DAY)
    assert errors(response) == {
        "closing_date": ["This day is over: choose a later one, or leave the field empty."]
    }
    assert "This day is over" in response.content.decode()
    assert stored(position).closing_date == today + DAY
    assert client.get(position.url).status_code == 200


@pytest.mark.parametrize("live", [True, False], ids=["published", "draft"])
def test_scheduled_version_of_a_team_page_appears_at_its_time(
    client: Client,
    admin_client: Client,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    live: bool,
) -> None:
    team = tree.add_team(title="Data", slug="data", live=False, body=[])
    if live:
        team.save_revision().publish()
    tomorrow = timezone.now() + DAY
    data = {
        "title": "Data and Insight",
        "slug": "data",
        "body": streamfield([]),
        "go_live_at": tomorrow.strftime("%Y-%m-%d %H:%M"),
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:edit", args=(team.pk,))
    assert admin_client.post(url, nested_form_data(data)).status_code == 302

    call_command("publish_scheduled")
    if live:
        assert "Insight" not in text_of(select(get_soup(client, "/teams/data/"), "h1"))
    else:
        assert client.get("/teams/data/").status_code == 404

    monkeypatch.setattr(timezone, "now", lambda: tomorrow + DAY)
    call_command("publish_scheduled")
    assert "Data and Insight" in text_of(select(get_soup(client, "/teams/data/"), "h1"))
    assert TeamPage.objects.get(pk=team.pk).live
