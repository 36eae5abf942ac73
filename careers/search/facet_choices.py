"""The choices of each facet, with their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext_lazy
from django_countries import countries
from wagtail.models import Page

from careers.core.privacy import is_public
from careers.core.site_indexes import site_indexes
from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.facts.registry import filter_facts
from careers.kept.facts import kept
from careers.positions.choices import Workplace
from careers.positions.position_page import PositionPage
from careers.positions.position_relations import PositionLocation, PositionPageType
from careers.positions.querysets import PositionQuerySet
from careers.positions.site_positions import has_some
from careers.teams.team_page import TeamPage

#: What each filter is called.
LABELS = {
    "team": pgettext_lazy("filter of positions", "Team"),
    "workplace": pgettext_lazy("filter of positions", "Workplace"),
    "location": pgettext_lazy("filter of positions", "Location"),
    "country": pgettext_lazy("filter of positions", "Country"),
    "type": pgettext_lazy("filter of positions", "Type"),
}


def filter_label(name: str) -> str:
    """Return what a filter is called, in the active language."""
    return str(LABELS[name]) if name in LABELS else filter_facts()[name].label


class FacetChoice(NamedTuple):
    """A value of a filter, as it stands in addresses, and its label."""

    value: str
    label: str


FacetChoices = Mapping[str, Sequence[FacetChoice]]


@kept
def facet_choices(request: HttpRequest | None, index_page: Page) -> FacetChoices:
    """Return all that can be chosen on `index_page`, whether or not an open position has it.

    Locations and types are those of positions that everybody may see, open or closed: what only
    drafts have isn't announced. A country without any of these locations comes in once it is
    counted: `with_countries`.
    """
    positions = PositionPage.objects.open_for(request).child_of(index_page)
    visible = PositionPage.objects.visible_for(request).child_of(index_page)
    having_locations = PositionLocation.objects.filter(position__in=visible).values("location")
    used_locations = _own_first(Location.objects.filter(pk__in=having_locations), index_page)
    locations = list(used_locations.values_list("slug", "name", "country"))
    having_types = PositionPageType.objects.filter(position__in=visible).values("position_type")
    types = _own_first(PositionType.objects.filter(pk__in=having_types), index_page)
    return {
        "team": _teams(positions, request, index_page),
        "workplace": [FacetChoice(value, str(label)) for value, label in Workplace.choices],
        "location": _once_each((slug, name) for slug, name, _country in locations),
        "country": _countries(country for _slug, _name, country in locations),
        "type": _once_each(types.values_list("slug", "name")),
        **{
            name: [
                FacetChoice(value, label)
                for value, label in fact.choices(fact.rows_of(visible), index_page.locale_id)
            ]
            for name, fact in filter_facts().items()
        },
    }


def with_countries(known: FacetChoices, codes: Iterable[str]) -> FacetChoices:
    """Add the countries that have `codes` to `known`."""
    return {
        **known,
        "country": _countries([*(value for value, _label in known["country"]), *codes]),
    }


def _teams(
    positions: PositionQuerySet, request: HttpRequest | None, index_page: Page
) -> list[FacetChoice]:
    """The section's teams, and others that have some of `positions`, in the order of the tree."""
    indexes = site_indexes(request, index_page)
    site = indexes.teams.path if indexes.teams else ""
    here = Q(path__startswith=site) if site else Q(pk__in=[])
    teams = TeamPage.objects.filter(here | has_some(positions, "team"), live=True)
    public_teams = [
        team for team in teams.only("slug", "title", "path") if is_public(team, request)
    ]
    public_teams.sort(key=lambda team: (not (site and team.path.startswith(site)), team.path))
    return _once_each((team.slug, team.title) for team in public_teams)


def _own_first(snippets: QuerySet, index_page: Page) -> QuerySet:
    """Those in the page's language first."""
    own_first = Case(When(locale=index_page.locale_id, then=0), default=1)
    return snippets.order_by(own_first, *snippets.model._meta.ordering)


def _once_each(rows: Iterable[tuple[str, str]]) -> list[FacetChoice]:
    """A choice for each slug; the first of several that have the same."""
    labels: dict[str, str] = {}
    for slug, label in rows:
        labels.setdefault(slug, label)
    return [FacetChoice(slug, label) for slug, label in labels.items()]


def _countries(codes: Iterable[str]) -> list[FacetChoice]:
    """Those of `codes` that are countries, by their names.

    Others don't get as far as django-countries, which takes digits for numbers of countries and
    fails for "²".
    """
    language = get_language() or ""
    known = {code for code in codes if code in countries}
    named = [FacetChoice(code, _country_name(code, language)) for code in known]
    return sorted(named, key=lambda choice: choice.label)


@lru_cache(maxsize=1024)
def _country_name(code: str, language: str) -> str:
    """The name in the active `language`."""
    return str(countries.name(code))
