"""Select positions for the table in the admin, its export and actions on many positions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import (
    DateFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from careers.admin.filters import CheckedFilterSet
from careers.core.ids import read_id
from careers.models import Location, PositionPage, PositionType, TeamPage
from careers.positions.choices import PositionState, Workplace
from careers.positions.querysets import PositionQuerySet
from careers.positions.team_field import teams_for

#: The parameter that names the page whose positions are listed, where not all are.
INDEX = "index"
MAX_WORDS = 8
MAX_SEARCH_LENGTH = 200
#: The fields in which a word of a search may occur.
WORD_LOOKUPS = (
    "title__icontains",
    "reference__icontains",
    "team__title__icontains",
    "position_locations__location__name__icontains",
    "position_types__position_type__name__icontains",
)


class PositionIds(NamedTuple):
    """Ids of positions in a request; `invalid` counts those that can't be an id."""

    valid: list[int]
    invalid: int = 0


class PositionFilterSet(CheckedFilterSet):
    """Filters of positions from `PositionQuerySet.with_state()`: OR within one, AND between."""

    state = MultipleChoiceFilter(
        label=_("State"),
        choices=PositionState.choices,
        distinct=False,
        widget=CheckboxSelectMultiple,
    )
    team = ModelMultipleChoiceFilter(
        label=_("Team"),
        queryset=lambda request: _teams_of(request and request.user),
        distinct=False,
        widget=CheckboxSelectMultiple,
    )
    location = ModelMultipleChoiceFilter(
        label=_("Location"),
        queryset=lambda request: Location.objects.all(),
        method="filter_location",
        widget=CheckboxSelectMultiple,
    )
    type = ModelMultipleChoiceFilter(
        label=_("Type"),
        queryset=lambda request: PositionType.objects.all(),
        method="filter_type",
        widget=CheckboxSelectMultiple,
    )
    workplace = MultipleChoiceFilter(
        label=_("Workplace"),
        choices=Workplace.choices,
        distinct=False,
        widget=CheckboxSelectMultiple,
    )
    closing_before = DateFilter(
        label=_("Closing before"),
        field_name="closing_date",
        lookup_expr="lt",
        widget=AdminDateInput(attrs={"placeholder": _("Date")}),
    )

    class Meta:
        model = PositionPage
        fields: list[str] = []

    def filter_location(self, positions: Any, name: str, chosen: Any) -> Any:
        return _with_any(positions, "position_locations__location__in", chosen)

    def filter_type(self, positions: Any, name: str, chosen: Any) -> Any:
        return _with_any(positions, "position_types__position_type__in", chosen)


def listed_positions(user: Any, query: QueryDict) -> PositionQuerySet:
    """Return the positions that a table with the parameters `query` shows to `user`.

    They come with their state. `index` restricts them to those below one page. Invalid filters find
    nothing: an action on all of them must not reach more than the user has seen.
    """
    positions = PositionPage.objects.worked_on_by(user).with_state()
    if INDEX in query:
        positions = positions.filter(pk__in=_below(query.get(INDEX, "")))
    filters = PositionFilterSet(query)
    if not filters.is_valid():
        return positions.none()
    return search(filters.filter_queryset(positions), query.get("q", ""))


def posted_ids(parameters: QueryDict) -> PositionIds:
    """Read ids from any number of `id` fields, and from `ids` with commas between them."""
    texts: Iterable[str] = [*parameters.getlist("id"), *parameters.get("ids", "").split(",")]
    given = {text.strip() for text in texts} - {""}
    ids = [read_id(text) for text in given]
    valid = {number for number in ids if number is not None}
    return PositionIds(sorted(valid), ids.count(None))


def search(positions: PositionQuerySet, text: str) -> PositionQuerySet:
    """Return those of `positions` in which every word of `text` occurs in some field.

    Only the beginning of a long text counts: SQLite refuses long patterns.
    """
    words = text[:MAX_SEARCH_LENGTH].replace("\0", " ").split()[:MAX_WORDS]
    if not words:
        return positions
    return positions.filter(reduce(and_, map(_mentions, words)))


def _teams_of(user: Any) -> Any:
    """Return the teams that `user` may know, by name; all of them where nobody sees their names."""
    teams = TeamPage.objects.order_by("title")
    return teams_for(user, teams, PositionPage.objects) if user else teams


def _mentions(word: str) -> Q:
    workplaces = [
        value for value, label in Workplace.choices if word.casefold() in label.casefold()
    ]
    fields = (_among(lookup, word) for lookup in WORD_LOOKUPS)
    return reduce(or_, fields, Q(workplace__in=workplaces))


def _below(index: str) -> Any:
    key = read_id(index)
    page = Page.objects.filter(pk=key).first() if key is not None else None
    positions = PositionPage.objects.order_by()
    return (positions.descendant_of(page) if page else positions.none()).values("pk")


def _with_any(positions: PositionQuerySet, lookup: str, chosen: Any) -> PositionQuerySet:
    return positions.filter(_among(lookup, chosen)) if chosen else positions


def _among(lookup: str, value: object) -> Q:
    """Match by a subquery, since joins to locations and types would repeat the rows."""
    return Q(pk__in=PositionPage.objects.filter(**{lookup: value}).order_by().values("pk"))
