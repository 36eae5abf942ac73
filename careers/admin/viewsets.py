"""What the plugin adds to the admin's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from careers.admin.choosers import LocationChooser, PersonChooser, PositionTypeChooser
from careers.admin.menu import PositionsMenuItem, TeamsMenuItem
from careers.admin.news import NewsFeedViewSet
from careers.admin.positions.editor import PositionEditView, PositionRevertView
from careers.admin.positions.filters import PositionFilterSet
from careers.admin.positions.listing import (
    PositionExplorerView,
    PositionListingView,
    PositionUseView,
)
from careers.admin.positions.step_views import POSITION_STEPS
from careers.admin.publishing import ApprovalView
from careers.admin.unpublishing import TeamPages
from careers.models import Location, Person, PositionPage, PositionType, TeamPage


class TeamListing(PageListingViewSet):
    model = TeamPage
    name = "careers_teams"
    icon = "group"
    menu_label = _("Teams")
    menu_item_class = TeamsMenuItem
    menu_order = 60
    add_to_admin_menu = True


class PositionListing(PageListingViewSet):
    model = PositionPage
    index_view_class = PositionListingView
    filterset_class = PositionFilterSet
    export_filename = "positions"
    name = "careers_positions"
    icon = "clipboard-list"
    menu_label = _("Positions")
    menu_item_class = PositionsMenuItem
    menu_order = 50
    add_to_admin_menu = True


class PositionPages(PageViewSet):
    """Positions in the explorer."""

    model = PositionPage
    index_view_class = PositionExplorerView
    content_type_use_view_class = PositionUseView
    edit_view_class = PositionEditView
    revisions_revert_view_class = PositionRevertView
    workflow_action_view_class = ApprovalView
    filterset_class = PositionFilterSet
    export_filename = "positions"


class PersonViewSet(SnippetViewSet):
    model = Person
    chooser_viewset_class = PersonChooser
    icon = "user"
    menu_label = _("People")
    menu_order = 200
    add_to_admin_menu = True
    list_display = ["name", "role", "unit"]
    list_filter = ["unit"]


class LocationViewSet(SnippetViewSet):
    model = Location
    chooser_viewset_class = LocationChooser
    icon = "careers-place"
    menu_label = _("Locations")
    menu_order = 420
    add_to_admin_menu = True
    list_display = ["name", "locality", "country"]
    list_filter = ["country"]


class PositionTypeViewSet(SnippetViewSet):
    model = PositionType
    chooser_viewset_class = PositionTypeChooser
    icon = "tag"
    menu_label = _("Position types")
    menu_order = 430
    add_to_admin_menu = True
    list_display = ["name", "order", "employment_type"]


VIEWSETS = [
    POSITION_STEPS,
    TeamListing("careers_teams"),
    PositionListing("careers_positions"),
    PositionPages("careers_position_pages"),
    TeamPages("careers_team_pages"),
    PersonViewSet(),
    NewsFeedViewSet(),
    LocationViewSet(),
    PositionTypeViewSet(),
]
