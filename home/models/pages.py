from __future__ import annotations

from typing import Annotated, Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from careers.blocks.catalogue import home_page_blocks, standard_page_blocks
from careers.core.anchors import sections
from careers.core.hero import HeroJSON, HeroMixin, hero_panel
from careers.core.images import load_images
from careers.core.metadata import MetadataMixin
from careers.core.own_state import OwnStateMixin
from careers.core.representation.links import absolute
from careers.core.site_indexes import site_indexes
from careers.fields import BodyField
from careers.positions.site_positions import site_positions


class HomeJSON(TypedDict):
    hero: HeroJSON
    open_positions: Annotated[int, Field(description="How many there are.")]
    positions_url: Annotated[str, Field(description="The address of all open positions.")]


class HomePage(OwnStateMixin, HeroMixin, Page):
    """The front page of the careers site."""

    body = BodyField(
        home_page_blocks,
        blank=True,
        block_counts={"position_search": {"max_num": 1}, "team_grid": {"max_num": 1}},
        verbose_name=_("sections of the page"),
    )

    api_schema = HomeJSON
    may_be_kept = True
    query_parameters: tuple[str, ...] = ()
    template = "home/home_page.html"
    subpage_types = ["careers.TeamIndexPage", "careers.PositionIndexPage", "home.StandardPage"]
    page_description = _("The front page: who you are, your teams, a search for positions.")

    content_panels = [
        *Page.content_panels,
        hero_panel(_("Leave empty to use the title.")),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    api_fields = [*HeroMixin.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find index pages without a query, since header and footer have fetched them."""
        indexes = site_indexes(request)
        for index_page in (indexes.teams, indexes.positions):
            if (
                index_page
                and [index_page.slug] == path_components[:1]
                and index_page.is_child_of(self)
            ):
                below = path_components[1:]
                # On the way to a page below, nothing of the index page itself is needed.
                specific_page = index_page.specific_deferred if below else index_page.specific
                return specific_page.route(request, below)
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_images(self.body, page=self)
        return super().get_context(request, *args, **kwargs) | {
            "sections": sections(self.body),
            "open_positions": site_positions(request).number,
            "index_url": site_indexes(request).positions_url,
        }

    def get_api_representation(self, request: HttpRequest, context: dict[str, Any]) -> HomeJSON:
        return {
            "hero": self.represent_hero(request),
            "open_positions": context["open_positions"],
            "positions_url": absolute(context["index_url"], request),
        }


class StandardJSON(TypedDict):
    intro: str


class StandardPage(MetadataMixin, Page):
    """A page of text: privacy, accessibility, how we work."""

    intro = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("One to three sentences.")
    )
    body = BodyField(
        standard_page_blocks,
        blank=True,
        verbose_name=_("sections of the page"),
    )

    api_schema = StandardJSON
    may_be_kept = True
    query_parameters: tuple[str, ...] = ()
    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of text, such as privacy or how you work.")

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]

    api_fields = [APIField("intro"), *MetadataMixin.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_images(self.body, page=self)
        return super().get_context(request, *args, **kwargs) | {
            "parent": self.get_parent(),
            "sections": sections(self.body),
        }

    def get_api_representation(self, request: HttpRequest, context: dict[str, Any]) -> StandardJSON:
        return {"intro": self.intro}
