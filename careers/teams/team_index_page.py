from __future__ import annotations

from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from careers.core.metadata import Metadata, MetadataMixin
from careers.core.numbered_pages import NumberedPages, requested_page
from careers.core.own_state import OwnStateMixin
from careers.core.representation.links import absolute
from careers.core.site_indexes import IndexPageMixin, site_indexes
from careers.teams.listed_teams import ListedTeams
from careers.teams.representation import TeamSummary, represent_team_card
from careers.teams.team_cards import team_cards
from careers.teams.team_page import TeamPage

TEAMS_PER_PAGE = 24


class NumberedTeamsJSON(TypedDict):
    """A page of the list of teams."""

    total: int
    page: int
    pages: int
    results: list[TeamSummary]
    next: Annotated[str | None, Field(description="The address of the next page.")]
    previous: str | None


class TeamIndexJSON(TypedDict):
    intro: str
    open_positions: Annotated[int, Field(description="How many all teams have together.")]
    positions_url: str
    teams: NumberedTeamsJSON


class TeamIndexPage(OwnStateMixin, IndexPageMixin, MetadataMixin, Page):
    """The list of a site's teams, in numbered pages."""

    intro = models.TextField(
        _("introduction"), max_length=600, blank=True, help_text=_("One to three sentences.")
    )

    api_schema = TeamIndexJSON
    may_be_kept = True
    query_parameters = ("page",)
    template = "careers/pages/team_index_page.html"
    index_of = "teams"
    subpage_types = ["careers.TeamPage"]
    page_description = _("Lists all teams, each with the number of its open positions.")

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    api_fields = [APIField("intro"), *MetadataMixin.api_fields]

    class Meta:
        verbose_name = _("team index page")
        verbose_name_plural = _("team index pages")

    def get_routable_children(self) -> Any:
        return TeamPage.objects.child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        teams = ListedTeams(self, request)
        asked_for = requested_page(request.GET.get("page"))
        shown = Paginator(teams.keys, TEAMS_PER_PAGE).get_page(asked_for)
        index_url = self.get_url(request) or ""
        return super().get_context(request, *args, **kwargs) | {
            "teams": team_cards(request, tuple(shown)),
            "pages": NumberedPages(shown, lambda number: f"{index_url}{_query_of(number)}"),
            "metadata": Metadata(self, request, query=_query_of(shown.number)),
            "open_positions": teams.open_positions,
            "index_url": site_indexes(request, self).positions_url,
        }

    def get_api_representation(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> TeamIndexJSON:
        pages = context["pages"]
        return {
            "intro": self.intro,
            "open_positions": context["open_positions"],
            "positions_url": absolute(context["index_url"], request),
            "teams": {
                "total": pages.page.paginator.count,
                "page": pages.page.number,
                "pages": pages.page.paginator.num_pages,
                "results": [represent_team_card(card, request) for card in context["teams"]],
                "next": absolute(pages.next, request) or None,
                "previous": absolute(pages.previous, request) or None,
            },
        }


def _query_of(page: int) -> str:
    return f"?page={page}" if page > 1 else ""
