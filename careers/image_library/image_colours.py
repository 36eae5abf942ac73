"""Find the mean colours of images, while what stands in for them is made."""

from __future__ import annotations

from typing import Any

from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from careers.core.image_colour import ImageColour
from careers.core.image_presets import STAND_IN, TRANSPARENT_STAND_IN
from careers.image_library.preparation import decoding

#: The filters of the renditions that colours are taken from: the whole image in one size.
WHOLE_IMAGE = (STAND_IN, TRANSPARENT_STAND_IN)
#: A JPEG is decoded as small as it can be, but with so many pixels across and down at least.
MIN_EDGE = 32
#: How many colours are stored in one statement.
STEP = 100
#: The attribute of an image that holds its colour until the rendition's row is stored.
NOTED = "careers_noted_colour"


def note_colour(image: AbstractImage, image_filter: Filter, file: Any) -> None:
    """Find the colour of `image`, if `file` is the rendition that stands in for it."""
    if image_filter in WHOLE_IMAGE or image.is_svg():
        setattr(image, NOTED, mean_colour(file))


def store_colour(image: AbstractImage) -> None:
    """Store the colour that was noted of `image`, if any was."""
    if NOTED not in image.__dict__:
        return
    colour = image.__dict__.pop(NOTED)
    if colour:
        ImageColour.objects.update_or_create(image=image, defaults={"colour": colour})
    else:
        ImageColour.objects.filter(image=image).delete()


def store_missing_colours() -> int:
    """Store the colours of images that were cut before colours were, and return their number.

    What can't be read is passed over. Each statement has what the processes keep of the content
    thrown away (`careers.kept.writes`), so that many are stored in one.
    """
    number = 0
    renditions = list(_without_colour())
    for start in range(0, len(renditions), STEP):
        colours = [
            ImageColour(image_id=rendition.image_id, colour=colour)
            for rendition in renditions[start : start + STEP]
            if (colour := _colour_of_stored(rendition))
        ]
        ImageColour.objects.bulk_create(colours, ignore_conflicts=True)
        number += len(colours)
    return number


def mean_colour(file: Any) -> str | None:
    """Return the mean colour of an image as `#rrggbb`, by how opaque its pixels are.

    `None` for an image that is transparent all over, or that can't be read.
    """
    try:
        file.seek(0)
        with decoding, Image.open(file) as image:
            image.draft(None, (MIN_EDGE, MIN_EDGE))
            whole: Any = image.convert("RGBA").resize((1, 1), Image.Resampling.BOX)
        red, green, blue, alpha = whole.getpixel((0, 0))
    except (OSError, SyntaxError, ValueError):
        return None
    finally:
        file.seek(0)
    return f"#{red:02x}{green:02x}{blue:02x}" if alpha else None


def _without_colour() -> Any:
    """Return a rendition of each image that has one of the whole image, and no colour."""
    renditions = get_image_model().get_rendition_model().objects
    return renditions.filter(filter_spec__in=[item.spec for item in WHOLE_IMAGE]).exclude(
        image__in=ImageColour.objects.values("image")
    )


def _colour_of_stored(rendition: AbstractRendition) -> str | None:
    try:
        with rendition.file.open() as file:
            return mean_colour(file)
    except Exception:  # every storage raises its own
        return None
