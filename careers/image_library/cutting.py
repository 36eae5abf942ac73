"""Cut several renditions from one image that is decoded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from wagtail.images.image_operations import FormatOperation, ImageTransform
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

#: From 0 to 10. By itself, Pillow takes 6, which needs nearly three times the time of 8 and makes
#: files a fifth smaller. What one file costs is bounded by this and by `MAX_CROP_PIXELS`.
AVIF_SPEED = 8
#: Wagtail's default of `WAGTAILIMAGES_AVIF_QUALITY`.
AVIF_QUALITY = 61


class Encoding(Filter):
    """What is left of a filter to do with pixels that are cropped and scaled already."""

    def __init__(self, spec: str, pixels: Any) -> None:
        super().__init__(spec)
        self.pixels = pixels

    @contextmanager
    def get_willow_image(self, image: AbstractImage, source: Any = None) -> Iterator[Any]:
        yield self.pixels

    def get_transform(self, image: AbstractImage, size: Any = None) -> ImageTransform:
        return ImageTransform(size)

    def run(self, image: AbstractImage, output: Any, source: Any = None) -> Any:
        """Do as Wagtail does, but for the speed of AVIF, which Wagtail can't be told."""
        if not (self._is_plain_avif and isinstance(self.pixels, PillowImage)):
            return super().run(image, output, source)
        quality = getattr(settings, "WAGTAILIMAGES_AVIF_QUALITY", AVIF_QUALITY)
        self.pixels.image.save(output, "AVIF", quality=quality, speed=AVIF_SPEED)
        return AvifImageFile(output)

    @property
    def _is_plain_avif(self) -> bool:
        formats = [op for op in self.operations if isinstance(op, FormatOperation)]
        is_avif = [(op.format, op.options) for op in formats] == [("avif", ())]
        return is_avif and len(self.filter_operations) == 1


def generate_renditions(
    image: AbstractImage, filters: Iterable[Filter]
) -> Iterator[AbstractRendition]:
    """Yield renditions that are not stored yet.

    For filters that differ in their format alone, the image is cropped and scaled once.
    """
    with image.get_willow_image() as opened:
        decoded = opened.auto_orient()
        cuts: dict[Any, Any] = {}
        for item in filters:
            transform = item.get_transform(image, decoded.get_size())
            rect, size = transform.get_rect().round(), transform.size
            key = (*rect, *size)
            if key not in cuts:
                cuts[key] = decoded.crop(rect).resize(size)
                cuts[key].format_name = opened.format_name
            yield image.generate_rendition_instance(Encoding(item.spec, cuts[key]), None)
