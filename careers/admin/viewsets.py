"""The viewsets of the plugin, most of which add an entry to the admin's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from careers.admin.filters import TeamFilterSet
from careers.admin.hidden_pages import ChooseParentInListingView, ChooseParentOfTypeView
from careers.admin.menu import MenuEntryMixin, PositionsMenuItem, TeamsMenuItem
from careers.admin.news_feeds import NewsFeedViewSet
from careers.admin.positions.action_views import PositionActionViewSet
from careers.admin.positions.buttons import NAMESPACE
from careers.admin.positions.editor import PositionEditView, PositionRevertView
from careers.admin.positions.table import (
    PositionExplorerView,
    PositionListingView,
    PositionUseView,
)
from careers.admin.positions.table_filters import PositionFilterSet
from careers.admin.publish_views import ApprovalView, GuardedCopyView
from careers.admin.unpublish_views import TeamPageViewSet
from careers.directory.choosers import LocationChooser, PersonChooser, PositionTypeChooser
from careers.models import Location, Person, PositionPage, PositionType, TeamPage


class TeamListingViewSet(MenuEntryMixin, PageListingViewSet):
    model = TeamPage
    choose_parent_view_class = ChooseParentInListingView
    filterset_class = TeamFilterSet
    name = "careers_teams"
    icon = "group"
    menu_label = _("Teams")
    menu_item_class = TeamsMenuItem
    menu_order = 60


class PositionListingViewSet(MenuEntryMixin, PageListingViewSet):
    model = PositionPage
    choose_parent_view_class = ChooseParentInListingView
    index_view_class = PositionListingView
    filterset_class = PositionFilterSet
    export_filename = "positions"
    name = "careers_positions"
    icon = "clipboard-list"
    menu_label = _("Positions")
    menu_item_class = PositionsMenuItem
    menu_order = 50


class PositionPageViewSet(PageViewSet):
    """Positions in the explorer."""

    model = PositionPage
    index_view_class = PositionExplorerView
    content_type_use_view_class = PositionUseView
    choose_parent_view_class = ChooseParentOfTypeView
    copy_view_class = GuardedCopyView
    edit_view_class = PositionEditView
    revisions_revert_view_class = PositionRevertView
    workflow_action_view_class = ApprovalView
    filterset_class = PositionFilterSet
    export_filename = "positions"


class PersonViewSet(MenuEntryMixin, SnippetViewSet):
    model = Person
    chooser_viewset_class = PersonChooser
    icon = "user"
    menu_label = _("People")
    menu_order = 200
    list_display = ["name", "job_title", "unit"]
    list_filter = ["unit"]


class LocationViewSet(MenuEntryMixin, SnippetViewSet):
    model = Location
    chooser_viewset_class = LocationChooser
    icon = "careers-location"
    menu_label = _("Locations")
    menu_order = 420
    list_display = ["name", "locality", "country"]
    list_filter = ["country"]


class PositionTypeViewSet(MenuEntryMixin, SnippetViewSet):
    model = PositionType
    chooser_viewset_class = PositionTypeChooser
    icon = "tag"
    menu_label = _("Position types")
    menu_order = 430
    list_display = ["name", "order", "employment_type"]


VIEWSETS = [
    PositionActionViewSet(NAMESPACE),
    TeamListingViewSet("careers_teams"),
    PositionListingViewSet("careers_positions"),
    PositionPageViewSet("careers_position_pages"),
    TeamPageViewSet("careers_team_pages"),
    PersonViewSet(),
    NewsFeedViewSet(),
    LocationViewSet(),
    PositionTypeViewSet(),
]
