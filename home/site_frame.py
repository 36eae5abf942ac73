"""What surrounds every page of the site: brand, header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings as django_settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, Site

from careers.core.careers_settings import careers_settings
from careers.core.image_presets import SHARED_FILTER, STAND_INS
from careers.core.images import existing_rendition, prefetch_renditions
from careers.core.representation.public_pages import is_published
from careers.core.site_indexes import site_indexes
from careers.core.stream_values import stored_items
from careers.kept.facts import kept
from careers.models import CareersSettings
from careers.positions.site_positions import site_positions
from home.icons import ICON_SPECS, IconLink, icon_links
from home.models import BrandSettings, FooterSettings, NavigationSettings
from home.models.brand import LOGO_FILTER

Setting = TypeVar("Setting", bound=BaseSiteSetting)
SETTINGS = (BrandSettings, NavigationSettings, FooterSettings)
IMAGE_FIELDS = (
    "brandsettings__logo",
    "brandsettings__logo_on_dark",
    "brandsettings__icon",
)

#: A column of teams or locations has so many links at the most, and then one to all of them.
MAX_LINKS_IN_COLUMN = 12
SHOWN_IN_LINKS = ("title", "url_path", "path", "depth", "live", "locale_id", "content_type_id")
IMAGE_SPECS = (LOGO_FILTER.spec, *ICON_SPECS, SHARED_FILTER.spec)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    #: The value of `aria-current`: "page" on the page itself, "true" below it, "" elsewhere.
    current: str = ""


@dataclass(frozen=True)
class Column:
    title: str
    links: list[Link]


class SiteFrame:
    """Brand, header and footer of the request's site, fetched when a template asks for them."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def may_be_editor(self) -> bool:
        """Whether somebody may be signed in; asks neither the database nor for `Vary: Cookie`."""
        return django_settings.SESSION_COOKIE_NAME in self.request.COOKIES

    @property
    def positions_url(self) -> str:
        return site_indexes(self.request).positions_url

    @property
    def brand(self) -> BrandSettings:
        return self._setting(BrandSettings)

    @property
    def logo(self) -> AbstractRendition | None:
        return logo_rendition(self.brand.logo)

    @property
    def logo_on_dark(self) -> AbstractRendition | None:
        return logo_rendition(self.brand.logo_on_dark)

    @property
    def employer(self) -> CareersSettings:
        return careers_settings(self.request)

    @property
    def name(self) -> str:
        """What the header calls the site."""
        return self.brand.name or gettext("Careers")

    @property
    def icons(self) -> list[IconLink]:
        return icon_links(self.brand.icon)

    @cached_property
    def footer(self) -> FooterSettings:
        return self._setting(FooterSettings)

    @cached_property
    def navigation(self) -> list[Link]:
        links = navigation_links(self.request)
        return [replace(link, current=self._current(link.url)) for link in links]

    @property
    def current(self) -> tuple[str, ...]:
        """What the header depends on besides the content: where the request is."""
        return tuple(link.current for link in self.navigation)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the footer that have anything in them."""
        columns = [
            Column(block["value"].get("title", ""), self._column_links(block))
            for block in self.footer.columns.raw_data
        ]
        return [column for column in columns if column.links]

    def _setting(self, model: type[Setting]) -> Setting:
        """The site's settings of one kind, with their defaults where nobody has saved any."""
        setting: Setting = site_settings(self.request)[model]
        return setting

    def _column_links(self, block: Mapping[str, Any]) -> list[Link]:
        if block["type"] == "teams":
            return self._teams()
        if block["type"] == "locations":
            return self._locations()
        return _links(self.request, _column_values(block))

    def _teams(self) -> list[Link]:
        teams = site_indexes(self.request).teams
        if teams is None:
            return []
        below = [page for page in linked_pages(self.request).values() if page.is_child_of(teams)]
        links = [Link(page.title, page.get_url(self.request) or "") for page in below]
        everything = Link(gettext("All teams"), teams.get_url(self.request) or "")
        return _limited(links, everything)

    def _locations(self) -> list[Link]:
        if not self.positions_url:
            return []
        links = [
            Link(name, f"{self.positions_url}?{urlencode({'location': slug})}")
            for name, slug in locations_in_column(self.request)
        ]
        return _limited(links, Link(gettext("All positions"), self.positions_url))

    def _current(self, address: str) -> str:
        if self.request.path == address:
            return "page"
        is_above = len(address) > 1 and self.request.path.startswith(address)
        return "true" if is_above else ""


