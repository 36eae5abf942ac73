"""Choosing images in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.images.blocks import ImageChooserBlock

from careers.core.images import preloaded_images


class PreloadedImageChooserBlock(ImageChooserBlock):
    """Takes images that `load_images` has fetched already instead of fetching them again."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = list(values)
        preloaded = preloaded_images()
        if all(key is None or key in preloaded for key in keys):
            # The alternative text of a block is kept on the image: each block needs its own object.
            return [copy(preloaded.get(key)) for key in keys]
        return super().bulk_to_python(keys)


class PreloadedImageBlock(WagtailImageBlock):
    """Wagtail's block for an image and its alternative text, with the chooser above.

    `presets` are all those by which the image may be shown: by these it is cut in the background.
    """

    def __init__(self, required: bool = True, presets: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.presets = presets
        chooser = PreloadedImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Read stored values, also where some are `None`, which Wagtail can't."""
        stored = list(values)
        if any(isinstance(value, Mapping) for value in stored):
            stored = [value or {"image": None} for value in stored]
        return super().bulk_to_python(stored)
