"""Keep the search index in step with the positions."""

from __future__ import annotations

from collections.abc import Iterable
from secrets import randbits
from typing import Any

from django.db import transaction
from django.utils import translation

from careers.core.database_features import lock_rows
from careers.directory.location import Location
from careers.positions.choices import Workplace
from careers.positions.position_page import PositionPage
from careers.positions.querysets import PositionQuerySet
from careers.search.index_models import PositionText
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
            keys = list(lock_rows(following, "self")[:BATCH_SIZE])
            batch = PositionPage.objects.filter(pk__in=keys).with_locations_and_types()
            published = list(batch.filter(live=True).select_related("team", "locale"))
            _replace(keys, published)
        number += len(published)
        last, is_done = max([last, *keys]), len(keys) < BATCH_SIZE
    return number


def index_all() -> int:
    """Rebuild the index of all positions.

    In batches, so that saving a position meanwhile doesn't wait long.
    """
    return index_positions(PositionPage.objects.all())


def index_team(team: TeamPage) -> int:
    """Index the positions of `team` again where its name or slug has changed. Return how many."""
    name, value = " ".join(words(team.title)), f"team={team.slug}"
    indexed = PositionText.objects.filter(position__team=team).values_list("pk", "team", "values")
    stale = [key for key, text, values in indexed if text != name or value not in values.split()]
    return index_positions(PositionPage.objects.filter(pk__in=stale)) if stale else 0


def values_of(position: PositionPage) -> set[tuple[str, str]]:
    """Return pairs of a filter and a value.

    Its countries are those of its locations, and those from which a remote position can be worked.
    """
    countries: list[Any] = [location.country for location in position.locations]
    if position.is_remote:
        countries += position.countries
    return {
        ("team", position.team.slug if position.team else ""),
        ("workplace", position.workplace),
        *(("location", location.slug) for location in position.locations),
        *(("country", country.code or "") for country in countries),
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


def _replace(keys: list[int], published: list[PositionPage]) -> None:
    PositionText.objects.filter(position__in=keys).delete()
    PositionText.objects.bulk_create(map(_text, published))


def _text(position: PositionPage) -> PositionText:
    names = _names(position)
    title, team, facts = (" ".join(words(name)) for name in names)
    more = position.body.stream_block.get_searchable_content(position.body)
    more += [
        part for location in position.locations for part in (location.locality, location.region)
    ]
    spellings = {
        word: spelling for word, spelling in spelled_words(names).items() if word != spelling
    }
    return PositionText(
        position=position,
        stamp=randbits(63),
        title=title,
        team=team,
        facts=facts,
        values=_tokens(values_of(position)),
        spellings=_tokens(spellings.items()),
        body=words(" ".join(more))[:MAX_BODY_WORDS],
    )


def _tokens(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(pairs) if value)


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


def _names_of_location(location: Location) -> tuple[str, str]:
    country: Any = location.country
    return location.name, country.name
