"""What the plugin adds to the admin's menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from careers.admin.choosers import LocationChooser, PersonChooser, PositionTypeChooser
from careers.admin.news import NewsFeedViewSet
from careers.models import Location, Person, PositionPage, PositionType, TeamPage


class TeamListing(PageListingViewSet):
    model = TeamPage
    name = "careers_teams"
    icon = "group"
    menu_label = _("Teams")
    menu_order = 110
    add_to_admin_menu = True


class PositionListing(PageListingViewSet):
    model = PositionPage
    name = "careers_positions"
    icon = "clipboard-list"
    menu_label = _("Positions")
    menu_order = 120
    add_to_admin_menu = True


class PersonViewSet(SnippetViewSet):
    model = Person
    chooser_viewset_class = PersonChooser
    icon = "user"
    menu_label = _("People")
    menu_order = 130
    add_to_admin_menu = True
    list_display = ["name", "role", "unit"]
    list_filter = ["unit"]


class LocationViewSet(SnippetViewSet):
    model = Location
    chooser_viewset_class = LocationChooser
    icon = "site"
    menu_label = _("Locations")
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["name", "locality", "country"]
    list_filter = ["country"]


class PositionTypeViewSet(SnippetViewSet):
    model = PositionType
    chooser_viewset_class = PositionTypeChooser
    icon = "tag"
    menu_label = _("Position types")
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "order", "employment_type"]


VIEWSETS = [
    TeamListing("careers_teams"),
    PositionListing("careers_positions"),
    PersonViewSet(),
    NewsFeedViewSet(),
    LocationViewSet(),
    PositionTypeViewSet(),
]
