"""Where the index pages of a site stand, and how a request finds its way below them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from careers.clock import LocalDays

Result = TypeVar("Result")
TEAM_INDEX = "teamindexpage"
POSITION_INDEX = "positionindexpage"


class SiteIndexes:
    """The index pages of a request's site, in the active language where the site has one.

    All are found with one query, once a request. They are plain `Page`s: title and address.
    """

    def __init__(self, request: HttpRequest | None) -> None:
        self.request = request
        self._made: dict[Hashable, Any] = {}

    @classmethod
    def of(cls, request: HttpRequest | None) -> SiteIndexes:
        if request is None:
            return cls(None)
        if not hasattr(request, "_careers_indexes"):
            request._careers_indexes = cls(request)  # type: ignore[attr-defined]
        indexes: SiteIndexes = request._careers_indexes  # type: ignore[attr-defined]
        return indexes

    @property
    def teams(self) -> Page | None:
        return self._found.get(TEAM_INDEX)

    @property
    def positions(self) -> Page | None:
        return self._found.get(POSITION_INDEX)

    @cached_property
    def positions_url(self) -> str:
        """The address of the list of positions, or "" where the site has none."""
        return (self.positions.get_url(self.request) or "") if self.positions else ""

    @cached_property
    def days(self) -> LocalDays:
        """What day it is on every site."""
        return LocalDays()

    def is_public(self, page: Page) -> bool:
        """Whether everybody may see `page` once it is live."""
        return not page.path.startswith(tuple(self._private))

    def all_open_positions(self) -> Any:
        """The open positions of all sites; what decides over them is asked for once a request."""
        positions = apps.get_model("careers.PositionPage").objects
        return self.once(
            "open positions", lambda: positions.open(private=self._private, days=self.days)
        ).all()

    def open_positions(self) -> Any:
        """The site's open positions."""
        found = self.all_open_positions()
        return found.child_of(self.positions) if self.positions else found.none()

    @cached_property
    def open_by_team(self) -> list[tuple[int, int, int]]:
        """Each team that has open positions: its key, their number on all sites and on this one."""
        positions = self.all_open_positions()
        here = positions.child_of_q(self.positions) if self.positions else Q(pk__in=[])
        teams = positions.order_by().values_list("team")
        return list(teams.annotate(Count("pk"), here=Count("pk", filter=here)))

    @property
    def number_open(self) -> int:
        """How many of the site's positions are open."""
        return sum(here for _team, _everywhere, here in self.open_by_team)

    def once(self, name: Hashable, make: Callable[[], Result]) -> Result:
        """What `make` returns, the first time that `name` is asked for in this request."""
        if name not in self._made:
            self._made[name] = make()
        found: Result = self._made[name]
        return found

    @cached_property
    def _private(self) -> list[str]:
        return private_paths()

    @cached_property
    def _found(self) -> dict[str, Page]:
        site = Site.find_for_request(self.request) if self.request else None
        if site is None:
            return {}
        pages = (
            Page.objects.live()
            .descendant_of(site.root_page.localized, inclusive=True)
            .filter(
                content_type__app_label="careers",
                content_type__model__in=[TEAM_INDEX, POSITION_INDEX],
            )
            .select_related("content_type")
            .order_by()
        )
        # Of several, the first in the tree stays.
        last_first = sorted(pages, key=lambda page: page.path, reverse=True)
        return {page.content_type.model: page for page in last_first}


def private_paths() -> list[str]:
    """The `path` of each page that not everybody may see; nor may they see what is below it.

    An alias is as private as the page that it shows.
    """
    restrictions = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    return sorted({path for paths in restrictions for path in paths if path})


class DirectRouteMixin:
    """For an index page: fetches the child that a request asks for in one query."""

    def get_routable_children(self) -> Any:
        """The queryset of this page's children, with what their own pages show."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)  # type: ignore[misc]
        slug, *remaining = path_components
        found = self.get_routable_children().filter(slug=slug).order_by()  # there is one at most
        child = next(iter(found), None)
        if child is None:
            raise Http404
        child._cached_parent_obj = self  # treebeard's own cache: spares a query for the parent
        return child.route(request, remaining)
