"""Parts that are mostly pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks import sample_parts
from careers.blocks.base import GROUP_MEDIA, SectionBlock, Width, heading_block
from careers.pictures import PictureBlock
from careers.videos import Video, find_video

FEWEST_PICTURES = 2


class ImagePartValue(blocks.StructValue):
    @property
    def role(self) -> str:
        return _role("picture", self)


class ImagePartBlock(SectionBlock):
    image = PictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))
    credit = blocks.CharBlock(
        required=False, max_length=80, label=_("Credit"), help_text=_("For example: Photo: Ana Sol")
    )

    widths = (Width.NARROW, Width.FULL)

    class Meta:
        icon = "image"
        group = GROUP_MEDIA
        label = _("Picture")
        label_format = "{caption}"
        description = _("One large picture with a caption under it.")
        template = "careers/blocks/image.html"
        value_class = ImagePartValue
        preview_value = staticmethod(sample_parts.sample_image)


class GalleryPictureBlock(blocks.StructBlock):
    image = PictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=160, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"


def _role(name: str, value: blocks.StructValue) -> str:
    """The role of a picture (`careers.images.ROLES`) in a part of the chosen width."""
    return f"{name}_{value['width']}" if value.get("width") else name


@dataclass(frozen=True)
class Frame:
    """A picture of a gallery and the shape that its place gives it: wide, tall or full."""

    picture: Any
    shape: str
    role: str


class GalleryValue(blocks.StructValue):
    @property
    def frames(self) -> list[Frame]:
        """The pictures in rows of two, mirrored from row to row, and each fifth over both columns.

        A picture that would be left alone on its row takes all of it.
        """
        shown = [item for item in self.get("pictures") or [] if item.get("image")]
        return [
            Frame(
                item, shape, _role("gallery_full", self) if shape == "full" else f"gallery_{shape}"
            )
            for item, shape in zip(shown, _shapes(len(shown)), strict=True)
        ]


def _shapes(number: int) -> Iterator[str]:
    rows = ("wide", "tall"), ("tall", "wide"), ("full",)
    left, turn = number, 0
    while left:
        row = rows[turn % len(rows)] if left > 1 else ("full",)
        yield from row
        left -= len(row)
        turn += 1


class GalleryBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty."))
    pictures = blocks.ListBlock(
        GalleryPictureBlock(),
        default=[{"image": None, "caption": ""}] * FEWEST_PICTURES,
        min_num=FEWEST_PICTURES,
        max_num=15,
        label=_("Pictures"),
        help_text=_("Their order decides their shape: wide, tall, tall, wide, then one across."),
    )

    widths = (Width.FULL,)

    class Meta:
        icon = "grid"
        group = GROUP_MEDIA
        label = _("Gallery")
        label_format = "{heading} {pictures}"
        description = _("Two to fifteen pictures, large and small, with captions.")
        template = "careers/blocks/gallery.html"
        value_class = GalleryValue
        preview_value = staticmethod(sample_parts.sample_gallery)


class VideoValue(blocks.StructValue):
    @property
    def poster_role(self) -> str:
        return _role("poster", self)

    @cached_property
    def video(self) -> Video | None:
        return find_video(self.get("url") or "")


class VideoBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty."))
    title = blocks.CharBlock(
        max_length=160, label=_("Title"), help_text=_("What the video is about; stands under it.")
    )
    url = blocks.URLBlock(
        label=_("Address of the video"),
        help_text=_("At YouTube or Vimeo, as your browser shows it."),
    )
    poster = PictureBlock(
        required=False,
        label=_("Poster"),
        help_text=_("Shown until somebody presses Play; nothing is loaded from elsewhere before."),
    )
    duration = blocks.CharBlock(
        required=False, max_length=12, label=_("Duration"), help_text=_("For example: 18:04")
    )
    transcript = blocks.RichTextBlock(
        required=False,
        features=["bold", "italic", "link", "ol", "ul"],
        max_length=20_000,
        label=_("Transcript"),
        help_text=_("For those who can't hear or don't want to watch. It unfolds under the video."),
    )

    widths = (Width.NARROW, Width.FULL)

    class Meta:
        icon = "media"
        group = GROUP_MEDIA
        label = _("Video")
        label_format = "{title}"
        description = _("A video of YouTube or Vimeo that is loaded only when somebody plays it.")
        template = "careers/blocks/video.html"
        value_class = VideoValue
        preview_value = staticmethod(sample_parts.sample_video)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned.get("url") and cleaned.video is None:
            error = ValidationError(
                _(
                    "No video was found in this address. Open the video at YouTube or Vimeo, and "
                    "copy the address from your browser."
                )
            )
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned
