"""The index page of positions, which is the search page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails
from typing_extensions import TypedDict
from wagtail.models import Page

from careers.core.metadata import Metadata, MetadataMixin
from careers.core.representation.links import absolute
from careers.core.site_indexes import IndexPageMixin
from careers.positions.permissions import LEAVE_TO_OTHERS, PositionIndexPermissionsMixin
from careers.positions.position_page import PositionPage
from careers.positions.querysets import PositionQuerySet
from careers.search.parameters import PositionFilters, search_parameters
from careers.search.representation import PositionSearchJSON, represent_search
from careers.search.results import PositionSearch
from careers.search.search import search_positions


class PositionIndexJSON(TypedDict):
    search: PositionSearchJSON


class PositionIndexPage(PositionIndexPermissionsMixin, IndexPageMixin, MetadataMixin, Page):
    """All open positions of a site."""

    api_schema = PositionIndexJSON
    may_be_kept = True
    template = "careers/pages/position_index_page.html"
    results_template = "careers/partials/search_results.html"
    results_id = "search-results"
    index_of = "positions"
    subpage_types = ["careers.PositionPage"]
    page_description = _("Lists all open positions; every position stands under it.")

    class Meta:
        verbose_name = _("position index page")
        verbose_name_plural = _("position index pages")
        permissions = [(LEAVE_TO_OTHERS, "Leave positions to others")]

    @property
    def query_parameters(self) -> tuple[str, ...]:
        return search_parameters()

    def get_routable_children(self) -> PositionQuerySet:
        return PositionPage.objects.child_of(self).with_locations_and_types()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_part = HtmxDetails(request).target == self.results_id
        if is_part:
            context = {"page": self} | self._results(request)
            response = TemplateResponse(request, self.results_template, context)
        else:
            response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Target"])
        return response

    def search(self, request: HttpRequest) -> PositionSearch:
        """Return the search for the request's query string; its errors are ignored."""
        filters, _errors = PositionFilters.parse(request.GET)
        return search_positions(self, request, filters)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        results = self._results(request)
        search = results["search"]
        return super().get_context(request, *args, **kwargs) | {
            **results,
            "metadata": Metadata(
                self, request, search.heading, search.description, search.canonical.querystring()
            ),
        }

    def get_api_representation(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any]:
        search = context["search"]
        index_url = absolute(context["index_url"], request)
        return {
            "search": represent_search(
                search, lambda filters: f"{index_url}{filters.querystring()}"
            ),
            "robots": "" if search.is_for_search_engines else "noindex, follow",
        }

    def _results(self, request: HttpRequest) -> dict[str, Any]:
        """What the template of the results shows."""
        search, index_url = self.search(request), self.get_url(request) or ""
        return {"search": search, "index_url": index_url, "pages": search.pages(index_url)}
