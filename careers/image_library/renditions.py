"""Make renditions one at a time, and raise nothing but `SourceImageIOError`.

Wagtail's methods, or those of a host's own image model, do the work, under two locks:

- `decoding` keeps down the memory. A thread that holds it waits for nothing, so that every other
  may wait for it.
- `_rendering` keeps a rendition from being made twice. A thread holds it until the row is written,
  and may have to wait for the database. Therefore a thread within a transaction, which may have
  locked the database, never waits for it; it makes the rendition at once.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from threading import RLock
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from careers.image_library.image_failure import (
    failures_noted,
    is_in_transaction,
    refuse_recent_failure,
)
from careers.image_library.preparation import decoding

_rendering = RLock()


def guard_renditions(model: Any) -> None:
    """Let no rendition of the image model `model` raise, nor take more memory than one needs."""
    has_own_way = model.create_renditions is not AbstractImage.create_renditions
    model.generate_rendition_file = _decoding_alone(model.generate_rendition_file)
    model.create_rendition = _one_at_a_time(model.create_rendition)
    model.create_renditions = (
        _with_failures_noted(model.create_renditions) if has_own_way else create_renditions
    )


def create_renditions(image: AbstractImage, *filters: Filter) -> dict[Filter, AbstractRendition]:
    """Wagtail's method, which makes three at the same time."""
    return {item: image.create_rendition(item) for item in filters}


def _decoding_alone(generate: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(generate)
    def generate_rendition_file(image: AbstractImage, *args: Any, **kwargs: Any) -> Any:
        with decoding:
            return generate(image, *args, **kwargs)

    return generate_rendition_file


def _one_at_a_time(create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create)
    def create_rendition(image: AbstractImage, filter: Filter) -> Any:
        refuse_recent_failure(image)  # without waiting for a turn
        with _turn(image), failures_noted(image):
            made_meanwhile = image.renditions.filter(
                filter_spec=filter.spec, focal_point_key=filter.get_cache_key(image)
            ).first()
            return made_meanwhile or create(image, filter)

    return create_rendition


def _turn(image: AbstractImage) -> AbstractContextManager[Any]:
    return nullcontext() if is_in_transaction(image) else _rendering


def _with_failures_noted(create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(create)
    def create_renditions(image: AbstractImage, *filters: Filter) -> Any:
        with failures_noted(image):
            return create(image, *filters)

    return create_renditions
