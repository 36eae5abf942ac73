"""The read API, made of one router a file."""

from __future__ import annotations

from careers.api import directory, pages, positions, site, teams
from careers.api.openapi.document import DocumentedAPI
from careers.api.problems import answer_with_problems

api = DocumentedAPI(
    title="Careers",
    version="1",
    description="Everything on a careers site as JSON, for front ends of any kind.",
    urls_namespace="careers_api",
    openapi_url=None,
)
answer_with_problems(api)
for module in (pages, site, positions, teams, directory):
    api.add_router("", module.router)
