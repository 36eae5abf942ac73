from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from careers.metadata import Metadata, opening_text

SEARCH_DESCRIPTION = _("Search description")


class SharingMixin(models.Model):
    """A page that says how it looks where its link is shared or found by a search engine.

    Stands before `Page` among the bases of a page type. Templates get `metadata`.
    """

    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, "
            "cropped round its focal point. Empty: the picture at the top of the page "
            "(of its team's, for a position), or else the one in the careers settings."
        ),
    )

    promote_panels = [
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seo_title",
                    help_text=_(
                        "The headline in search results, in the browser's tab and where the page "
                        "is shared. Empty: the title or heading of the page."
                    ),
                ),
                FieldPanel(
                    "search_description",
                    heading=SEARCH_DESCRIPTION,
                    help_text=_(
                        "One or two sentences, up to 160 characters, below the headline. "
                        "Empty: the beginning of the page's introduction or text, if there is any. "
                        "Search engines may show other words of the page instead."
                    ),
                ),
                FieldPanel("social_image"),
            ],
            heading=_("When the page is shared or found"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]

    if TYPE_CHECKING:
        title: str
        seo_title: str
        search_description: str

        def get_full_url(self, request: HttpRequest | None = None) -> str | None: ...

    class Meta:
        abstract = True

    @property
    def sharing_title(self) -> str:
        """The headline of a link to this page."""
        return self.seo_title or self.title

    @property
    def sharing_text(self) -> str:
        """What a link to this page says below its headline, at any length."""
        return getattr(self, "intro", "") or opening_text(getattr(self, "body", None))

    def pictures_to_share(self) -> Iterator[tuple[Any, str]]:
        """This page's pictures and their alternative texts, the most fitting first."""
        if self.social_image:
            yield self.social_image, self.social_image.description

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        return context | {"metadata": Metadata(self, request)}
