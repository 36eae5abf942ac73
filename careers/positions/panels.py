"""The layout of the form of a position."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)

from careers.positions.forms import CountryCheckboxes

POSITION_PANELS = [
    TitleFieldPanel(
        "title",
        placeholder=_("Position's title*"),
        help_text=_("For example: Senior Backend Engineer"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("team", widget=forms.Select),
            MultipleChooserPanel(
                "position_locations",
                chooser_field_name="location",
                heading=_("Locations"),
                label=_("Location"),
            ),
            FieldPanel("workplace"),
            FieldPanel("countries", widget=CountryCheckboxes),
            MultipleChooserPanel(
                "position_types",
                chooser_field_name="position_type",
                heading=_("Types"),
                label=_("Type"),
            ),
        ],
        heading=_("Where and what"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("pay_min"), FieldPanel("pay_max")]),
            FieldRowPanel([FieldPanel("pay_currency"), FieldPanel("pay_period")]),
        ],
        heading=_("Pay"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("posted_date"), FieldPanel("closing_date")]),
            FieldPanel("apply_url"),
            FieldPanel("reference"),
        ],
        heading=_("Dates and application"),
    ),
    FieldPanel("body"),
]
