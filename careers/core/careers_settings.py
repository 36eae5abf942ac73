from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Site

from careers.core.image_presets import SHARED_FILTER
from careers.core.time_zone_form import CareersSettingsForm
from careers.fields import TimeZoneField
from careers.kept.facts import kept


@register_setting(icon="group")
class CareersSettings(ClusterableModel, BaseSiteSetting):
    """Settings of a site: the employer, its time zone and where to apply."""

    base_form_class = CareersSettingsForm
    select_related = ["employer_logo", "social_image"]
    shown_images = {"social_image": [SHARED_FILTER]}

    employer_name = models.CharField(
        _("employer's name"),
        max_length=255,
        blank=True,
        help_text=_("As candidates know it. Search engines show it beside each position."),
    )
    employer_url = models.URLField(_("employer's website"), blank=True)
    employer_logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("employer's logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Stands beside links to pages that have no picture of their own: "
            "at least 1,200 × 630 pixels."
        ),
    )
    time_zone = TimeZoneField(
        help_text=_("A position stays open until the end of its closing date in this time zone."),
    )
    apply_email = models.EmailField(
        _("e-mail for applications"),
        blank=True,
        help_text=_("Used by positions without an address of their own to apply at."),
    )
    apply_url = models.URLField(
        _("web address for applications"),
        blank=True,
        help_text=_("Goes before the e-mail address where both are given."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("employer_name"),
                FieldPanel("employer_url"),
                FieldPanel("employer_logo"),
                FieldPanel("social_image"),
            ],
            heading=_("Employer"),
        ),
        MultiFieldPanel(
            [FieldPanel("apply_url"), FieldPanel("apply_email"), FieldPanel("time_zone")],
            heading=_("Positions"),
        ),
        InlinePanel("social_links", heading=_("Social links"), label=_("Social link")),
    ]

    class Meta:
        verbose_name = _("careers settings")

    @classmethod
    def for_request(cls, request: HttpRequest) -> CareersSettings:
        """Return the settings of the request's site, or the defaults where there is no site."""
        if Site.find_for_request(request) is None:
            return cls()
        return super().for_request(request)


@kept
def careers_settings(request: HttpRequest | None) -> CareersSettings:
    """Return the settings of the request's site, or the defaults where nobody has saved any."""
    site = Site.find_for_request(request)
    stored = CareersSettings.base_queryset().filter(site=site).first() if site else None
    return stored or CareersSettings()


class SocialLink(Orderable):
    """One of the employer's own pages elsewhere."""

    settings = ParentalKey(CareersSettings, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(_("name"), max_length=60, help_text=_("For example: LinkedIn"))
    url = models.URLField(_("web address"))

    panels = [FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if not self.url:
            raise ValidationError({"url": _("Enter the web address, starting with https://.")})
