"""Checks of the setting `CAREERS_BLOCKS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from careers.fields import BodyField

EXAMPLE = '{"careers.TeamPage": {"add": {"map": "mysite.blocks.MapBlock"}, "drop": ["latest"]}}'


@register()
def changes_of_blocks_are_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report models, keys and blocks of `CAREERS_BLOCKS` that nothing answers to."""
    changes = getattr(settings, "CAREERS_BLOCKS", {})
    if not isinstance(changes, Mapping):
        return [_error("is no dictionary", f"Write it as in {EXAMPLE}.")]
    return [message for label, change in changes.items() for message in _check(label, change)]


def _check(label: Any, change: Any) -> Iterator[CheckMessage]:
    fields = {model._meta.label: body for model in apps.get_models() for body in _bodies(model)}
    if label not in fields:
        yield _error(
            f"has “{label}”, which is no model with such blocks",
            f"Write one of {', '.join(sorted(fields))}.",
        )
        return
    if not isinstance(change, Mapping) or set(change) - {"add", "drop"}:
        yield _error(
            f"has something else than “add” and “drop” for {label}", f"Write it as in {EXAMPLE}."
        )
        return
    drop, offered = change.get("drop", []), fields[label].offered_blocks
    if isinstance(drop, str):
        yield _error(f"drops “{drop}” of {label}, which is no list", f'Write ["{drop}"].')
        return
    for name in drop:
        if name not in offered:
            yield _error(
                f"drops “{name}” of {label}, which it doesn't have",
                f"Write one of {', '.join(sorted(offered))}.",
            )


def _bodies(model: Any) -> Iterator[BodyField]:
    yield from (field for field in model._meta.get_fields() if isinstance(field, BodyField))


def _error(problem: str, hint: str) -> Error:
    return Error(f"CAREERS_BLOCKS {problem}.", hint=hint, id="careers.E007")
