"""What editors have to make once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import OperationalError
from django.db.models import QuerySet
from pytest_django import Settings
from wagtail.models import Site

from careers.checks.content import closing_dates_have_a_time_zone, index_pages_are_there
from careers.models import CareersSettings
from tests.factories import Tree

pytestmark = pytest.mark.django_db
DATABASES = ["default"]


@pytest.fixture
def no_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host's settings don't name one."""
    default = SimpleNamespace(TIME_ZONE="America/Chicago", is_overridden=lambda _name: False)
    monkeypatch.setattr("careers.checks.content.settings", default)


def test_site_without_index_pages_is_a_warning() -> None:
    messages = [message for message in run_checks(databases=DATABASES) if message.id]
    texts = [message.msg for message in messages if message.id == "careers.W008"]
    assert texts == ["The site has no team index page.", "The site has no position index page."]


def test_site_with_index_pages_is_fine(tree: Tree) -> None:
    assert index_pages_are_there(None, databases=DATABASES) == []


def test_database_is_not_asked_where_checks_may_not() -> None:
    assert index_pages_are_there(None) == []
    assert index_pages_are_there(None, databases=["other"]) == []


@pytest.mark.usefixtures("no_time_zone")
def test_database_without_tables_is_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(QuerySet, "exists", fail)
    monkeypatch.setattr(QuerySet, "_fetch_all", fail)
    assert index_pages_are_there(None, databases=DATABASES) == []
    assert closing_dates_have_a_time_zone(None, databases=DATABASES) == []


@pytest.mark.usefixtures("no_time_zone")
def test_closing_dates_without_a_time_zone_are_a_warning_that_names_the_site(tree: Tree) -> None:
    [message] = closing_dates_have_a_time_zone(None, databases=DATABASES)
    assert message.id == "careers.W009"
    assert "America/Chicago" in message.msg
    assert "localhost" in message.msg
    CareersSettings.objects.create(site=Site.objects.get(), time_zone="Europe/Lisbon")
    assert closing_dates_have_a_time_zone(None, databases=DATABASES) == []


def test_time_zone_of_the_settings_is_fine(settings: Settings, tree: Tree) -> None:
    settings.TIME_ZONE = "UTC"
    assert closing_dates_have_a_time_zone(None, databases=DATABASES) == []
