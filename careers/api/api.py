"""The read API, made of one router a file."""

from __future__ import annotations

from ninja import NinjaAPI

from careers.api import directory, pages, positions, previews, site, teams
from careers.api.problems import answer_with_problems

api = NinjaAPI(
    title="Careers",
    version="1",
    description="Everything on a careers site as JSON, for front ends of any kind.",
    urls_namespace="careers_api",
)
answer_with_problems(api)
for module in (pages, site, positions, teams, directory, previews):
    api.add_router("", module.router)
