"""The rows that list the locations and the types of a position, in their order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.positions.position_page import PositionPage


class PositionLocation(Orderable):
    """A location where a position is offered."""

    position = ParentalKey(
        PositionPage, on_delete=models.CASCADE, related_name="position_locations"
    )
    location = models.ForeignKey(
        Location, verbose_name=_("location"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("location")]


class PositionPageType(Orderable):
    """A type that a position is of."""

    position = ParentalKey(PositionPage, on_delete=models.CASCADE, related_name="position_types")
    position_type = models.ForeignKey(
        PositionType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("position_type")]
