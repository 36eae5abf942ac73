from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks

from careers.blocks import preview_values
from careers.blocks.image_chooser import PreloadedImageBlock
from careers.core.image_presets import preset_in_section
from careers.core.representation.block_forms import one_of
from careers.core.representation.images import ImageJSON, represent_block_image
from careers.core.section_block import GROUP_MEDIA, SectionBlock, Width, heading_block
from careers.core.text_blocks import CharBlock

MIN_IMAGES = 2
MAX_IMAGES = 15


def preview_value() -> dict[str, Any]:
    image = preview_values.image_value()
    captions = (gettext("The stairs"), gettext("The courtyard in June"), gettext("From the roof"))
    return {
        "heading": gettext("Three addresses"),
        "images": [{"image": image, "caption": caption} for caption in captions],
    }


class GalleryImageBlock(blocks.StructBlock):
    image = PreloadedImageBlock(
        presets=["gallery_wide", "gallery_tall", "gallery_full"], label=_("Picture")
    )
    caption = CharBlock(required=False, max_length=160, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"


@dataclass(frozen=True)
class GalleryFigure:
    """An image of a gallery with its caption, its shape (wide, tall or full) and its preset."""

    image: Any
    caption: str
    shape: str
    preset: str


class GalleryValue(blocks.StructValue):
    @property
    def figures(self) -> list[GalleryFigure]:
        """The images in rows of two, mirrored from row to row, and each fifth over both columns.

        An image that would be left alone on its row takes all of it.
        """
        shown = [item for item in self.get("images") or [] if item.get("image")]
        return [
            GalleryFigure(item["image"], item.get("caption") or "", shape, self._preset(shape))
            for item, shape in zip(shown, _shapes(len(shown)), strict=True)
        ]

    def _preset(self, shape: str) -> str:
        name = f"gallery_{shape}"
        return preset_in_section(name, self.get("width")) if shape == "full" else name


def _shapes(number: int) -> Iterator[str]:
    rows = ("wide", "tall"), ("tall", "wide"), ("full",)
    left, turn = number, 0
    while left:
        row = rows[turn % len(rows)] if left > 1 else ("full",)
        yield from row
        left -= len(row)
        turn += 1


class FigureJSON(TypedDict):
    image: ImageJSON | None
    caption: str
    shape: Annotated[
        str, one_of(["wide", "tall", "full"]), Field(description="Full: over all columns.")
    ]


class ShownGallery(TypedDict):
    figures: list[FigureJSON]


class GalleryBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty."))
    images = blocks.ListBlock(
        GalleryImageBlock(),
        default=[{"image": None, "caption": ""}] * MIN_IMAGES,
        min_num=MIN_IMAGES,
        max_num=MAX_IMAGES,
        label=_("Pictures"),
        help_text=_("Their order decides their shape: wide, tall, tall, wide, then one across."),
    )

    widths = (Width.FULL,)

    api_left_out = ("images",)
    api_shown = ShownGallery

    class Meta:
        icon = "grid"
        group = GROUP_MEDIA
        label = _("Gallery")
        label_format = "{heading} {images}"
        description = _("Two to fifteen pictures, large and small, with captions.")
        follows_from_content = True
        template = "careers/blocks/gallery.html"
        value_class = GalleryValue
        preview_value = staticmethod(preview_value)

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownGallery:
        request = shown.get("request")
        return {"figures": [_represent(figure, request) for figure in value.figures]}


def _represent(figure: GalleryFigure, request: HttpRequest | None) -> FigureJSON:
    return {
        "image": represent_block_image(figure.image, figure.preset, request),
        "caption": figure.caption,
        "shape": figure.shape,
    }
