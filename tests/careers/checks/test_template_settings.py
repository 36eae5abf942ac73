"""Where a host's templates are, and what they get."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from pytest_django import Settings

from careers.checks import template_settings
from careers.checks.template_settings import (
    base_template_is_one_of_django,
    context_processors_are_there,
    overrides_stand_above,
)

JINJA2 = {"BACKEND": "django.template.backends.jinja2.Jinja2"}


@pytest.fixture
def django(settings: Settings) -> dict[str, Any]:
    """The settings of Django's engine, for a change."""
    django: dict[str, Any] = deepcopy(settings.TEMPLATES[0])
    return django


def test_templates_of_the_site_are_fine() -> None:
    assert context_processors_are_there(None) == []
    assert overrides_stand_above(None) == []
    assert base_template_is_one_of_django(None) == []


def test_site_without_templates_is_left_to_others(settings: Settings) -> None:
    settings.TEMPLATES = []
    assert context_processors_are_there(None) == []
    assert overrides_stand_above(None) == []
    assert base_template_is_one_of_django(None) == []


def test_missing_context_processor_is_a_warning(settings: Settings, django: dict[str, Any]) -> None:
    django["OPTIONS"]["context_processors"].remove("django.template.context_processors.request")
    settings.TEMPLATES = [django]
    [message] = context_processors_are_there(None)
    assert message.id == "careers.W006"
    assert "context_processors.request" in message.msg


def test_policy_with_nonces_needs_their_context_processor(
    settings: Settings, django: dict[str, Any]
) -> None:
    settings.SECURE_CSP = {"script-src": ["'self'", "<CSP_NONCE_SENTINEL>"]}
    [message] = context_processors_are_there(None)
    assert 'Add "django.template.context_processors.csp"' in (message.hint or "")
    settings.SECURE_CSP = {"script-src": ["'self'"]}
    assert context_processors_are_there(None) == []


@pytest.mark.parametrize("is_above", [True, False])
def test_overrides_behind_the_plugin_are_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_above: bool
) -> None:
    override = tmp_path / "templates" / "careers" / "pages" / "team_page.html"
    override.parent.mkdir(parents=True)
    override.touch()
    (tmp_path / "templates" / "careers" / "map.html").touch()  # of a block of the host's own
    host, plugin = SimpleNamespace(name="mysite", path=tmp_path), apps.get_app_config("careers")
    configs = [host, plugin] if is_above else [plugin, host]
    monkeypatch.setattr(template_settings, "apps", SimpleNamespace(get_app_configs=lambda: configs))
    messages = overrides_stand_above(None)
    assert [message.id for message in messages] == ([] if is_above else ["careers.W007"])
    for message in messages:
        assert message.msg.endswith("come first: careers/pages/team_page.html.")
        assert 'Move "mysite" above "careers"' in (message.hint or "")


@pytest.mark.parametrize(
    ("template", "is_fine"),
    [("base.html", True), ("careers/base.html", True), ("layout.html", False)],
)
def test_jinja2_site_without_a_frame_is_a_warning_that_says_what_to_write(
    settings: Settings, django: dict[str, Any], tmp_path: Path, template: str, is_fine: bool
) -> None:
    pytest.importorskip("jinja2")
    path = tmp_path / "templates" / template
    path.parent.mkdir(parents=True)
    path.touch()
    django["DIRS"] = [tmp_path / "templates"]
    settings.TEMPLATES = [JINJA2 | {"DIRS": [tmp_path / "jinja2"]}, django]
    messages = base_template_is_one_of_django(None)
    assert [message.id for message in messages] == ([] if is_fine else ["careers.W012"])
    for message in messages:
        assert "careers/host_frame.html" in (message.hint or "")
