"""Images as JSON: the same files, sizes and texts as in the page's `picture` element."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.core.image_colour import prefetched_colour
from careers.core.image_presets import FORMATS
from careers.core.images import ImageSource, responsive_image
from careers.core.representation.links import absolute, change_addresses

Sizes = Annotated[
    str,
    Field(
        description="How wide the image is shown in which window, as `sizes` has it in HTML.",
        examples=["(width >= 60rem) 26rem, 92vw"],
    ),
]


class FocalPointJSON(TypedDict):
    """The point of the original that matters most, in fractions of its width and height."""

    x: Annotated[float, Field(ge=0, le=1, description="0 is the left edge, 1 the right one.")]
    y: Annotated[float, Field(ge=0, le=1, description="0 is the upper edge, 1 the lower one.")]


class SrcsetJSON(TypedDict):
    """The files of an image in each format with their widths, as `srcset` has them in HTML.

    “” for a format that the image isn't cut in, or not yet.
    """

    avif: str
    webp: str
    jpeg: str


class ImageSourceJSON(TypedDict):
    """An image in one format at one crop, as a `source` element of HTML."""

    media: Annotated[
        str,
        Field(
            description="The windows that it is for; “” for all that come by here.",
            examples=["(width < 40rem)"],
        ),
    ]
    type: Annotated[str, Field(description="The media type.", examples=["image/avif"])]
    srcset: Annotated[
        str,
        Field(
            description="Absolute addresses with their widths.",
            examples=["https://example.com/a.480.avif 480w, https://example.com/a.960.avif 960w"],
        ),
    ]
    sizes: Sizes
    width: Annotated[int, Field(description="That of the largest file, in pixels.")]
    height: Annotated[int, Field(description="That of the largest file, in pixels.")]


class RenditionJSON(TypedDict):
    """A whole picture in one size."""

    url: str
    width: Annotated[int, Field(description="In pixels.")]
    height: Annotated[int, Field(description="In pixels.")]


class ImageJSON(TypedDict):
    """An image in the sizes and formats of the place where the page shows it.

    `src`, `srcset`, `sizes`, `width` and `height` are of the crop for the widest windows, which is
    enough for an `img` element; `sources` has all crops for a `picture` element. A drawing (SVG)
    has no sizes: its `srcset` is empty, and so is `sources`.
    """

    src: Annotated[str, Field(description="The absolute address of the smallest file.")]
    alt: Annotated[str, Field(description="The alternative text; “” for a decorative image.")]
    width: Annotated[int, Field(description="In pixels.")]
    height: Annotated[int, Field(description="In pixels.")]
    focal_point: Annotated[
        FocalPointJSON | None,
        Field(description="The files are cropped round it already. `null` where it isn't set."),
    ]
    srcset: SrcsetJSON
    sizes: Sizes
    sources: Annotated[
        list[ImageSourceJSON],
        Field(description="In the order in which a browser takes the first one that it can show."),
    ]
    placeholder_colour: Annotated[
        str | None,
        Field(
            description="The mean colour of the image, to be shown until it has come.",
            pattern="^#[0-9a-f]{6}$",
            examples=["#8a6f52"],
        ),
    ]


def represent_image(
    image: Any, preset: str, alt: str | None, request: HttpRequest | None
) -> ImageJSON | None:
    """Return `image` by its `preset` (`IMAGE_PRESETS`), from the renditions that are cut.

    `None` where there is no image, or nothing of it is cut yet. Without `alt` it is decorative.
    """
    shown = responsive_image(image, preset, alt)
    if shown is None:
        return None
    sources = _represent_sources((*shown.sources, shown.fallback), request)
    return {
        "src": absolute(shown.fallback.url, request),
        "alt": shown.alt,
        "width": shown.fallback.width,
        "height": shown.fallback.height,
        "focal_point": _focal_point(image),
        "srcset": _srcset(sources),
        "sizes": shown.fallback.sizes,
        "sources": sources,
        "placeholder_colour": prefetched_colour(image),
    }


def _represent_sources(
    sources: Iterable[ImageSource], request: HttpRequest | None
) -> list[ImageSourceJSON]:
    """Return those of `sources` that have a format; an original, as of a drawing, has none."""
    known = {f"image/{name}" for name in FORMATS}
    return [
        {
            "media": source.media,
            "type": source.type,
            "srcset": change_addresses(source.srcset, partial(absolute, request=request)),
            "sizes": source.sizes,
            "width": source.width,
            "height": source.height,
        }
        for source in sources
        if source.type in known
    ]


def _srcset(sources: Iterable[ImageSourceJSON]) -> SrcsetJSON:
    widest = {source["type"]: source["srcset"] for source in sources if not source["media"]}
    return {
        "avif": widest.get("image/avif", ""),
        "webp": widest.get("image/webp", ""),
        "jpeg": widest.get("image/jpeg", ""),
    }


def _focal_point(image: Any) -> FocalPointJSON | None:
    point = getattr(image, "get_focal_point", lambda: None)()
    if point is None or not image.width or not image.height:
        return None
    x, y = point.centroid
    return {"x": _fraction(x, image.width), "y": _fraction(y, image.height)}


def _fraction(part: float, whole: int) -> float:
    return round(min(max(part / whole, 0.0), 1.0), 4)


def represent_block_image(image: Any, preset: str, request: HttpRequest | None) -> ImageJSON | None:
    """Return the form of a block's image, with the alternative text that it has there."""
    alt = getattr(image, "contextual_alt_text", None) or ""
    return represent_image(image, preset, alt, request)


def represent_rendition(rendition: Any, request: HttpRequest | None) -> RenditionJSON | None:
    """Return the form of one file of an image, or `None` where there is none."""
    if not rendition:
        return None
    url = absolute(rendition.url, request)
    return {"url": url, "width": rendition.width, "height": rendition.height}
