"""Take examples out again: what nobody has changed, and nothing else uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model, ProtectedError
from wagtail.images import get_image_model
from wagtail.log_actions import registry as log_registry
from wagtail.models import Collection, Page

from careers.guards.refusal import RefusedError
from careers.models import (
    Location,
    Person,
    PositionIndexPage,
    PositionPage,
    PositionType,
    TeamIndexPage,
    TeamPage,
)
from careers.site_setup.directory import location_values, position_type_values
from careers.site_setup.example_images import example_images
from careers.site_setup.example_marks import COLLECTION, example_pages_of, examples_of
from careers.site_setup.example_people import person_values
from careers.site_setup.example_positions import example_positions
from careers.site_setup.example_teams import FIRST, SECOND


class Removal(NamedTuple):
    """How many examples were removed, and those that were kept, each with the reason."""

    removed: int
    kept: list[tuple[Any, str]]


@transaction.atomic
def remove_examples(with_changed: bool = False) -> Removal:
    """Remove all examples, of all sites, that nobody has changed and nothing else uses.

    With `with_changed`, those that somebody has changed are removed too.
    """
    removed, kept = 0, []
    for example in _examples():
        reason = "" if with_changed or not _is_changed(example) else "somebody has changed it"
        reason = reason or _delete(example)
        if reason:
            kept.append((example, reason))
        else:
            removed += 1
    _remove_empty_collection()
    return Removal(removed, kept)


def _examples() -> Iterator[Any]:
    """Yield the examples, in an order in which nothing is used by one that comes later."""
    team_indexes = list(TeamIndexPage.objects.all())
    position_indexes = list(PositionIndexPage.objects.all())
    position_keys = [example.key for example in example_positions()]
    yield from example_pages_of(PositionPage, position_indexes, position_keys)
    yield from example_pages_of(TeamPage, team_indexes, (FIRST, SECOND))
    yield from examples_of(Person, person_values())
    yield from examples_of(PositionType, position_type_values())
    yield from examples_of(Location, location_values())
    yield from example_images()


def _is_changed(example: Any) -> bool:
    if isinstance(example, Page):
        newest, first = example.latest_revision_created_at, example.first_published_at
        if newest and first and newest > first:
            return True
    return log_registry.get_logs_for_instance(example).filter(action="wagtail.edit").exists()


def _delete(example: Any) -> str:
    """Delete an example, or return why it can't be."""
    try:
        with transaction.atomic():
            example.delete()
    except RefusedError as error:
        return error.sentence
    except ProtectedError as error:
        return f"used by {_names(error.protected_objects)}"
    return ""


def _names(objects: Iterable[Model]) -> str:
    return ", ".join(sorted(f"“{one}”" for one in objects))


def _remove_empty_collection() -> None:
    for collection in Collection.objects.filter(name=COLLECTION):
        holds = get_image_model().objects.filter(collection=collection).exists()
        if collection.is_leaf() and not holds:
            with suppress(ProtectedError), transaction.atomic():
                collection.delete()
