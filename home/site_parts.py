"""What surrounds every page of the site, as JSON: brand, navigation and footer."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.api.site_parts import SitePart
from careers.core.representation.images import RenditionJSON, represent_rendition
from careers.core.representation.links import absolute
from home.site_frame import Link, SiteFrame

Colour = Annotated[str, Field(description="As CSS has it.", examples=["#ff4b1f"])]


class BrandJSON(TypedDict):
    """The name, the logo and the one colour of the site."""

    name: str
    full_name: Annotated[str, Field(description="The name with the word after it.")]
    logo: RenditionJSON | None
    logo_on_dark: Annotated[RenditionJSON | None, Field(description="For screens that are dark.")]
    accent: Colour


class LinkJSON(TypedDict):
    label: str
    url: str


class ColumnJSON(TypedDict):
    """A column of the footer."""

    title: str
    links: list[LinkJSON]


class FooterJSON(TypedDict):
    columns: list[ColumnJSON]
    note: Annotated[str, Field(description="The last line.")]


def brand(request: HttpRequest) -> BrandJSON:
    frame = SiteFrame(request)
    return {
        "name": frame.name,
        "full_name": frame.brand.full_name,
        "logo": represent_rendition(frame.logo, request),
        "logo_on_dark": represent_rendition(frame.logo_on_dark, request),
        "accent": frame.brand.accent,
    }


def navigation(request: HttpRequest) -> list[LinkJSON]:
    return [_link(link, request) for link in SiteFrame(request).navigation]


def footer(request: HttpRequest) -> FooterJSON:
    frame = SiteFrame(request)
    return {
        "columns": [
            {"title": column.title, "links": [_link(link, request) for link in column.links]}
            for column in frame.columns
        ],
        "note": frame.footer.note,
    }


SITE_PARTS = (
    SitePart("brand", BrandJSON, brand),
    SitePart("navigation", list[LinkJSON], navigation),
    SitePart("footer", FooterJSON, footer),
)


def _link(link: Link, request: HttpRequest) -> LinkJSON:
    return {"label": link.label, "url": absolute(link.url, request)}
