"""The read API, made of one router a file."""

from __future__ import annotations

from careers.api import (
    addresses,
    changes,
    directory,
    pages,
    positions,
    previews,
    redirects,
    site,
    teams,
)
from careers.api.openapi.document import DocumentedAPI
from careers.api.problems import answer_with_problems

DESCRIPTION = """\
Everything on a careers site as JSON, for front ends of any kind. All of it is public and can be
read only, by `GET`, `HEAD` and `OPTIONS`, from any origin; other methods are answered with 405.

**Every key is always there.** A missing text is `""`, a missing object, number or date is `null`, a
missing list is `[]`. Addresses are absolute, dates are ISO 8601.

**More may come.** Later versions add fields, types of blocks, nodes and pages, values of `enum`s
and parameters that may be left out. Readers must ignore what they don't know. Whatever takes
something away gets another address than `v1`.

**Languages.** `locale` decides, else `Accept-Language`, else the site. `Content-Language` says
which language it is.

**Caches.** Answers have an `ETag`, which is another one as soon as anything has changed that
visitors see. Send it in `If-None-Match`: 304 says that the answer still holds.

**Errors** are problem documents (RFC 9457) of the type `application/problem+json`. `errors` names
each invalid parameter.
"""

TAGS = [
    {"name": "Pages", "description": "Whatever stands at an address: a front end's router."},
    {"name": "Site", "description": "What surrounds every page, and what a front end must know."},
    {"name": "Positions", "description": "The search, and single positions."},
    {"name": "Teams", "description": "The list of teams, and single teams."},
    {"name": "Locations and types", "description": "What positions can be filtered by."},
    {"name": "Previews", "description": "What an editor sees before it is saved."},
]

api = DocumentedAPI(
    title="Careers",
    version="1.0.0",
    description=DESCRIPTION,
    urls_namespace="careers_api",
    openapi_url=None,
    openapi_extra={
        "info": {
            "summary": "Teams and open positions, and the pages that show them.",
            "license": {"name": "BSD 3-Clause", "identifier": "BSD-3-Clause"},
        },
        "tags": TAGS,
    },
)
answer_with_problems(api)
for module in (pages, addresses, changes, redirects, site, positions, teams, directory, previews):
    api.add_router("", module.router)
