"""Checks of a host's page types."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from careers.positions.position_page import PositionPage


@register()
def positions_have_no_subclass(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report subclasses of `PositionPage`, whose own fields lists, search and API don't know."""
    return [
        Error(
            f"{model._meta.label} is a subclass of careers.PositionPage, which is not supported.",
            hint="Give positions fields of your own by a model of careers.facts.PositionFields.",
            obj=model,
            id="careers.E008",
        )
        for model in apps.get_models()
        if issubclass(model, PositionPage) and model is not PositionPage
    ]
