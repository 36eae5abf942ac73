from __future__ import annotations

from django.core.checks.registry import registry
from pytest_django import Settings

from careers.checks import base_page_is_wagtails_own


def test_wagtails_own_base_page_is_fine(settings: Settings) -> None:
    assert base_page_is_wagtails_own(None) == []
    settings.WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
    assert base_page_is_wagtails_own(None) == []


def test_swapped_base_page_is_an_error_that_says_what_to_do(settings: Settings) -> None:
    settings.WAGTAIL_PAGE_MODEL = "mysite.BasePage"
    [message] = base_page_is_wagtails_own(None)
    assert message.id == "careers.E001"
    assert message.is_serious()
    assert "mysite.BasePage" in message.msg
    assert "WAGTAIL_PAGE_MODEL" in (message.hint or "")


def test_manage_py_check_asks() -> None:
    assert base_page_is_wagtails_own in registry.get_checks()
