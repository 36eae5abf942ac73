"""Images of examples: plain shapes, drawn when they are needed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.images import ImageFile
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Collection

from careers.site_setup.example_marks import COLLECTION

FILE_NAME = "careers-example"
WIDE = (2000, 1125)
SQUARE = (640, 640)
BACKGROUNDS = ("#dbe7f3", "#f3e3d3", "#dff0e4", "#ece4f4")
SHAPES = ("#1f4e79", "#c8553d", "#2f7d5b", "#6b4c9a", "#e0a030")


@dataclass(frozen=True)
class Drawing:
    """What is drawn for an example: its title in the image library, its text and its size."""

    title: str
    description: str
    size: tuple[int, int] = WIDE
    is_portrait: bool = False


def drawings() -> dict[str, Drawing]:
    """Return the drawings by their keys, with texts in the active language."""
    shapes = _("Overlapping circles and bars in plain colours")
    return {
        "first-team": Drawing(_("Example: picture of a team"), shapes),
        "second-team": Drawing(_("Example: picture of another team"), shapes),
        "room": Drawing(_("Example: a room"), shapes),
        "desk": Drawing(_("Example: a desk"), shapes),
        "window": Drawing(_("Example: a window"), shapes),
        **{
            key: Drawing(
                _("Example: portrait %(number)d") % {"number": number},
                _("A drawn head and shoulders"),
                SQUARE,
                is_portrait=True,
            )
            for number, key in enumerate(("portrait-1", "portrait-2", "portrait-3"), start=1)
        },
    }


def provide_images() -> dict[str, Any]:
    """Return the images by their keys, and make those that are missing.

    A host's own image model may need more than a title and a file. There are none then.
    """
    try:
        with transaction.atomic():
            collection = _collection()
            return {key: _provide(drawing, collection) for key, drawing in drawings().items()}
    except DatabaseError:
        return {}


def example_images() -> Any:
    """Return the images that were drawn for examples, and that still have the drawn file."""
    return get_image_model().objects.filter(collection__name=COLLECTION, file__contains=FILE_NAME)


def draw(drawing: Drawing) -> Image.Image:
    """Draw the same shapes each time for a title."""
    chance = Random(drawing.title)  # noqa: S311
    image = Image.new("RGB", drawing.size, chance.choice(BACKGROUNDS))
    pencil = ImageDraw.Draw(image)
    width, height = drawing.size
    if drawing.is_portrait:
        colour = chance.choice(SHAPES)
        pencil.ellipse((width * 0.34, height * 0.2, width * 0.66, height * 0.56), fill=colour)
        pencil.ellipse((width * 0.16, height * 0.62, width * 0.84, height * 1.4), fill=colour)
        return image
    for colour in chance.sample(SHAPES, 4):
        left, top = chance.uniform(0, width * 0.8), chance.uniform(0, height * 0.6)
        size = chance.uniform(height * 0.3, height * 0.7)
        if chance.random() < 0.6:
            pencil.ellipse((left, top, left + size, top + size), fill=colour)
        else:
            pencil.rounded_rectangle((left, top, left + size * 1.5, top + size / 4), 40, colour)
    return image


def _provide(drawing: Drawing, collection: Collection) -> Any:
    model = get_image_model()
    found = model.objects.filter(title=drawing.title, collection=collection).first()
    if found:
        return found
    file = BytesIO()
    draw(drawing).save(file, "PNG")
    values = {"title": drawing.title, "collection": collection, "description": drawing.description}
    fields = {field.name for field in model._meta.concrete_fields}
    return model.objects.create(
        file=ImageFile(file, name=f"{FILE_NAME}.png"),
        **{name: value for name, value in values.items() if name in fields},
    )


def _collection() -> Collection:
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
