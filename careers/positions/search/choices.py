"""What can be chosen in each filter of a list of positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext_lazy
from django_countries import countries

from careers.models.choices import Workplace
from careers.models.snippets import Location, PositionType
from careers.positions.querysets import PositionQuerySet
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


def known_choices(
    index_page: PositionIndexPage, positions: PositionQuerySet, request: HttpRequest
) -> KnownChoices:
    """All that can be chosen on `index_page`, whether or not any of its open `positions` has it.

    Locations and types are those in the language of the page, and others that positions have. A
    country that none of these locations is in is known only once it is counted: `with_countries`.
    """
    found = _snippets(Location, index_page, positions, "position_locations__location")
    locations = list(found.values_list("slug", "name", "country"))
    types = _snippets(PositionType, index_page, positions, "position_types__position_type")
    return {
        "team": _teams(positions, request),
        "workplace": [KnownChoice(value, str(label)) for value, label in Workplace.choices],
        "location": _once_each((slug, name) for slug, name, _country in locations),
        "country": _countries(country for _slug, _name, country in locations),
        "type": _once_each(types.values_list("slug", "name")),
    }


def with_countries(known: KnownChoices, codes: Iterable[str]) -> KnownChoices:
    """`known` with the countries that have `codes`, too."""
    return {
        **known,
        "country": _countries([*(value for value, _label in known["country"]), *codes]),
    }


def _teams(positions: PositionQuerySet, request: HttpRequest) -> list[KnownChoice]:
    """The site's teams, and others that have some of `positions`, in the order of the tree."""
    indexes = SiteIndexes.of(request)
    site = indexes.teams.path if indexes.teams else ""
    here = Q(path__startswith=site) if site else Q(pk__in=[])
    has_some = Exists(positions.order_by().filter(team=OuterRef("pk")))
    teams = apps.get_model("careers.TeamPage").objects.filter(here | has_some, live=True)
    found = [team for team in teams.only("slug", "title", "path") if indexes.is_public(team)]
    found.sort(key=lambda team: (not (site and team.path.startswith(site)), team.path))
    return _once_each((team.slug, team.title) for team in found)


def _snippets(
    model: Any, index_page: PositionIndexPage, positions: PositionQuerySet, lookup: str
) -> QuerySet:
    """Those in the language of `index_page`, and of others those that some of `positions` has."""
    here = Q(locale=index_page.locale_id)
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        own: QuerySet = model.objects.filter(here)
        return own
    has_some = Exists(positions.order_by().filter(**{lookup: OuterRef("pk")}))
    found: QuerySet = model.objects.filter(here | has_some)
    own_first = Case(When(here, then=0), default=1)
    return found.order_by(own_first, *model._meta.ordering)


def _once_each(rows: Iterable[tuple[str, str]]) -> list[KnownChoice]:
    """A choice for each slug; the first of several that have the same."""
    labels: dict[str, str] = {}
    for slug, label in rows:
        labels.setdefault(slug, label)
    return [KnownChoice(slug, label) for slug, label in labels.items()]


def _countries(codes: Iterable[str]) -> list[KnownChoice]:
    """Those of `codes` that are countries, by their names."""
    language = get_language() or ""
    named = [KnownChoice(code, _country_name(code, language)) for code in set(codes)]
    return sorted((choice for choice in named if choice.label), key=lambda choice: choice.label)


@lru_cache(maxsize=1024)
def _country_name(code: str, language: str) -> str:
    """The name in the active `language`, or "" where there is no such country."""
    return str(countries.name(code))
