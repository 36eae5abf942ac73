"""What has changed, for those who keep copies of the content."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from careers.api.answers import answer
from careers.api.parameters import MAX_AGE, ChangesQuery
from careers.api.problems import Problem, invalid
from careers.core.moments import aware, aware_now
from careers.core.representation.block_forms import DateTimeString
from careers.core.representation.links import PageLinkJSON, represent_page_link
from careers.core.representation.surrogate_keys import PAGES
from careers.positions.page_changes import page_changes

router = Router(tags=["Pages"])


class GoneJSON(TypedDict):
    """A page that can't be read any more: closed, unpublished, made private, moved or deleted."""

    id: Annotated[int, Field(description="The id of the page; copies that have it are old.")]


class ChangesJSON(TypedDict):
    since: DateTimeString
    until: Annotated[DateTimeString, Field(description="Ask since then the next time.")]
    results: Annotated[
        list[PageLinkJSON], Field(description="Pages that may have changed: read them again.")
    ]
    gone: list[GoneJSON]


@router.get(
    "changes/",
    response={200: ChangesJSON, 422: Problem},
    summary="List what has changed",
    operation_id="listChanges",
)
def changes(request: HttpRequest, query: Query[ChangesQuery]) -> HttpResponse:
    """Return the pages that have changed since a moment, and those that are gone."""
    now = aware_now()
    if not now - MAX_AGE <= query.since <= now:
        detail = f"Give a moment of the last {MAX_AGE.days} days, or read everything again."
        raise invalid([{"parameter": "since", "detail": detail}])
    found = page_changes(request, query.since)
    form: ChangesJSON = {
        "since": query.since.isoformat(),
        "until": aware(found.until).isoformat(),
        "results": [represent_page_link(page, request) for page in found.changed],
        "gone": [{"id": key} for key in found.gone],
    }
    return answer(form, PAGES)
