from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from careers.core.local_dates import LocalDates, stored_zone
from careers.models import CareersSettings, PositionPage, SocialLink
from tests.factories import HomePageFactory, Tree


def save(client: Client, site: Site, **values: Any) -> Any:
    data = {"social_links": inline_formset([])} | values
    url = reverse("wagtailsettings:edit", args=("careers", "careerssettings", site.pk))
    return client.post(url, nested_form_data(data))


def test_editor_saves_the_settings_of_a_site(admin_client: Client, tree: Tree) -> None:
    links = inline_formset([{"label": "LinkedIn", "url": "https://linkedin.example/"}])
    response = save(
        admin_client,
        tree.site,
        employer_name="Example",
        time_zone="Asia/Tokyo",
        apply_email="jobs@example.com",
        social_links=links,
    )
    assert response.status_code == 302
    saved = CareersSettings.for_site(tree.site)
    assert (saved.employer_name, saved.time_zone) == ("Example", "Asia/Tokyo")
    assert [str(link) for link in saved.social_links.all()] == ["LinkedIn"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "tokyo", "\x00"])
def test_time_zone_is_one_that_exists(admin_client: Client, tree: Tree, zone: str) -> None:
    response = save(admin_client, tree.site, time_zone=zone)
    assert response.status_code == 200
    assert "time_zone" in response.context["form"].errors
    assert not CareersSettings.objects.exclude(time_zone="").exists()


@pytest.mark.parametrize("zone", ["Mars/X", "../../etc/passwd", "Europe", "\x00"])
def test_unknown_time_zone_is_refused_whoever_writes_it(tree: Tree, zone: str) -> None:
    with pytest.raises(ValidationError) as error:
        CareersSettings(site=tree.site, time_zone=zone).full_clean()
    assert list(error.value.message_dict) == ["time_zone"]
    CareersSettings(site=tree.site, time_zone="Asia/Tokyo").full_clean()


def test_unknown_time_zone_in_the_database_is_the_projects_and_a_warning(
    client: Client, tree: Tree, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    position = tree.add_position(closing_date=date(2026, 6, 15))
    tree.set_time_zone("Mars/X")
    stored_zone.cache_clear()
    last_minute = datetime(2026, 6, 15, 14, 59, tzinfo=UTC)
    assert PositionPage.objects.open(last_minute).contains(position)
    assert not PositionPage.objects.open(last_minute + timedelta(minutes=1)).exists()
    assert [client.get(path).status_code for path in ("/", "/positions/", "/teams/")] == [200] * 3
    warnings = [record for record in caplog.records if record.name == "careers.core.local_dates"]
    assert ["'Mars/X'" in warning.getMessage() for warning in warnings] == [True]


def test_site_of_an_unknown_time_zone_leaves_the_day_to_one_that_has_a_zone(tree: Tree) -> None:
    tree.set_time_zone("Mars/X")
    other = Site.objects.create(hostname="other.localhost", root_page=tree.home)
    CareersSettings.objects.create(site=other, time_zone="Pacific/Kiritimati")
    evening = datetime(2026, 6, 15, 20, 0, tzinfo=UTC)
    assert LocalDates(evening).at(tree.home.url_path) == date(2026, 6, 16)


def test_time_zone_says_what_it_is_for(admin_client: Client, tree: Tree) -> None:
    url = reverse("wagtailsettings:edit", args=("careers", "careerssettings", tree.site.pk))
    page = admin_client.get(url).content.decode()
    assert "until the end of its closing date" in page
    assert "Europe/Lisbon" in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "not an address"])
def test_address_to_apply_at_is_a_web_address(admin_client: Client, tree: Tree, url: str) -> None:
    response = save(admin_client, tree.site, apply_url=url)
    assert response.status_code == 200
    assert "apply_url" in response.context["form"].errors


def test_each_site_has_its_own_settings(tree: Tree) -> None:
    home = HomePageFactory(parent=tree.home.get_parent())
    other = Site.objects.create(hostname="other.localhost", root_page=home)
    tree.set_time_zone("Asia/Tokyo")
    assert CareersSettings.for_site(tree.site).time_zone == "Asia/Tokyo"
    assert CareersSettings.for_site(other).time_zone == ""


def test_social_link_needs_an_address() -> None:
    with pytest.raises(ValidationError) as error:
        SocialLink(label="LinkedIn").clean()
    assert list(error.value.message_dict) == ["url"]
