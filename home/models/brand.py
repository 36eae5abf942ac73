"""The name, the logo, the icon and the colour of a site."""

from __future__ import annotations

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.images.models import Filter

from home.colour import Accent, validate_colour
from home.forms import BrandSettingsForm
from home.icons import FILTERS
from home.panels import AccentPanel

DEFAULT_ACCENT = "#ff4b1f"
LOGO_FILTER = Filter("max-320x104")


@register_setting(icon="view", order=100)
class BrandSettings(BaseSiteSetting):
    """The name, the logo, the icon and the one colour of the site."""

    base_form_class = BrandSettingsForm
    select_related = ["logo", "logo_on_dark", "icon"]
    shown_images = {
        "logo": [LOGO_FILTER],
        "logo_on_dark": [LOGO_FILTER],
        "icon": list(FILTERS.values()),
    }

    name = models.CharField(_("name"), max_length=60, blank=True)
    suffix = models.CharField(
        _("word after the name"),
        max_length=30,
        blank=True,
        help_text=_("Set lighter, for example: Careers"),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands before the name, about as high as the letters."),
    )
    logo_on_dark = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo on dark ground"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For visitors whose screen is dark. Empty: the logo above."),
    )
    icon = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("icon"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Square, at least 512 × 512 pixels, for browser tabs and the home screens of phones. "
            "Empty: the first letter of the name on the accent colour."
        ),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=64,
        default=DEFAULT_ACCENT,
        validators=[validate_colour],
        help_text=_(
            "Buttons stand on it. For links and focus rings it is made darker or lighter "
            "until it can be read; the preview shows both."
        ),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("suffix"),
                FieldPanel("logo"),
                FieldPanel("logo_on_dark"),
                FieldPanel("icon"),
            ],
            heading=_("Name"),
        ),
        AccentPanel("accent"),
    ]

    class Meta:
        verbose_name = _("brand")

    @property
    def full_name(self) -> str:
        """The name with the word after it, or "" where there is no name."""
        return f"{self.name} {self.suffix}".rstrip() if self.name else ""

    @cached_property
    def tones(self) -> Accent:
        """The accent and what is derived from it; the default where the value is unusable."""
        try:
            return Accent.derive(self.accent)
        except ValidationError:
            return Accent.derive(DEFAULT_ACCENT)
