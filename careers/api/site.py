"""What a front end has to know of the site before it shows a page."""

from __future__ import annotations

from typing import Annotated, Any, get_type_hints

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.models import Site

from careers.api.answers import answer
from careers.api.parameters import Reading
from careers.api.problems import Problem
from careers.api.site_parts import site_parts
from careers.core.careers_settings import CareersSettings, careers_settings
from careers.core.image_presets import STAND_INS
from careers.core.images import existing_rendition
from careers.core.representation.block_forms import make_typed_dict
from careers.core.representation.images import RenditionJSON, represent_rendition
from careers.core.representation.links import PageLinkJSON, pages_address
from careers.core.representation.public_pages import represent_public_page
from careers.core.representation.surrogate_keys import PAGES, SITE
from careers.core.site_indexes import site_indexes
from careers.kept.facts import kept

router = Router(tags=["Site"])


class LocaleJSON(TypedDict):
    code: str
    name: Annotated[str, Field(description="In that language.")]


class SocialLinkJSON(TypedDict):
    label: str
    url: str


class EmployerJSON(TypedDict):
    name: str
    url: str
    logo: RenditionJSON | None
    social_links: list[SocialLinkJSON]


class IndexesJSON(TypedDict):
    """Where the lists of all teams and of all positions are."""

    teams: PageLinkJSON | None
    positions: PageLinkJSON | None


class SiteJSON(TypedDict):
    name: str
    url: str
    locale: Annotated[str, Field(description="The language of this answer.")]
    locales: Annotated[list[LocaleJSON], Field(description="Those that `?locale=` takes.")]
    time_zone: Annotated[str, Field(description="Of closing dates; a name of the IANA database.")]
    employer: EmployerJSON
    indexes: IndexesJSON


SITE_FORM: Any = make_typed_dict(
    "Site",
    get_type_hints(SiteJSON, include_extras=True)
    | {part.name: part.schema for part in site_parts()},
)


@router.get(
    "site/",
    response={200: SITE_FORM, 404: Problem, 422: Problem},
    summary="Read the site",
    operation_id="readSite",
)
def site(request: HttpRequest, reading: Query[Reading]) -> HttpResponse:
    """Return the employer, the languages, and what surrounds every page."""
    form = _site(request)
    if form is None:
        raise Http404
    return answer(form, PAGES, SITE)


@kept
def _site(request: HttpRequest | None) -> dict[str, Any] | None:
    site = Site.find_for_request(request)
    if request is None or site is None:
        return None
    indexes, employer = site_indexes(request), careers_settings(request)
    own: SiteJSON = {
        "name": site.site_name or employer.employer_name,
        "url": pages_address(request),
        "locale": str(get_language()),
        "locales": [{"code": code, "name": str(name)} for code, name in settings.LANGUAGES],
        "time_zone": employer.time_zone or settings.TIME_ZONE,
        "employer": _employer(employer, request),
        "indexes": {
            "teams": represent_public_page(indexes.teams, request),
            "positions": represent_public_page(indexes.positions, request),
        },
    }
    return {**own, **{part.name: part.represent(request) for part in site_parts()}}


def _employer(employer: CareersSettings, request: HttpRequest | None) -> EmployerJSON:
    logo = employer.employer_logo
    return {
        "name": employer.employer_name,
        "url": employer.employer_url,
        "logo": represent_rendition(logo and existing_rendition(logo, *STAND_INS), request),
        "social_links": [
            {"label": link.label, "url": link.url}
            for link in (employer.social_links.all() if employer.pk else ())
        ],
    }
