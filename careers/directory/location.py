from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.search import index

from careers.core.time_zone_form import TimeZoneForm
from careers.core.translatable_fields import CopiedField
from careers.directory.slugged_name import SluggedName
from careers.directory.snippet_preview import SnippetPreviewMixin
from careers.fields import TimeZoneField


class Location(SnippetPreviewMixin, index.Indexed, SluggedName):
    """A location where people work: an office, a city, a campus."""

    street = models.CharField(_("street and number"), max_length=255, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=32, blank=True)
    locality = models.CharField(_("town or city"), max_length=255, blank=True)
    region = models.CharField(_("region"), max_length=255, blank=True)
    country = CountryField(_("country"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees, from -90 to 90. Positive is north."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees, from -180 to 180. Positive is east."),
    )
    time_zone = TimeZoneField(
        help_text=_("Shown beside the address, so that people far away know when you are at work."),
    )

    base_form_class = TimeZoneForm
    override_translatable_fields = [CopiedField("time_zone"), CopiedField("postal_code")]

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", required_on_save=False),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("locality")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
            ],
            heading=_("Address"),
        ),
        FieldPanel("time_zone"),
        FieldRowPanel(
            [FieldPanel("latitude"), FieldPanel("longitude")], heading=_("Place on a map")
        ),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta(SluggedName.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="careers_location_slug",
                violation_error_message=_(
                    "Another location has this slug: choose a different one."
                ),
            )
        ]
