"""What surrounds every page of the site: brand, header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from careers.models import (
    CareersSettings,
    Location,
    PositionIndexPage,
    TeamIndexPage,
    TeamPage,
)
from careers.tree import find_index_page, index_url
from home.models import BrandSettings, FooterSettings, NavigationSettings


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Column:
    title: str
    links: list[Link]


class Shell:
    """Brand, header and footer of the request's site; each is fetched when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def brand(self) -> BrandSettings:
        return BrandSettings.for_request(self.request)

    @cached_property
    def employer(self) -> CareersSettings:
        return CareersSettings.for_request(self.request)

    @property
    def positions_url(self) -> str:
        return index_url(PositionIndexPage, self.request)

    @cached_property
    def footer_note(self) -> str:
        return str(self._footer.note)

    @cached_property
    def navigation(self) -> list[Link]:
        items = NavigationSettings.for_request(self.request).items
        return self._links(item.value for item in items)

    @cached_property
    def columns(self) -> list[Column]:
        makers = {
            "links": lambda value: self._links(value["links"]),
            "teams": lambda value: self._teams(),
            "locations": lambda value: self._locations(),
        }
        columns = (
            Column(block.value["title"], makers[block.block_type](block.value))
            for block in self._footer.columns
        )
        return [column for column in columns if column.links]

    @cached_property
    def _footer(self) -> FooterSettings:
        return FooterSettings.for_request(self.request)

    def _links(self, values: Any) -> list[Link]:
        links = (Link(value["label"], value.link(self.request)) for value in values)
        return [Link(link.label, link.url, self._is_current(link.url)) for link in links if link.url]

    def _is_current(self, url: str) -> bool:
        path = url.partition("#")[0]
        return path != "/" and "#" not in url and self.request.path.startswith(path)

    def _teams(self) -> list[Link]:
        team_index = find_index_page(TeamIndexPage, self.request)
        if team_index is None:
            return []
        teams = TeamPage.objects.child_of(team_index).live().public().order_by("path")
        fields = teams.only("title", "slug", "url_path", "locale", "path", "depth")
        return [Link(team.title, team.get_url(self.request) or "") for team in fields]

    def _locations(self) -> list[Link]:
        address = index_url(PositionIndexPage, self.request)
        if not address:
            return []
        names = Location.objects.order_by("name").values_list("name", "slug")
        return [Link(name, f"{address}?{urlencode({'location': slug})}") for name, slug in names]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template, made only where it is used."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
