"""What an editor sees before it is saved, for the front end that shows it to that editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Union

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router
from pydantic import Field
from wagtail.models import Page

from careers.api.answers import answer
from careers.api.page_schemas import ANY_PAGE
from careers.api.parameters import Reading
from careers.api.problems import ApiError, Problem
from careers.api.reading import reading
from careers.api.snippet_previews import SnippetPreview, represent_snippet
from careers.api.visited_pages import visit_of
from careers.conf import front_end_origins
from careers.core.representation.pages import represent_page
from careers.front_end.preview import Preview
from careers.front_end.preview_tokens import find_preview
from careers.front_end.user_bar import user_bar

router = Router(tags=["Previews"])
#: The names of what is answered to one editor.
PRIVATE = ("preview", "preview-user-bar")
EXPIRED = (
    "There is no such preview any more. It ends a quarter of an hour after the last change, and "
    "with the editor's session: open it from the editor again."
)

Token = Annotated[str, Field(description="What stands behind `#preview=` in the address.")]


@router.get(
    "preview/{token}/",
    response={200: Annotated[Union[ANY_PAGE, SnippetPreview], Field()], 404: Problem},  # noqa: UP007
    summary="Read a preview",
    operation_id="readPreview",
    url_name="preview",
)
def preview(request: HttpRequest, token: Token, query: Query[Reading]) -> HttpResponse:
    """Return a page as `pages/` returns it, or a snippet, with what an editor hasn't saved yet.

    The token is made for one editor and one preview, and ends with it.
    """
    found = _find(token)
    try:
        return answer(_represent(found, request))
    except ObjectDoesNotExist:  # what it refers to was deleted meanwhile
        raise ApiError(404, EXPIRED) from None


@router.get("preview/{token}/user-bar/", include_in_schema=False, url_name="preview-user-bar")
def preview_user_bar(request: HttpRequest, token: Token) -> HttpResponse:
    """Return the HTML of Wagtail's user bar, which checks the content that the front end shows."""
    return HttpResponse(user_bar(_find(token), request))


def unshared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer one editor, by way of a front end that is allowed, and no cache."""
    read = reading(view)

    @wraps(view)
    def read_unshared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.META.pop("HTTP_IF_NONE_MATCH", None)
        response = read(request, *args, **kwargs)
        for name in ("ETag", "Surrogate-Key", "Access-Control-Allow-Origin"):
            del response[name]
        origin = request.headers.get("Origin", "")
        if origin in front_end_origins():
            response["Access-Control-Allow-Origin"] = origin
        patch_vary_headers(response, ["Origin"])
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    read_unshared.csrf_exempt = True  # type: ignore[attr-defined]
    return read_unshared


def _find(token: str) -> Preview:
    found = find_preview(token)
    if found is None:
        raise ApiError(404, EXPIRED)
    return found


def _represent(found: Preview, request: HttpRequest) -> dict[str, Any]:
    shown = found.restore()
    preview_request = found.request_for(request)
    if not isinstance(shown, Page):
        return represent_snippet(shown, preview_request)
    parts = shown.get_url_parts(preview_request)
    form = represent_page(shown, visit_of(preview_request, (parts and parts[2]) or "/", ""))
    return {**form, "id": form["id"] or 0}
