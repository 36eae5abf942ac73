"""The JSON form of a snippet that is previewed, and of a section that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.core.representation.block_forms import represent_value
from careers.directory.representation import (
    represent_location,
    represent_person,
    represent_position_type,
)
from careers.directory.snippet_preview import SnippetPreviewMixin
from careers.models import Location, Person, PositionType

FORMS: dict[type, Callable[[Any, HttpRequest], Any]] = {
    Location: represent_location,
    Person: represent_person,
    PositionType: represent_position_type,
}


class SnippetPreview(TypedDict):
    """A snippet, with a section of a page that shows it."""

    type: Annotated[str, Field(examples=["careers.Person"])]
    id: Annotated[int, Field(description="0 for one that was never saved.")]
    title: str
    value: Annotated[dict[str, Any], Field(description="What pages say of it.")]
    body: Annotated[list[Any], Field(description="Sections, as in the body of a page.")]


def represent_snippet(snippet: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the form of a snippet of the plugin, or raise `Http404` for another one."""
    if not isinstance(snippet, SnippetPreviewMixin):
        raise Http404
    represent = FORMS.get(type(snippet))
    context = snippet.get_preview_context(request, "")
    bound = context.get("bound_block")
    value = represent(snippet, request) if represent else {}
    return {
        "type": type(snippet)._meta.label,
        "id": snippet.pk or 0,
        "title": str(snippet),
        "value": value,
        "body": [_section(bound, context)] if bound else [],
    }


def _section(bound: Any, context: dict[str, Any]) -> dict[str, Any]:
    name = bound.block.name
    shown = context | {"anchor": name}
    value = represent_value(bound.block, bound.value, shown)
    return {"type": name, "id": None, "anchor": name, "value": value}
