"""What can be chosen in each filter of a list of positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy
from django_countries import countries

from careers.models.choices import Workplace
from careers.models.search import PositionFacet
from careers.models.snippets import Location, PositionType
from careers.tree import SiteIndexes

if TYPE_CHECKING:
    from careers.models.positions import PositionIndexPage

#: What each filter is called.
LABELS = {
    "team": pgettext_lazy("filter of positions", "Team"),
    "workplace": pgettext_lazy("filter of positions", "Workplace"),
    "location": pgettext_lazy("filter of positions", "Location"),
    "country": pgettext_lazy("filter of positions", "Country"),
    "type": pgettext_lazy("filter of positions", "Type"),
}


class KnownChoice(NamedTuple):
    """A value of a filter as addresses have it, and what people call it."""

    value: str
    label: str


KnownChoices = Mapping[str, Sequence[KnownChoice]]


def known_choices(index_page: PositionIndexPage, request: HttpRequest) -> KnownChoices:
    """All that can be chosen on `index_page`, whether or not any position has it.

    Locations and types are those in the language of the page.
    """
    return {
        "team": _teams(index_page, request),
        "workplace": [KnownChoice(value, str(label)) for value, label in Workplace.choices],
        "location": _named(Location, index_page),
        "country": _countries(),
        "type": _named(PositionType, index_page),
    }


def _teams(index_page: PositionIndexPage, request: HttpRequest) -> list[KnownChoice]:
    """The site's teams, and others that have positions here, in the order of the tree."""
    positions = apps.get_model("careers.PositionPage").objects.child_of(index_page)
    has_some = Exists(positions.filter(team=OuterRef("pk"), live=True))
    team_index = SiteIndexes.of(request).teams
    here = Q(path__startswith=team_index.path) if team_index else Q(pk__in=[])
    teams = apps.get_model("careers.TeamPage").objects.filter(here | has_some, live=True)
    rows = teams.order_by("path").values_list("slug", "title")
    return list(map(KnownChoice._make, rows))


def _named(model: Any, index_page: PositionIndexPage) -> list[KnownChoice]:
    rows = model.objects.filter(locale=index_page.locale_id).values_list("slug", "name")
    return list(map(KnownChoice._make, rows))


def _countries() -> list[KnownChoice]:
    """Countries in which some position can be worked, by their names.

    Goes from one to the next in the index: there are few, and many positions have each.
    """
    table = PositionFacet._meta.db_table
    first = f"SELECT MIN(value) FROM {table} WHERE name = 'country'"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE known (country) AS ({first} UNION ALL "  # noqa: S608
            f"SELECT ({first} AND value > known.country) FROM known WHERE country IS NOT NULL) "
            f"SELECT country FROM known WHERE country IS NOT NULL"
        )
        codes = [code for (code,) in cursor.fetchall()]
    named = [KnownChoice(code, countries.name(code) or code) for code in codes]
    return sorted(named, key=lambda choice: choice.label)
