"""The JSON form of pages: what all of them have, and what each type says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, get_type_hints

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.models import Page, Site

from careers.core.metadata import Metadata
from careers.core.moments import aware
from careers.core.representation.api_fields import represent_api_fields
from careers.core.representation.block_forms import DateTimeString, make_typed_dict
from careers.core.representation.links import (
    PageLinkJSON,
    absolute,
    language_of,
    pages_address,
    represent_page_link,
)
from careers.core.representation.public_pages import is_published, published_translations
from careers.fields import BodyField


class TranslationJSON(TypedDict):
    """The same page in another language."""

    locale: str
    path: str
    url: str


class SharedImageJSON(TypedDict):
    url: str
    width: Annotated[int, Field(description="In pixels.")]
    height: Annotated[int, Field(description="In pixels.")]
    alt: str


class OpenGraphJSON(TypedDict):
    """The values of `meta` elements with the property `og:…`."""

    type: str
    title: str
    description: str
    url: str
    site_name: str
    locale: Annotated[str, Field(examples=["en_GB"])]
    image: SharedImageJSON | None


class AlternateJSON(TypedDict):
    """A `link` element with `rel="alternate"`."""

    hreflang: str
    href: str


class HeadJSON(TypedDict):
    """What stands in the `head` of the page, ready to print."""

    title: str
    description: str
    canonical: str
    robots: Annotated[str, Field(description="“” where nothing has to be said to robots.")]
    alternates: list[AlternateJSON]
    open_graph: OpenGraphJSON


class PageJSON(PageLinkJSON):
    """What all pages have."""

    first_published_at: DateTimeString | None
    last_published_at: DateTimeString | None
    translations: Annotated[
        list[TranslationJSON], Field(description="The same page in the site's other languages.")
    ]
    ancestors: Annotated[
        list[PageLinkJSON], Field(description="The pages above it, from the front page on.")
    ]
    head: HeadJSON


def represent_page(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the form of a page, made of what its template gets.

    A page type has its own fields by `get_api_representation(request, context)`, and their type in
    `api_schema`. Of others, those in `api_fields` are told.
    """
    context = page.get_context(request)
    represent = getattr(page, "get_api_representation", None)
    own: dict[str, Any] = (
        represent(request, context)
        if represent
        else {"fields": represent_api_fields(page, request)}
    )
    bodies = {
        name: getattr(page, name).stream_block.get_api_representation(getattr(page, name), context)
        for name in _body_fields(type(page))
    }
    robots = own.pop("robots", "")
    translations = _translations(page, request)
    return {
        **represent_page_link(page, request),
        "first_published_at": _moment(page.first_published_at),
        "last_published_at": _moment(page.last_published_at),
        "translations": translations,
        "ancestors": _ancestors(page, request),
        "head": _head(page, request, context.get("metadata"), robots, translations),
        **own,
        **bodies,
    }


def page_schema(model: type[Page]) -> type:
    """Return the type of `represent_page` for a page type, told apart by its `type`."""
    own = getattr(model, "api_schema", None)
    fields = get_type_hints(PageJSON, include_extras=True) | {
        "type": Literal[model._meta.label],
        **(get_type_hints(own, include_extras=True) if own else {"fields": dict[str, Any]}),
        **{
            name: field.stream_block.get_api_schema() for name, field in _body_fields(model).items()
        },
    }
    made: type = make_typed_dict(model.__name__, fields)
    made.__doc__ = (own and own.__doc__) or str(model.get_page_description() or "") or None
    return made


def _body_fields(model: type[Page]) -> dict[str, BodyField]:
    return {field.name: field for field in model._meta.get_fields() if isinstance(field, BodyField)}


def _head(
    page: Any,
    request: HttpRequest,
    metadata: Metadata | None,
    robots: str,
    translations: list[TranslationJSON],
) -> HeadJSON:
    address = absolute(page.get_full_url(request) or "", request)
    if metadata is None:  # a page type of the host
        title, description = page.seo_title or page.title, page.search_description
        site = Site.find_for_request(request)
        graph = OpenGraphJSON(
            type="website",
            title=title,
            description=description,
            url=address,
            site_name=(site and site.site_name) or "",
            locale="",
            image=None,
        )
    else:
        title, description = metadata.title, metadata.description
        address = absolute(metadata.url, request)
        graph = _open_graph(metadata, address)
    own = AlternateJSON(hreflang=language_of(page, request), href=address)
    others = [AlternateJSON(hreflang=item["locale"], href=item["url"]) for item in translations]
    return {
        "title": title,
        "description": description,
        "canonical": address,
        "robots": robots,
        "alternates": [own, *others] if others else [],
        "open_graph": graph,
    }


def _open_graph(metadata: Metadata, address: str) -> OpenGraphJSON:
    image = metadata.image
    return {
        "type": "website",
        "title": metadata.title,
        "description": metadata.description,
        "url": address,
        "site_name": metadata.site_name,
        "locale": metadata.locale,
        "image": SharedImageJSON(
            url=image.url, width=image.width, height=image.height, alt=image.alt
        )
        if image
        else None,
    }


def _translations(page: Page, request: HttpRequest) -> list[TranslationJSON]:
    if not page.pk:
        return []
    links = [represent_page_link(other, request) for other in published_translations(page, request)]
    return [
        {"locale": link["locale"], "path": link["path"], "url": link["url"]}
        for link in links
        if link["url"]
    ]


def _ancestors(page: Page, request: HttpRequest) -> list[PageLinkJSON]:
    """Return the published pages above `page`, those above the site's front page left out."""
    if not page.path:  # it was never saved
        return []
    links = [
        represent_page_link(above, request)
        for above in page.get_ancestors().live()
        if is_published(above, request)
    ]
    return [link for link in links if link["url"].startswith(pages_address(request))]


def _moment(moment: datetime | None) -> str | None:
    return aware(moment).isoformat() if moment else None
