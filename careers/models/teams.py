from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from careers.admin.slug_form import FreeSlugForm
from careers.core.anchors import sections
from careers.core.images import load_images
from careers.fields import BodyField
from careers.models.hero import HeroMixin, hero_panel
from careers.models.sharing import SharingMixin
from careers.positions.listing import PAGE_SIZE, PositionListing, list_positions
from careers.positions.search.indexing import index_team
from careers.teams import team_cards
from careers.tree import DirectRouteMixin, SiteIndexes

#: The parts that a new team page starts with, in their order; the hero stands above them.
MODEL_PAGE = ("about", "open_positions", "pillars", "latest", "testimonials")
PREVIEW_WITHOUT_POSITIONS = "without-positions"


class TeamIndexPage(DirectRouteMixin, SharingMixin, Page):
    """The list of a site's teams."""

    intro = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("One to three sentences.")
    )

    template = "careers/pages/team_index_page.html"
    max_count_per_parent = 1
    subpage_types = ["careers.TeamPage"]
    page_description = _("Lists all teams, each with the number of its open positions.")

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("team index page")
        verbose_name_plural = _("team index pages")

    def get_routable_children(self) -> Any:
        return TeamPage.objects.child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cards = team_cards(self, request)
        return super().get_context(request, *args, **kwargs) | {
            "teams": cards,
            "open_positions": sum(team.open_positions for team in cards),
            "index_url": SiteIndexes.of(request).positions_url,
        }


class TeamPage(HeroMixin, Page):
    """What a team is, whom it looks for and who is in it, composed of blocks."""

    listing_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture in lists"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands beside the team's name in lists. Empty: the picture of the page."),
    )
    body = BodyField(
        "careers.blocks.catalogue.team_page_blocks",
        blank=True,
        starts_with=MODEL_PAGE,
        block_counts={"open_positions": {"max_num": 1}},
        verbose_name=_("parts of the page"),
    )

    base_form_class = FreeSlugForm
    template = "careers/pages/team_page.html"
    listing_template = "careers/partials/position_listing.html"
    rows_id = "open-positions-rows"
    parent_page_types = ["careers.TeamIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Presents a team: what it does, its open positions, its people.")
    preview_modes = [
        ("", _("As it is")),
        (PREVIEW_WITHOUT_POSITIONS, _("Without open positions")),
    ]
    previews_without_positions = False

    content_panels = [
        TitleFieldPanel("title", placeholder=_("Team's name*"), help_text=_("For example: Mobile")),
        hero_panel(_("Leave empty for “Meet the … team”, with the team's name.")),
        FieldPanel("body"),
    ]
    promote_panels = [*HeroMixin.promote_panels, FieldPanel("listing_image")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("hero_heading"),
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if "title" in (kwargs.get("update_fields") or ["title"]):
            index_team(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if HtmxDetails(request).target == self.rows_id:
            response = TemplateResponse(
                request,
                self.listing_template,
                {"page": self, "positions": self.get_positions(request)},
            )
        else:
            response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Target"])
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        self.previews_without_positions = mode_name == PREVIEW_WITHOUT_POSITIONS
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    @property
    def heading(self) -> str:
        return self.hero_heading or gettext("Meet the %(team)s team") % {"team": self.title}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_images(self.body, page=self)
        page_sections = sections(self.body)
        positions = self.get_positions(request)
        anchors = [
            part.anchor for part in page_sections if part.block.block_type == "open_positions"
        ]
        return super().get_context(request, *args, **kwargs) | {
            "parent": self.get_parent(),
            "positions": positions,
            "positions_link": f"#{anchors[0]}" if anchors and positions.total else "",
            "sections": page_sections,
        }

    def get_positions(self, request: HttpRequest) -> PositionListing:
        """The team's open positions, as many as the request's `?show=` asks for."""
        if self.pk is None or self.previews_without_positions:
            return PositionListing(index_url=SiteIndexes.of(request).positions_url)
        block = self.body.first_block_by_name("open_positions")
        return list_positions(
            SiteIndexes.of(request).all_open_positions().filter(team=self),
            request,
            page_size=(block and block.value.get("page_size")) or PAGE_SIZE,
            index_url=SiteIndexes.of(request).positions_url,
            team=self.slug,
        )
