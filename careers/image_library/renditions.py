"""Make renditions one at a time, and raise nothing but `SourceImageIOError`.

Wagtail's methods, or those of a host's own image model, do the work, under two locks:

- `decoding` keeps down the memory. A thread that holds it waits for nothing, so that every other
  may wait for it.
- `_rendering` keeps a rendition from being made twice. A thread holds it until the row is written,
  and may have to wait for the database. Therefore a thread within a transaction, which may have
  locked the database, never waits for it; it makes the rendition at once.

Other processes know nothing of these locks: what is cut in the background has `claimed` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from threading import RLock
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from careers.image_library.cutting import generate_renditions
from careers.image_library.image_colours import note_colour, store_colour
from careers.image_library.image_failure import (
    failures_noted,
    is_in_transaction,
    refuse_recent_failure,
)
from careers.image_library.preparation import decoding

#: Wagtail's methods for the work. Where a host has one of its own, nothing goes past it.
METHODS = ("create_rendition", "generate_rendition_file", "generate_rendition_instance")

_rendering = RLock()


def guard_renditions(model: Any) -> None:
    """Let no rendition of the image model `model` raise, nor take more memory than one needs."""
    is_wagtails = all(getattr(model, name) is getattr(AbstractImage, name) for name in METHODS)
    has_own_way = model.create_renditions is not AbstractImage.create_renditions
    model.generate_rendition_file = _decoding_alone(model.generate_rendition_file)
    model.create_rendition = _one_at_a_time(model.create_rendition)
    if has_own_way:
        model.create_renditions = _with_failures_noted(model.create_renditions)
    else:
        model.create_renditions = cut_together if is_wagtails else cut_one_by_one


def cut_one_by_one(image: AbstractImage, *filters: Filter) -> dict[Filter, AbstractRendition]:
    return {item: image.create_rendition(item) for item in filters}


def cut_together(image: AbstractImage, *filters: Filter) -> dict[Filter, AbstractRendition]:
    """Decode `image` once for all `filters`, and store their rows in one statement.

    Each statement has what the processes keep of the content thrown away (`careers.kept.writes`).
    """
    if len(filters) <= 1 or image.is_svg():
        return cut_one_by_one(image, *filters)
    refuse_recent_failure(image)  # without waiting for a turn
    with _turn(image), failures_noted(image):
        made_meanwhile = _stored(image, filters)
        missing = [item for item in filters if item not in made_meanwhile]
        with decoding:
            made = list(generate_renditions(image, missing))
        _store(image, made)
        store_colour(image)
        return _stored(image, filters)


def _store(image: AbstractImage, renditions: list[AbstractRendition]) -> None:
    """Store files first, so that a slow storage keeps no transaction open, and then the rows."""
    try:
        for rendition in renditions:
            rendition._meta.get_field("file").pre_save(rendition, add=True)
        image.get_rendition_model().objects.bulk_create(renditions, ignore_conflicts=True)
    except BaseException:
        for rendition in renditions:
            if rendition.file._committed:
                rendition.file.delete(save=False)
        raise


def _stored(image: AbstractImage, filters: Iterable[Filter]) -> dict[Filter, AbstractRendition]:
    """Return what the database has of these filters by now, in their order."""
    by_spec = {item.spec: item for item in filters}
    found = {
        by_spec[rendition.filter_spec]: rendition
        for rendition in image.renditions.filter(filter_spec__in=by_spec)
        if rendition.focal_point_key == by_spec[rendition.filter_spec].get_cache_key(image)
    }
    return {item: found[item] for item in filters if item in found}


def _decoding_alone(generate: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(generate)
    def generate_rendition_file(
        image: AbstractImage, filter: Filter, *args: Any, **kwargs: Any
    ) -> Any:
        with decoding:
            file = generate(image, filter, *args, **kwargs)
            note_colour(image, filter, file)
            return file

    return generate_rendition_file


def _one_at_a_time(create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create)
    def create_rendition(image: AbstractImage, filter: Filter) -> Any:
        refuse_recent_failure(image)  # without waiting for a turn
        with _turn(image), failures_noted(image):
            rendition = _stored(image, [filter]).get(filter) or create(image, filter)
            store_colour(image)
            return rendition

    return create_rendition


def _turn(image: AbstractImage) -> AbstractContextManager[Any]:
    return nullcontext() if is_in_transaction(image) else _rendering


def _with_failures_noted(create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create)
    def create_renditions(image: AbstractImage, *filters: Filter) -> Any:
        with failures_noted(image):
            return create(image, *filters)

    return create_renditions
