"""Addresses that a front end on any host can follow, and links to pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urljoin

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.models import Locale, Page, Site

from careers.front_end.front_ends import front_end_for
from careers.kept.facts import kept
from careers.kept.page_addresses import is_path_of_page

#: An address in `srcset`, and what stands behind it up to a comma.
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(\s[^,]*)?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)

TranslationKey = Annotated[
    str,
    Field(
        description="The UUID that it has in common with its translations.",
        json_schema_extra={"format": "uuid"},
    ),
]


class PageLinkJSON(TypedDict):
    """A link to a page of the site."""

    type: Annotated[
        str, Field(description="The page type.", examples=["careers.TeamPage", "home.HomePage"])
    ]
    id: Annotated[int, Field(description="The id of the page in this database.")]
    translation_key: TranslationKey
    locale: Annotated[str, Field(description="The language code of the page.", examples=["en-gb"])]
    title: Annotated[str, Field(description="As editors and menus call it.")]
    slug: Annotated[str, Field(description="The last part of the path.")]
    path: Annotated[
        str,
        Field(
            description="The path on the page's own site, or “” where no site has the page.",
            examples=["/teams/backend-development/"],
        ),
    ]
    url: Annotated[
        str, Field(description="The absolute address, or “” where no site has the page.")
    ]


def represent_page_link(page: Page, request: HttpRequest | None) -> PageLinkJSON:
    """Return the link to `page`, of which only the fields of `Page` have to be loaded."""
    parts = page.get_url_parts(request)
    return {
        "type": page_type(page),
        "id": page.pk,
        "translation_key": str(page.translation_key),
        "locale": language_of(page, request),
        "title": page.title,
        "slug": page.slug,
        "path": (parts and parts[2]) or "",
        "url": absolute(page.get_full_url(request) or "", request),
    }


def page_type(page: Page) -> str:
    """Return the label of the model of `page`, such as "careers.TeamPage"."""
    content_type = page.cached_content_type
    model = content_type.model_class()
    if model is None:  # an app that isn't installed any more
        return f"{content_type.app_label}.{content_type.model}"
    return str(model._meta.label)


def language_of(translatable: Any, request: HttpRequest | None) -> str:
    """Return the language code of a page, a snippet or another object with a locale."""
    codes = _language_codes(request)
    return codes.get(translatable.locale_id) or str(translatable.locale.language_code)


def absolute(address: str, request: HttpRequest | None) -> str:
    """Return `address` with the scheme and the host of the request's site.

    The address of a page leads to the front end that shows the site, if there is one. An address
    that has a scheme (`https:`, `mailto:`), an anchor of the page (`#jobs`) and "" stay as they
    are. One that no browser can follow, such as `//[`, becomes "".
    """
    address = address.strip()
    if not address or address.startswith("#") or _SCHEME.match(address):
        return address
    front_end = front_end_for(request).address
    if front_end and _is_of_page(address):
        return f"{front_end}{address}"
    try:
        return urljoin(site_address(request), address)
    except ValueError:
        return ""


def change_addresses(srcset: str, change: Callable[[str], str]) -> str:
    """Return `srcset`, a list of image files in HTML, with every address changed."""
    return _CANDIDATE.sub(lambda match: change(match[1]) + (match[2] or ""), srcset)


def pages_address(request: HttpRequest | None) -> str:
    """Return with what the addresses of the site's pages begin, a slash at its end included."""
    front_end = front_end_for(request).address
    return f"{front_end}/" if front_end else site_address(request)


@kept
def site_address(request: HttpRequest | None) -> str:
    """Return the address of the request's site, with a slash at its end."""
    site = Site.find_for_request(request)
    if site is not None:
        return f"{site.root_url}/"
    return request.build_absolute_uri("/") if request else "/"


def _is_of_page(address: str) -> bool:
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    return path.startswith("/") and not path.startswith("//") and is_path_of_page(path)


@kept
def _language_codes(request: HttpRequest | None) -> dict[int, str]:
    """Return the language codes of all locales by their ids."""
    return dict(Locale.objects.values_list("pk", "language_code"))
