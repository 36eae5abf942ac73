"""Checks of where a host's templates are, and of what they get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates

OURS = Path(__file__).parents[1] / "templates"
REQUEST = "django.template.context_processors.request"
NONCE = "django.template.context_processors.csp"
FRAME = '{% extends "careers/host_frame.html" %}'


@register(Tags.templates)
def context_processors_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report context processors that templates of the plugin need."""
    needed = [REQUEST, *([NONCE] if _has_nonces() else [])]
    return [
        Warning(
            f"Templates don't get what {name} gives.",
            hint=f'Add "{name}" to the context_processors of TEMPLATES.',
            id="careers.W006",
        )
        for engine in _engines_of_django()
        for name in needed
        if name not in engine.engine.context_processors
    ]


@register(Tags.templates)
def overrides_stand_above(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report templates in apps behind the plugin that would replace some of its own."""
    if not any(_reads_apps(engine) for engine in _engines_of_django()):
        return []
    return [
        Warning(
            f"Templates of {app} are never used, since those of careers come first: "
            f"{', '.join(names)}.",
            hint=f'Move "{app}" above "careers" in INSTALLED_APPS.',
            id="careers.W007",
        )
        for app, names in _hidden_overrides()
    ]


@register(Tags.templates)
def base_template_is_one_of_django(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a site of another engine, such as Jinja2, without a frame for the pages."""
    django = _engines_of_django()
    others = [engine for engine in _engines() if engine not in django]
    if not django or not others or _is_found("base.html", django):
        return []
    if not _is_found("careers/base.html", django, but_in=OURS):
        return [
            Warning(
                "Pages of careers have no frame: base.html is no template of Django's engine.",
                hint=(
                    f"Write a base.html for Django's engine that says {FRAME}, and "
                    "careers/frame.html for yours, with title, careers_head and careers_content."
                ),
                id="careers.W012",
            )
        ]
    return []


def _engines() -> list[Any]:
    try:
        return engines.all()
    except (ImproperlyConfigured, ImportError):
        return []  # Django and Wagtail say so


def _engines_of_django() -> list[Any]:
    return [engine for engine in _engines() if isinstance(engine, DjangoTemplates)]


def _has_nonces() -> bool:
    """Whether Django's own policy, of Django 6, asks for nonces."""
    policies = [getattr(settings, f"SECURE_CSP{end}", None) or {} for end in ("", "_REPORT_ONLY")]
    return any("CSP_NONCE" in str(value) for policy in policies for value in policy.values())


def _reads_apps(engine: DjangoTemplates) -> bool:
    return "app_directories" in str(engine.engine.loaders)


def _hidden_overrides() -> Iterator[tuple[str, list[str]]]:
    configs = list(apps.get_app_configs())
    names = [config.name for config in configs]
    for config in configs[names.index("careers") + 1 :]:
        folder = Path(config.path) / "templates"
        found = (path.relative_to(folder) for path in (folder / "careers").rglob("*.html"))
        hidden = sorted(name.as_posix() for name in found if (OURS / name).is_file())
        if hidden:
            yield config.name, hidden


def _is_found(name: str, among: list[Any], but_in: Path | None = None) -> bool:
    for engine in among:
        try:
            template = engine.get_template(name)
        except TemplateDoesNotExist:
            continue
        except TemplateSyntaxError:
            return True
        if but_in is None or not Path(template.origin.name).is_relative_to(but_in):
            return True
    return False
