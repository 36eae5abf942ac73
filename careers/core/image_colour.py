"""The mean colours of images, which front ends show until an image has come."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.images import get_image_model_string


class ImageColour(models.Model):
    """The mean colour of an image as `#rrggbb`. A drawing (SVG) has none."""

    image = models.OneToOneField(
        get_image_model_string(), on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    colour = models.CharField(max_length=7)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.image}: {self.colour}"


def colour_of_each(key: str) -> models.Subquery:
    """Return the colour of the image with the key in the field `key` of an outer query."""
    colours = ImageColour.objects.filter(image=models.OuterRef(key))
    return models.Subquery(colours.values("colour"))


def prefetched_colour(image: Any) -> str | None:
    """Return the colour of `image`, which has come with its renditions (`prefetch_renditions`)."""
    renditions = getattr(image, "prefetched_renditions", ())
    return next((getattr(item, "image_colour", None) for item in renditions), None)
