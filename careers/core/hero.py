from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string

from careers.core.image_presets import SHARED_FILTER, filters_of
from careers.core.metadata import MetadataMixin
from careers.core.representation.images import ImageJSON, represent_image

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class HeroJSON(TypedDict):
    """The top of a page."""

    heading: str
    text: str
    image: ImageJSON | None


class HeroMixin(MetadataMixin):
    """The top of a page: a heading at display size, an introduction and a wide image."""

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

    shown_images = {
        **MetadataMixin.shown_images,
        "hero_image": [*filters_of("hero"), SHARED_FILTER],
    }

    api_fields = [
        APIField("heading"),
        APIField("hero_heading"),
        APIField("hero_text"),
        APIField("hero_image"),
        APIField("hero_image_alt"),
        *MetadataMixin.api_fields,
    ]

    class Meta:
        abstract = True

    @property
    def heading(self) -> str:
        return self.hero_heading or self.title

    @property
    def hero_alt(self) -> str:
        """The alternative text in this page's context, or "" where nobody has written any."""
        if self.hero_image_alt or not self.hero_image:
            return self.hero_image_alt
        return getattr(self.hero_image, "description", "")

    def represent_hero(self, request: HttpRequest | None) -> HeroJSON:
        return {
            "heading": self.heading,
            "text": self.hero_text,
            "image": represent_image(self.hero_image, "hero", self.hero_alt, request),
        }

    @property
    def sharing_title(self) -> str:
        return self.seo_title or self.heading

    @property
    def sharing_text(self) -> str:
        return self.hero_text or super().sharing_text

    def images_to_share(self) -> Iterator[tuple[Any, str]]:
        yield from super().images_to_share()
        if self.hero_image:
            yield self.hero_image, self.hero_alt


def hero_panel(heading_help: StrOrPromise) -> MultiFieldPanel:
    """Return the panel of the hero; `heading_help` says what an empty heading means on the page."""
    return MultiFieldPanel(
        [
            FieldPanel("hero_heading", help_text=heading_help),
            FieldPanel("hero_text"),
            FieldPanel("hero_image"),
            FieldPanel("hero_image_alt"),
        ],
        heading=_("Top of the page"),
    )
