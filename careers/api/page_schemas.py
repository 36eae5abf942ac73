"""The types of the pages that there are, the host's included."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from django.utils.translation import override
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.models import get_page_models

from careers.core.representation.pages import page_schema
from careers.positions.position_page import PositionPage
from careers.teams.team_page import TeamPage

with override("en"):  # labels of fields are descriptions in the document
    POSITION: Any = page_schema(PositionPage)
    TEAM: Any = page_schema(TeamPage)


class Redirect(TypedDict):
    """The address of another page, or one elsewhere."""

    type: Literal["redirect"]
    url: Annotated[str, Field(description="Where it leads.")]
    path: Annotated[str, Field(description="The same on this site, or “” for one elsewhere.")]
    is_permanent: bool


def _any_page() -> Any:
    own = {PositionPage: POSITION, TeamPage: TEAM}
    models = sorted(get_page_models(), key=lambda model: model._meta.label)
    described = [model for model in models if hasattr(model, "api_schema")]
    with override("en"):
        kinds = [own.get(model) or page_schema(model) for model in described]
    return Annotated[Union[(*kinds, Redirect)], Field(discriminator="type")]


#: What stands at an address.
ANY_PAGE = _any_page()
