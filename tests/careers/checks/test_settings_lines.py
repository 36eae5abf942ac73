"""What a host writes into its settings."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from careers.checks.settings_lines import (
    NEEDED_APPS,
    lines_stand_once,
    media_have_a_place,
    needed_apps_are_installed,
)


def test_settings_of_the_site_are_fine() -> None:
    assert needed_apps_are_installed(None) == []
    assert lines_stand_once(None) == []
    assert media_have_a_place(None) == []


@pytest.mark.parametrize("name", ["django_htmx", "django_countries", "wagtail.contrib.settings"])
def test_missing_app_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert name in NEEDED_APPS
    monkeypatch.setattr("careers.checks.settings_lines.apps.is_installed", lambda app: app != name)
    [message] = needed_apps_are_installed(None)
    assert message.id == "careers.E006"
    assert message.is_serious()
    assert f'Add "{name}" to INSTALLED_APPS' in (message.hint or "")


def test_line_that_was_pasted_twice_is_a_warning(settings: Settings) -> None:
    line = "careers.kept.facts.keep_facts"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "ours.middleware", "ours.middleware"]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != line] + [line, line]
    [message] = lines_stand_once(None)
    assert message.id == "careers.W011"
    assert not message.is_serious()
    assert message.msg == f"MIDDLEWARE has {line} 2 times."


@pytest.mark.parametrize("name", ["MEDIA_ROOT", "MEDIA_URL"])
def test_pictures_without_a_place_are_a_warning(settings: Settings, name: str) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    assert media_have_a_place(None) == []
    setattr(settings, name, "")
    [message] = media_have_a_place(None)
    assert message.id == "careers.W010"
    assert name in message.msg
    assert "serve them" in (message.hint or "")


def test_pictures_in_a_bucket_need_no_folder(settings: Settings) -> None:
    settings.MEDIA_ROOT = ""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }
    assert media_have_a_place(None) == []
