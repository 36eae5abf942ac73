from __future__ import annotations

from pytest_django import Settings

from careers.checks.plugin_settings import (
    front_ends_have_origins,
    pictures_are_cut_in_the_background,
)


def test_pictures_that_are_cut_in_requests_are_a_warning_but_for_development(
    settings: Settings,
) -> None:
    assert pictures_are_cut_in_the_background(None) == []
    settings.CAREERS_TASKS_BACKEND = "default"
    [message] = pictures_are_cut_in_the_background(None)
    assert message.id == "careers.W003"
    assert not message.is_serious()
    assert "CAREERS_TASKS_BACKEND" in (message.hint or "")
    settings.DEBUG = True
    assert pictures_are_cut_in_the_background(None) == []


def test_front_end_stands_at_an_origin(settings: Settings) -> None:
    settings.CAREERS_FRONT_END_ORIGINS = [
        "https://www.example.com",
        "HTTP://localhost:3000/",
        "http://[::1]:3000",
    ]
    assert front_ends_have_origins(None) == []
    wrong = ["*", "https://*.example.com", "https://example.com/careers", "example.com", "null"]
    settings.CAREERS_FRONT_END_ORIGINS = wrong
    [message] = front_ends_have_origins(None)
    assert message.id == "careers.E004"
    assert message.is_serious()
    for origin in wrong:
        assert origin in message.msg
