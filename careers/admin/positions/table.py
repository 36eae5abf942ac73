"""The table of positions, in a listing of its own and in the explorer below their page."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageListingMixin
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.widgets import Button

from careers.admin.embed import embed_buttons
from careers.admin.positions.buttons import QuickActionsColumn
from careers.admin.positions.export import PositionExportMixin
from careers.admin.positions.table_filters import INDEX, listed_positions
from careers.models import PositionLocation, PositionPage
from careers.positions.choices import PositionState
from careers.positions.permissions import works_on_positions

#: Columns whose empty cells come last, whichever way the table is ordered.
WITH_EMPTY_CELLS = {"team__title", "first_location", "posted_date", "closing_date"}


class SelectColumn(BaseColumn):
    """A checkbox for each position, which belongs to the form of the bar below the table."""

    header_template_name = "careers/admin/bulk/select_header.html"
    cell_template_name = "careers/admin/bulk/select_cell.html"

    class Media:
        css = {"all": ["careers/bulk.css"]}
        js = ["careers/bulk.js"]


class PositionTitleColumn(PageTitleColumn):
    """Title and reference; on a narrow screen, where the state's column is far away, the state."""

    cell_template_name = "careers/admin/position_title_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"state": PositionState(instance.state)}


class StateColumn(Column):
    cell_template_name = "careers/admin/state_cell.html"

    class Media:
        css = {"all": ["careers/admin.css"]}

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        state = PositionState(instance.state)
        return context | {
            "state": state,
            "goes_live_at": instance.go_live_at if state == PositionState.SCHEDULED else None,
            "has_unpublished_changes": instance.live and instance.has_unpublished_changes,
        }


class DayColumn(DateColumn):
    """A date without a time, as the language writes it."""

    cell_template_name = "careers/admin/day_cell.html"


def columns() -> list[BaseColumn]:
    return [
        SelectColumn("select"),
        PositionTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("team", label=_("Team"), accessor="team.title", sort_key="team__title"),
        Column(
            "locations",
            label=_("Locations"),
            accessor=lambda position: ", ".join(str(location) for location in position.locations),
            sort_key="first_location",
        ),
        Column(
            "workplace",
            label=_("Workplace"),
            accessor="get_workplace_display",
            sort_key="workplace",
        ),
        StateColumn("state", label=_("State"), sort_key="state"),
        DayColumn("posted_date", label=_("Posted"), sort_key="posted_date"),
        DayColumn("closing_date", label=_("Closing date"), sort_key="closing_date"),
        QuickActionsColumn("actions", label=_("Actions")),
    ]


class PositionListingMixin(PositionExportMixin, PageListingMixin):
    """Rows, filters, order and bulk actions, for the listing and for the explorer."""

    model = PositionPage
    results_template_name = "careers/admin/position_results.html"
    base_columns = columns()
    default_ordering = "-posted_date"
    sort_order_field = None
    request: HttpRequest

    def user_has_any_permission(self, permissions: Any) -> bool:
        return works_on_positions(self.request.user)

    def get_base_queryset(self) -> QuerySet[PositionPage]:
        return self.annotate_queryset(listed_positions(self.request.user, self.bulk_query))

    def annotate_queryset(self, positions: Any) -> Any:
        first = PositionLocation.objects.filter(position=OuterRef("pk")).order_by("sort_order")
        return (
            positions.with_locations_and_types()
            .defer_streamfields()
            .annotate(first_location=Subquery(first.values("location__name")[:1]))
            # Wagtail's cells would otherwise query these in every row:
            .prefetch_related("content_type", "sites_rooted_here")
            .prefetch_workflow_states()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset  # filtered and searched by `listed_positions`

    def search_queryset(self, queryset: Any) -> Any:
        return queryset

    def get_ordering(self) -> str:
        ordering: str = self.request.GET.get("ordering", "")
        return ordering if ordering in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: Any) -> Any:
        key = self.ordering.removeprefix("-")
        column = F(key)
        empty_last = True if key in WITH_EMPTY_CELLS else None
        if self.ordering.startswith("-"):
            return queryset.order_by(column.desc(nulls_last=empty_last), "-pk")
        return queryset.order_by(column.asc(nulls_last=empty_last), "pk")

    @cached_property
    def bulk_query(self) -> Any:
        """Return the parameters that select the same rows again, for an action on all of them."""
        query = self.request.GET.copy()
        for name in (self.page_kwarg, "ordering", "export", "_w_filter_fragment"):
            query.pop(name, None)
        return query

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return [*super().header_more_buttons, *embed_buttons(self.bulk_query)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"bulk_filters": self.bulk_query.urlencode()}


class PositionListingView(PositionListingMixin, IndexView):
    template_name = "careers/admin/positions.html"


class PositionUseView(PositionListingMixin, ContentTypeUseView):
    """List all positions where the report of page types leads."""

    template_name = "careers/admin/positions.html"


class PositionExplorerView(PositionListingMixin, ExplorableIndexView):
    template_name = "careers/admin/positions_explorer.html"

    @property
    def explorable_columns(self) -> list[BaseColumn]:
        return self.columns

    def get(self, request: HttpRequest, parent_page_id: str | None = None) -> HttpResponse:
        return super().get(request, parent_page_id)

    @cached_property
    def bulk_query(self) -> Any:
        query = super().bulk_query
        if not self.is_searching_whole_tree:
            query[INDEX] = str(self.parent_page.pk)
        return query
