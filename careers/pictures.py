"""All pictures of a page in one query, and all their renditions in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import Block, ListBlock, StreamValue, StructBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage

from careers.images import ALL_SPECS
from careers.values import leaves

#: The fields of a page that name pictures of its own.
OWN_PICTURES = ("hero_image", "social_image")

_loaded: ContextVar[Mapping[int, AbstractImage] | None] = ContextVar(
    "careers_loaded_pictures", default=None
)


class PictureChooserBlock(ImageChooserBlock):
    """Takes pictures that `load_pictures` has fetched already instead of fetching them again."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = list(values)
        known = _loaded.get() or {}
        if all(key is None or key in known for key in keys):
            # Each place has words of its own for a picture, and keeps them on the object.
            return [copy(known.get(key)) for key in keys]
        found: list[Any] = super().bulk_to_python(keys)
        return found


class PictureBlock(ImageBlock):
    """A picture with its alternative text in the context where it stands."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Stored values may mix nothing at all with pictures, which Wagtail can't take."""
        stored = list(values)
        if any(isinstance(value, Mapping) for value in stored):
            stored = [value or {"image": None} for value in stored]
        found: list[Any] = super().bulk_to_python(stored)
        return found


def load_pictures(body: StreamValue, page: Any = None) -> None:
    """Fetch all that `body` shows, so that its templates ask the database for nothing.

    Two queries bring the pictures and their renditions, whatever the blocks; those of `page` itself
    are among them: its `hero_image`, and its `social_image` for those with whom it is shared.
    """
    wanted = set(_stored_keys(body))
    own_keys = {name: getattr(page, f"{name}_id", None) for name in OWN_PICTURES}
    found = get_image_model().objects.in_bulk((wanted | set(own_keys.values())) - {None})
    token = _loaded.set(found)
    try:
        shown = list(images_in(body))
    finally:
        _loaded.reset(token)
    for name, key in own_keys.items():
        if key in found:
            setattr(page, name, found[key])
            shown.append(found[key])
    prefetch_renditions(shown)


def prefetch_renditions(images: Iterable[Any], specs: Iterable[str] = ALL_SPECS) -> None:
    """Fetch the renditions of `images` in one query, however many they are; `None` is passed over.

    `specs` are the Wagtail filters that will be asked for.
    """
    stored = [image for image in images if isinstance(image, AbstractImage) and image.pk]
    if not stored:
        return
    renditions = stored[0].get_rendition_model().objects.filter(filter_spec__in=list(specs))
    prefetch_related_objects(
        stored, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


def images_in(value: Any) -> Iterator[AbstractImage]:
    """All pictures in a block's value, at any depth, those of people and of news included."""
    for leaf in leaves(value):
        photo = getattr(leaf, "photo", None)
        news = (item.image for item in getattr(leaf, "loaded_items", ()))
        for image in (leaf, photo, *news):
            if isinstance(image, AbstractImage):
                yield image


def stored_items(raw: Iterable[Any] | None) -> list[Any]:
    """The items of a list block as it is stored: in the wrapper that holds their id, or bare."""
    return [
        item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item
        for item in raw or []
    ]


def _stored_keys(body: StreamValue) -> Iterator[int]:
    """Keys of the pictures in `body` as it is stored, before any block fetches them."""
    for child in body.raw_data:
        yield from _keys(body.stream_block.child_blocks[child["type"]], child["value"])


def _keys(block: Block, raw: Any) -> Iterator[int]:
    if isinstance(block, ImageBlock):
        key = raw.get("image") if isinstance(raw, Mapping) else raw
        if isinstance(key, int):
            yield key
    elif isinstance(block, StructBlock) and isinstance(raw, Mapping):
        for name, child in block.child_blocks.items():
            yield from _keys(child, raw.get(name))
    elif isinstance(block, ListBlock):
        for item in stored_items(raw):
            yield from _keys(block.child_block, item)