def logo_rendition(image: AbstractImage | None) -> AbstractRendition | None:
    """The logo as it is cut, or what stands in for it."""
    rendition: AbstractRendition | None = image and existing_rendition(
        image, LOGO_FILTER, *STAND_INS
    )
    return rendition


@kept
def site_settings(request: HttpRequest | None) -> dict[type[BaseSiteSetting], Any]:
    """Brand, navigation and footer of the request's site, by their models.

    Where nobody has saved any, they have their defaults.
    """
    names = {model: str(model._meta.model_name) for model in SETTINGS}
    site = Site.find_for_request(request)
    if site is not None:
        site = Site.objects.select_related(*names.values(), *IMAGE_FIELDS).get(pk=site.pk)
    settings = {model: getattr(site, name, None) or model() for model, name in names.items()}
    brand = settings[BrandSettings]
    images = [brand.logo, brand.logo_on_dark, brand.icon, careers_settings(request).social_image]
    prefetch_renditions(images, IMAGE_SPECS)
    return settings


@kept
def navigation_links(request: HttpRequest | None) -> list[Link]:
    """The links of the header, none of them marked as the current one."""
    items = site_settings(request)[NavigationSettings].items.raw_data
    return _links(request, (block["value"] for block in items))


@kept
def linked_pages(request: HttpRequest | None) -> dict[int, Page]:
    """The live and public pages that header and footer link to, all teams included."""
    settings = site_settings(request)
    blocks = [
        *settings[NavigationSettings].items.raw_data,
        *settings[FooterSettings].columns.raw_data,
    ]
    links = [value for block in blocks for value in (block["value"], *_column_values(block))]
    wanted = Q(pk__in={link["page"] for link in links if link.get("page")})
    teams = site_indexes(request).teams
    if teams is not None:
        # By the interval, for which any database has an index: SQLite has none for beginnings.
        below = Page._get_children_path_interval(teams.path)
        children = Page.objects.live().filter(path__range=below, depth=teams.depth + 1)
        some = children.order_by("path").values("pk")[: MAX_LINKS_IN_COLUMN + 1]
        wanted |= Q(pk__in=some)
    pages = Page.objects.live().filter(wanted).order_by().only(*SHOWN_IN_LINKS)
    in_order = sorted(pages, key=lambda page: page.path)
    return {page.pk: page for page in in_order if is_published(page, request)}


@kept
def locations_in_column(request: HttpRequest | None) -> list[tuple[str, str]]:
    """Names and slugs of the site's locations, one more at the most than a column shows."""
    names = site_positions(request).locations.order_by("name").values_list("name", "slug")
    return list(names[: MAX_LINKS_IN_COLUMN + 1])


def _links(request: HttpRequest | None, values: Iterable[Mapping[str, Any]]) -> list[Link]:
    """Links to live pages and to other sites, from values as they are stored."""
    addresses = ((value, _address(request, value)) for value in values)
    return [Link(value.get("label", ""), address) for value, address in addresses if address]


def _address(request: HttpRequest | None, value: Mapping[str, Any]) -> str:
    """Where a stored link leads, or "" where its page is gone or not for everybody."""
    address = value.get("url") or ""
    if value.get("page"):
        page = linked_pages(request).get(value["page"])
        address = (page.get_url(request) or "") if page else ""
    fragment = value.get("fragment")
    return f"{address}#{fragment}" if address and fragment else address


def _limited(links: list[Link], everything: Link) -> list[Link]:
    if len(links) <= MAX_LINKS_IN_COLUMN:
        return links
    return [*links[:MAX_LINKS_IN_COLUMN], everything]


def _column_values(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The links of a column as they are stored."""
    return stored_items(block["value"].get("links"))


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `site_frame` in every template, made only where it is used."""
    return {"site_frame": SimpleLazyObject(lambda: SiteFrame(request))}
