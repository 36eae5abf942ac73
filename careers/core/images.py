"""Images of a page: their loading in two queries, and what a `picture` element says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.templatetags.static import static
from wagtail.blocks import Block, ListBlock, StreamValue, StructBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage, Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from careers.core.image_presets import (
    ALL_SPECS,
    DRAWING_FILTER,
    FORMATS,
    IMAGE_PRESETS,
    SHARED_FILTER,
    Crop,
)
from careers.core.stream_values import leaves, stored_items

#: The beginning of the file names of images from feeds, which no editor's image has.
FEED_FILES = "news-feed-"
#: The fields of a page that name images of its own.
OWN_IMAGES = ("hero_image", "social_image")

_preloaded: ContextVar[Mapping[int, AbstractImage] | None] = ContextVar(
    "careers_preloaded_images", default=None
)


# Loading


def load_images(body: StreamValue, page: Any = None) -> None:
    """Fetch all images that `body` shows, so that its templates ask the database for nothing.

    Two queries bring the images and their renditions, whatever the blocks. The `hero_image` and the
    `social_image` of `page` are fetched with them. A body that has been loaded is left as it is.
    """
    if getattr(body, "has_its_images", False):
        return
    own_keys = {name: getattr(page, f"{name}_id", None) for name in OWN_IMAGES}
    keys = {*_stored_keys(body), *own_keys.values()} - {None}
    images = get_image_model().objects.in_bulk(keys)
    token = _preloaded.set(images)
    try:
        shown = list(images_in(body))
    finally:
        _preloaded.reset(token)
    for name, key in own_keys.items():
        if key in images:
            setattr(page, name, images[key])
            shown.append(images[key])
    prefetch_renditions(shown)
    body.has_its_images = True


def preloaded_images() -> Mapping[int, AbstractImage]:
    """The images that `load_images` has fetched, by their keys, while it reads a body."""
    return _preloaded.get() or {}


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
    """All images in a block's value, at any depth, those of people and of news included."""
    for leaf in leaves(value):
        photo = getattr(leaf, "photo", None)
        news = (item.image for item in getattr(leaf, "loaded_items", ()))
        for image in (leaf, photo, *news):
            if isinstance(image, AbstractImage):
                yield image


def _stored_keys(body: StreamValue) -> Iterator[int]:
    """Keys of the images in `body` as it is stored, before any block fetches them."""
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


# Showing


@dataclass  # not frozen: Wagtail's block sets its alternative text
class PlaceholderImage:
    """Stands in for an image in the preview of a block, where the library is still empty."""

    contextual_alt_text: str = ""
    decorative: bool = True
    width: int = 960
    height: int = 640

    @property
    def url(self) -> str:
        return static("careers/placeholder.svg")


@dataclass(frozen=True)
class ImageSource:
    """An image in one format at one crop, with the attributes of `source` and `img`.

    `width` and `height` are those of its largest file, `url` is the address of the smallest.
    """

    url: str
    width: int
    height: int
    srcset: str = ""
    sizes: str = ""
    type: str = ""
    media: str = ""


@dataclass(frozen=True)
class ResponsiveImage:
    """What `careers/partials/image.html` shows: a `picture`, or the `img` alone without `sources`.

    `is_alt_missing` marks it for the content checker: an editor has forgotten its alternative text.
    """

    sources: tuple[ImageSource, ...]
    fallback: ImageSource
    alt: str = ""
    is_alt_missing: bool = False
    is_eager: bool = False


def responsive_image(
    image: Any, preset: str, alt: str | None = None, *, eager: bool = False
) -> ResponsiveImage | None:
    """`image` by its `preset` (`IMAGE_PRESETS`), `None` where there is none or it can't be shown.

    Without `alt` the image is decorative, wherever it stands. An empty `alt` is missing, unless the
    editor has called the image decorative.
    """
    if not image:
        return None
    if isinstance(image, PlaceholderImage):
        return ResponsiveImage((), ImageSource(image.url, image.width, image.height), alt or "")
    if image.is_svg():
        drawing = _rendition(image, DRAWING_FILTER)
        if drawing is None:
            return None
        source = ImageSource(drawing.url, image.width, image.height)
        return ResponsiveImage((), source, alt or "")
    crops = IMAGE_PRESETS[preset].crops
    renditions = get_renditions_or_not_found(image, IMAGE_PRESETS[preset].filters)
    if any(rendition.width == 0 for rendition in renditions.values()):
        return None
    *sources, fallback = (_source(crop, name, renditions) for crop in crops for name in FORMATS)
    return ResponsiveImage(
        tuple(sources),
        fallback,
        alt=alt or "",
        is_alt_missing=alt == "" and not image.decorative,
        is_eager=eager,
    )


def _source(crop: Crop, image_format: str, renditions: Mapping[str, Any]) -> ImageSource:
    by_size = [renditions[item.spec] for item in crop.filters[image_format]]
    urls = [rendition.url for rendition in by_size]
    # Each width once: a small image is never enlarged, so that several sizes come out equal.
    candidates = {item.width: url for item, url in zip(by_size, urls, strict=True)}
    return ImageSource(
        url=urls[0],
        width=by_size[-1].width,
        height=by_size[-1].height,
        srcset=", ".join(f"{url} {width}w" for width, url in candidates.items()),
        sizes=crop.sizes,
        type=f"image/{image_format}",
        media=crop.media,
    )


def shared_rendition(image: Any) -> Any:
    """`image` as it stands beside a shared link; `None` for a missing file or a drawing (SVG)."""
    if image.is_svg():
        return None
    return _rendition(image, SHARED_FILTER)


def _rendition(image: Any, image_filter: Filter) -> Any:
    if not hasattr(image, "prefetched_renditions"):  # it has come by a key of another object
        prefetch_renditions([image])
    rendition = get_renditions_or_not_found(image, [image_filter])[image_filter.spec]
    return rendition if rendition.width else None
