from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class HeroMixin(models.Model):
    """The top of a page: a heading at display size, an introduction and a wide picture."""

    hero_heading = models.CharField(_("heading"), max_length=160, blank=True)
    hero_text = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_("One to three sentences, shown large beside the button."),
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Wide, at least 2,000 pixels. It is cropped round its focal point."),
    )
    hero_image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_(
            "What the picture shows, for those who can't see it. "
            "Leave empty to use its description in the image library."
        ),
    )

    class Meta:
        abstract = True

    @property
    def hero_alt(self) -> str:
        """Alternative text in this page's context; "" marks the picture as decorative."""
        if self.hero_image_alt or not self.hero_image:
            return self.hero_image_alt
        return getattr(self.hero_image, "description", "")


def hero_panel(heading_help: StrOrPromise) -> MultiFieldPanel:
    """The fields of the top of a page; `heading_help` says what an empty heading means there."""
    return MultiFieldPanel(
        [
            FieldPanel("hero_heading", help_text=heading_help),
            FieldPanel("hero_text"),
            FieldPanel("hero_image"),
            FieldPanel("hero_image_alt"),
        ],
        heading=_("Top of the page"),
    )
