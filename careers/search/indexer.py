"""Keep the search index in step with the positions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import translation

from careers.directory.location import Location
from careers.positions.choices import Workplace
from careers.positions.position_page import PositionPage
from careers.positions.querysets import PositionQuerySet
from careers.search.index_models import PositionFacet, PositionText, SearchWord
from careers.search.normalize import MAX_WORD_LENGTH, words
from careers.teams.team_page import TeamPage

BATCH_SIZE = 500
#: More words than anybody writes about a position, and few enough for any database's index.
MAX_BODY_WORDS = 5_000


def index_positions(positions: PositionQuerySet) -> int:
    """Index the published ones of `positions`, and take the others out. Return how many are in."""
    number, last, is_done = 0, 0, False
    while not is_done:
        with transaction.atomic():
            # Lock before reading, so that a waiting transaction sees the previous one's writes.
            following = positions.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            keys = list(following.select_for_update(of=("self",))[:BATCH_SIZE])
            batch = PositionPage.objects.filter(pk__in=keys).with_locations_and_types()
            published = list(batch.filter(live=True).select_related("team", "locale"))
            _replace(keys, published)
        number += len(published)
        last, is_done = max([last, *keys]), len(keys) < BATCH_SIZE
    return number


def index_all() -> int:
    """Rebuild the index of all positions, without the words of those that are gone.

    In batches, so that saving a position meanwhile doesn't wait long.
    """
    SearchWord.objects.all().delete()
    return index_positions(PositionPage.objects.all())


def index_team(team: TeamPage) -> int:
    """Index the positions of `team` again where its name has changed. Return how many."""
    name = _padded(words(team.title))
    stale = PositionText.objects.filter(position__team=team).exclude(team=name).order_by("pk")
    number, last = 0, 0
    while keys := list(stale.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH_SIZE]):
        number += index_positions(PositionPage.objects.filter(pk__in=keys))
        last = keys[-1]
    return number


def facets_of(position: PositionPage) -> set[tuple[str, str]]:
    """Return pairs of a filter and a value, for the filters in which it can have several."""
    countries: list[Any] = [location.country for location in position.locations]
    if position.is_remote:
        countries += position.countries
    return {
        *(("location", location.slug) for location in position.locations),
        *(("country", country.code) for country in countries if country.code),
        *(("type", position_type.slug) for position_type in position.types),
    }


def spelled_words(texts: Iterable[str]) -> dict[str, str]:
    """Return the normalised words of `texts`, each with its spelling in lower case."""
    spelled: dict[str, str] = {}
    for text in texts:
        for written in text.lower().replace("/", " ").replace("-", " ").split():
            normalized = words(written)
            for word in normalized:
                trimmed = written.strip("()[]{}<>,;:!?\"'“”„‘’«»…&|")
                spelled.setdefault(
                    word, trimmed[:MAX_WORD_LENGTH] if len(normalized) == 1 else word
                )
    return spelled


def _replace(ids: list[int], published: list[PositionPage]) -> None:
    PositionText.objects.filter(position__in=ids).delete()
    PositionFacet.objects.filter(position__in=ids).delete()
    texts, facets = [], []
    spelled: dict[str, str] = {}
    for position in published:
        names = _names(position)
        texts.append(_text(position, *names))
        spelled |= spelled_words(names)
        facets += [
            PositionFacet(position=position, name=name, value=value)
            for name, value in sorted(facets_of(position))
        ]
    PositionText.objects.bulk_create(texts)
    PositionFacet.objects.bulk_create(facets)
    known = set(SearchWord.objects.filter(pk__in=spelled).values_list("pk", flat=True))
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, spelling=spelling, length=len(word))
            for word, spelling in sorted(spelled.items())
            if word not in known
        ],
        ignore_conflicts=True,
    )


def _names(position: PositionPage) -> tuple[str, str, str]:
    """Return its title, its team's name, and where and what kind of work it is, in words."""
    with translation.override(position.locale.language_code):
        facts = [
            *(part for location in position.locations for part in _names_of_location(location)),
            *(position_type.name for position_type in position.types),
            Workplace(position.workplace).label,
        ]
        return (
            position.title,
            position.team.title if position.team else "",
            " ".join(map(str, facts)),
        )


def _text(position: PositionPage, title: str, team: str, facts: str) -> PositionText:
    more = position.body.stream_block.get_searchable_content(position.body)
    more += [
        part for location in position.locations for part in (location.locality, location.region)
    ]
    named = [words(text) for text in (title, team, facts)]
    return PositionText(
        position=position,
        title=_padded(named[0]),
        team=_padded(named[1]),
        facts=_padded(named[2]),
        words=[*chain(*named), *words(" ".join(more))[:MAX_BODY_WORDS]],
    )


def _names_of_location(location: Location) -> tuple[str, str]:
    country: Any = location.country
    return location.name, country.name


def _padded(parts: list[str]) -> str:
    """Join words so that each begins after a space and ends before one."""
    return f" {' '.join(parts)} "
