from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from careers.core.anchors import sections
from careers.core.hero import HeroJSON, HeroMixin, hero_panel
from careers.core.image_presets import filters_of
from careers.core.images import load_images
from careers.core.representation.api_fields import RepresentedField
from careers.core.representation.links import absolute
from careers.core.site_indexes import site_indexes
from careers.core.slug_form import FreeSlugForm
from careers.facts.fact import Fact
from careers.facts.representation import TeamFactsJSON, represent_facts
from careers.facts.revision_content import without_deleted_choices
from careers.facts.shown_facts import ShownFact, shown_facts
from careers.fields import BodyField
from careers.kept.facts import kept
from careers.positions.listing import (
    MAX_SHOWN,
    PAGE_SIZE,
    PositionListing,
    newest_rows,
    requested_rows,
)
from careers.positions.position_page import PositionPage
from careers.positions.representation import PositionSummary, position_summaries
from careers.positions.rows import PositionRow

#: The sections that a new team page starts with, in their order, below the hero.
STARTING_BLOCKS = ("about", "open_positions", "pillars", "latest", "testimonials")
IN_LISTS = filters_of("team_card", "team_row")
PREVIEW_WITHOUT_POSITIONS = "without-positions"


class TeamPositionsJSON(TypedDict):
    """The team's open positions, newest first."""

    total: int
    results: Annotated[list[PositionSummary], Field(description=f"The newest {MAX_SHOWN}.")]
    url: Annotated[str, Field(description="The address of the search for all of them.")]


class TeamJSON(TypedDict):
    hero: HeroJSON
    open_positions: TeamPositionsJSON
    facts: TeamFactsJSON


def _represent_facts(team: Any, request: HttpRequest | None) -> dict[str, Any]:
    return represent_facts(team, "team")


class TeamPage(HeroMixin, Page):
    """A team: what it does, its open positions and its people, composed of blocks."""

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
        blank=True,
        starts_with=STARTING_BLOCKS,
        block_counts={"open_positions": {"max_num": 1}},
        verbose_name=_("sections of the page"),
    )

    shown_images = {
        **HeroMixin.shown_images,
        "hero_image": [*HeroMixin.shown_images["hero_image"], *IN_LISTS],
        "listing_image": IN_LISTS,
    }
    #: Facts that are made of its own fields; those of hosts are made of theirs.
    facts: ClassVar[Sequence[Fact]] = ()
    facts_of = "team"
    api_schema = TeamJSON
    base_form_class = FreeSlugForm
    may_be_kept = True
    query_parameters = ("show",)
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

    api_fields = [
        *HeroMixin.api_fields,
        APIField("listing_image"),
        APIField("facts", serializer=RepresentedField(_represent_facts)),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    def with_content_json(self, content: dict[str, Any]) -> TeamPage:
        page: TeamPage = super().with_content_json(without_deleted_choices(content, "team"))
        return page

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
        self.apply_preview_mode(mode_name)
        return super().serve_preview(request, mode_name)

    def apply_preview_mode(self, mode_name: str) -> None:
        self.previews_without_positions = mode_name == PREVIEW_WITHOUT_POSITIONS

    @property
    def shown_facts(self) -> list[ShownFact]:
        return shown_facts(self, "team")

    @property
    def heading(self) -> str:
        return self.hero_heading or gettext("Meet the %(team)s team") % {"team": self.title}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_images(self.body, page=self)
        page_sections = sections(self.body)
        positions = self.get_positions(request)
        anchors = [
            section.anchor
            for section in page_sections
            if section.block.block_type == "open_positions"
        ]
        return super().get_context(request, *args, **kwargs) | {
            "parent": self.get_parent(),
            "positions": positions,
            "positions_link": f"#{anchors[0]}" if anchors and positions.total else "",
            "sections": page_sections,
        }

    def get_api_representation(self, request: HttpRequest, context: dict[str, Any]) -> TeamJSON:
        """Return the team's own part of the JSON form, with all positions that a page can show."""
        positions = context["positions"]
        keys = _open_keys(request, self.pk) if positions.total else []
        return {
            "hero": self.represent_hero(request),
            "open_positions": {
                "total": positions.total,
                "results": position_summaries(request, keys, PositionPage.objects.all()),
                "url": absolute(positions.elsewhere_url, request),
            },
            "facts": represent_facts(self, "team"),
        }

    def get_positions(self, request: HttpRequest) -> PositionListing:
        """Return the team's open positions, as many as the request's `?show=` asks for."""
        index_url = site_indexes(request, self).positions_url
        if self.pk is None or self.previews_without_positions:
            return PositionListing(index_url=index_url)
        block = self.body.first_block_by_name("open_positions")
        page_size = (block and block.value.get("page_size")) or PAGE_SIZE
        wanted = requested_rows(request.GET.get("show"), page_size)
        rows, total = _open_rows(request, self.pk, wanted)
        return PositionListing(rows, total, page_size, index_url, self.slug)


@kept
def _open_keys(request: HttpRequest | None, team: int) -> list[int]:
    """Return the keys of the newest open positions of a team."""
    positions = PositionPage.objects.open_for(request).filter(team=team).newest_first()
    return list(positions.values_list("pk", flat=True)[:MAX_SHOWN])


@kept
def _open_rows(
    request: HttpRequest | None, team: int, number: int
) -> tuple[list[PositionRow], int]:
    """Return the newest open positions of a team, and how many it has in all."""
    positions = PositionPage.objects.open_for(request).filter(team=team)
    return newest_rows(positions, request, number)
