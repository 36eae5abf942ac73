"""Images of a page: their loading in two queries, and what a `picture` element says of them.

Nothing is cut here: a page shows the renditions that there are (`careers.image_library.tasks`).
"""

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
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from careers.core.image_colour import colour_of_each
from careers.core.image_presets import (
    ALL_SPECS,
    DRAWING_FILTER,
    FORMATS,
    IMAGE_PRESETS,
    SHARED_FILTER,
    STAND_IN,
    STAND_INS,
    Crop,
)
from careers.core.stream_values import leaves, stored_items
from careers.core.translations import read_for

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
        with read_for(page):
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

    The images' colours come with them (`prefetched_colour`).

    `specs` are the Wagtail filters that will be asked for, besides those that stand in for them.
    """
    stored = [image for image in images if isinstance(image, AbstractImage) and image.pk]
    if not stored:
        return
    asked = sorted({*specs, *(item.spec for item in STAND_INS)})
    renditions = (
        stored[0]
        .get_rendition_model()
        .objects.filter(filter_spec__in=asked)
        .annotate(image_colour=colour_of_each("image_id"))
    )
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
    """`image` by its `preset` (`IMAGE_PRESETS`) in the sizes and formats that are cut.

    `None` where there is no image, or nothing of it yet. Without `alt` the image is decorative,
    wherever it stands. An empty `alt` is missing, unless the editor has called the image
    decorative.
    """
    if not image:
        return None
    if isinstance(image, PlaceholderImage):
        return ResponsiveImage((), ImageSource(image.url, image.width, image.height), alt or "")
    if image.is_svg():
        drawing = existing_rendition(image, DRAWING_FILTER)
        if drawing is None:
            return None
        source = ImageSource(drawing.url, image.width, image.height)
        return ResponsiveImage((), source, alt or "")
    cut = existing_renditions(image, [*IMAGE_PRESETS[preset].filters, *STAND_INS])
    crops = IMAGE_PRESETS[preset].crops
    sources = [source for crop in crops for source in _sources(image, crop, cut)]
    if not sources:
        return None
    return ResponsiveImage(
        tuple(sources[:-1]),
        sources[-1],
        alt=alt or "",
        is_alt_missing=alt == "" and not image.decorative,
        is_eager=eager,
    )


def _sources(
    image: AbstractImage, crop: Crop, cut: Mapping[Filter, AbstractRendition]
) -> Iterator[ImageSource]:
    """Yield `crop` in each format that is cut, or else the image that stands in for it.

    The style sheet crops that one: it gets the size that the crop will have.
    """
    formats = {name: [cut[item] for item in crop.filters[name] if item in cut] for name in FORMATS}
    stand_ins = [cut[item] for item in STAND_INS if item in cut]
    if not any(formats.values()) and stand_ins:
        formats = {_format_of(stand_ins[0]): stand_ins[:1]}
    width, height = _size(image, crop.filters[FORMATS[-1]][-1], cut)
    for name, by_size in formats.items():
        if by_size:
            # Each width once: small images are not enlarged, so that several sizes come out equal.
            urls = {rendition.width: rendition.url for rendition in by_size}
            yield ImageSource(
                url=by_size[0].url,
                width=width,
                height=height,
                srcset=", ".join(f"{url} {width}w" for width, url in urls.items()),
                sizes=crop.sizes,
                type=f"image/{name}",
                media=crop.media,
            )


def _size(
    image: AbstractImage, image_filter: Filter, cut: Mapping[Filter, AbstractRendition]
) -> tuple[int, int]:
    rendition = cut.get(image_filter)
    if rendition is None:
        width, height = image_filter.get_transform(image).size
        return width, height
    return rendition.width, rendition.height


def _format_of(stand_in: AbstractRendition) -> str:
    return str(stand_in.filter_spec).rpartition("format-")[2]


def shared_rendition(image: Any) -> Any:
    """`image` beside a shared link; `None` for a drawing (SVG), or where nothing is cut."""
    return None if image.is_svg() else existing_rendition(image, SHARED_FILTER, STAND_IN)


def existing_rendition(image: Any, *filters: Filter) -> Any:
    """The first rendition of `image` that is cut, in the order of `filters`; `None` for none."""
    cut = existing_renditions(image, filters)
    return next((cut[item] for item in filters if item in cut), None)


def existing_renditions(
    image: Any, filters: Iterable[Filter]
) -> Mapping[Filter, AbstractRendition]:
    """The renditions of `image` that are cut, by their filters."""
    if not hasattr(image, "prefetched_renditions"):  # it has come by a key of another object
        prefetch_renditions([image])
    found: Mapping[Filter, AbstractRendition] = image.find_existing_renditions(*filters)
    return found
