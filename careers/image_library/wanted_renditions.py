"""Which renditions pages want of an image, by the places where it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from PIL import Image
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import ReferenceIndex

from careers.core.image_presets import (
    DRAWING_FILTER,
    STAND_IN,
    STAND_INS,
    TRANSPARENT_STAND_IN,
    filters_of,
)
from careers.core.images import existing_renditions, prefetch_renditions


def missing_renditions(
    keys: Iterable[Any] | None = None,
) -> list[tuple[AbstractImage, list[Filter]]]:
    """Return the images in use that are not cut for all their places, and what is missing.

    `keys` are those of the images to look at, instead of all. Needs three queries, however many
    they are.
    """
    wanted = wanted_filters(keys)
    images = get_image_model().objects.in_bulk(wanted)
    specs = {item.spec for filters in wanted.values() for item in filters}
    prefetch_renditions(images.values(), specs)
    missing = ((image, [*_missing_of(image, wanted[str(key)])]) for key, image in images.items())
    return [(image, filters) for image, filters in missing if filters]


def wanted_filters(keys: Iterable[Any] | None = None) -> dict[str, list[Filter]]:
    """Return the filters by which images are shown, by the images' keys."""
    references = _references()
    if keys is not None:
        references = references.filter(to_object_id__in=[str(key) for key in keys])
    places = references.values_list("to_object_id", "content_type", "model_path").distinct()
    filters_at = cache(_filters_at)
    wanted: dict[str, dict[Filter, None]] = defaultdict(dict)
    for key, content_type, path in places:
        wanted[key].update(dict.fromkeys(filters_at(content_type, path)))
    return {key: list(filters) for key, filters in wanted.items() if filters}


def stand_in_filter(image: AbstractImage) -> Filter:
    """Return the filter of the rendition that stands in for all others until they are cut."""
    if image.is_svg():
        return DRAWING_FILTER
    return TRANSPARENT_STAND_IN if _may_be_transparent(image) else STAND_IN


def images_used_by(instance: Model) -> QuerySet[ReferenceIndex, str]:
    """Return the keys of the images that an object refers to, by Wagtail's index."""
    base = _base_type(type(instance))
    references = _references().filter(base_content_type=base, object_id=str(instance.pk))
    return references.values_list("to_object_id", flat=True).distinct()


def _missing_of(image: AbstractImage, wanted: Iterable[Filter]) -> Iterator[Filter]:
    if not existing_renditions(image, STAND_INS):
        yield stand_in_filter(image)
    possible = [item for item in wanted if not (image.is_svg() and "format-" in item.spec)]
    existing = existing_renditions(image, possible)
    yield from (item for item in possible if item not in existing)


def _may_be_transparent(image: AbstractImage) -> bool:
    """Tell without decoding it; `False` for a file that can't be read."""
    try:
        with image.open_file() as file, Image.open(file) as opened:
            return opened.has_transparency_data
    except Exception:  # whatever a storage and a decoder raise
        return False


def _filters_at(content_type: int, path: str) -> Iterable[Filter]:
    """Return how the images at a path of Wagtail's index are shown.

    A model says it of its fields in `shown_images`, a block in its `presets`.
    """
    model = ContentType.objects.get_for_id(content_type).model_class()
    if model is None:
        return ()
    name, *steps = path.split(".")
    if not steps:
        filters: Iterable[Filter] = getattr(model, "shown_images", {}).get(name, ())
        return filters
    field = next((item for item in model._meta.get_fields() if item.name == name), None)
    if not isinstance(field, StreamField):
        return ()
    return filters_of(*_presets_at(field.stream_block, steps))


def _presets_at(block: Block | None, steps: Iterable[str]) -> Iterable[str]:
    for step in steps:
        children = getattr(block, "child_blocks", {"item": getattr(block, "child_block", None)})
        block = children.get(step)
    return getattr(block, "presets", ())


def _references() -> QuerySet[ReferenceIndex]:
    return ReferenceIndex.objects.filter(to_content_type=_base_type(get_image_model()))


def _base_type(model: type[Model]) -> ContentType:
    """Return the content type under which Wagtail's index has the objects of `model`."""
    base = [model, *model._meta.get_parent_list()][-1]
    return ContentType.objects.get_for_model(base, for_concrete_model=False)
