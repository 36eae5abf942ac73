from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from careers.admin.time_zone_forms import TimeZoneForm
from careers.clock import validate_time_zone
from careers.models.choices import EmploymentType
from careers.models.previews import SnippetPreviewMixin


class SluggedName(TranslatableMixin, models.Model):
    """A name that filters know by its slug, unique within a language."""

    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=255,
        allow_unicode=True,
        help_text=_("The name as it stands in web addresses."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the slug here: forms have no field for its language, so they leave that out."""
        super().clean()
        if not self.locale_id:
            self.locale = self.get_default_locale()
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self)
            except ValidationError as error:
                raise ValidationError({"slug": error}) from error


class Location(SnippetPreviewMixin, index.Indexed, SluggedName):
    """A place where people work: an office, a city, a campus."""

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
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Shown beside the address, so that people far away know when you are at work."),
    )

    base_form_class = TimeZoneForm
    preview_context = "careers.blocks.snippet_previews.location_context"

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


class PositionType(SnippetPreviewMixin, index.Indexed, SluggedName):
    """A kind of position, shown as a tag: Full time, Intern, People Manager."""

    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers stand first in filters.")
    )
    employment_type = models.CharField(
        _("employment type for search engines"),
        max_length=16,
        choices=EmploymentType,
        blank=True,
        help_text=_("Leave empty where none of them says the same."),
    )

    preview_context = "careers.blocks.snippet_previews.position_type_context"

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", required_on_save=False),
        FieldPanel("order", required_on_save=False),
        FieldPanel("employment_type"),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta(SluggedName.Meta):
        verbose_name = _("position type")
        verbose_name_plural = _("position types")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="careers_positiontype_slug",
                violation_error_message=_(
                    "Another position type has this slug: choose a different one."
                ),
            )
        ]


class Person(SnippetPreviewMixin, index.Indexed, TranslatableMixin, models.Model):
    """Somebody whose words or face appear on the pages."""

    name = models.CharField(_("name"), max_length=255)
    role = models.CharField(
        _("role"), max_length=255, blank=True, help_text=_("For example: Backend Developer")
    )
    unit = models.CharField(
        _("unit"), max_length=255, blank=True, help_text=_("The part of the team they work in.")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Square crops are made round its focal point."),
    )

    preview_context = "careers.blocks.snippet_previews.person_context"

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("unit")]),
        FieldPanel("photo"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("role"),
        index.SearchField("unit"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
