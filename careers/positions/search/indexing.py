"""Keeping what positions are found by in step with the positions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import translation

from careers.models.choices import Workplace
from careers.models.search import PositionFacet, PositionText, SearchWord
from careers.models.snippets import Location, PositionType
from careers.positions.querysets import PositionQuerySet
from careers.positions.search.folding import LONGEST_WORD, words

if TYPE_CHECKING:
    from careers.models.positions import PositionPage
    from careers.models.teams import TeamPage

BATCH = 500
#: More words than anybody writes about a position, and few enough for any database's index.
MOST_WORDS_OF_A_BODY = 5_000
#: What of a location or a type positions are found by.
NAMES_OF_SNIPPETS = ("name", "slug", "locality", "region", "country")


def index_positions(positions: PositionQuerySet) -> int:
    """Let the published ones of `positions` be found by what they are now. Returns how many.

    What was known of them before is forgotten, and all that is known of unpublished ones.
    """
    number, last, is_done = 0, 0, False
    while not is_done:
        with transaction.atomic():
            # First the lock, then a look: who waited for it sees what the one before has written.
            following = positions.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
            keys = list(following.select_for_update(of=("self",))[:BATCH])
            batch = _positions().filter(pk__in=keys).with_places_and_types()
            published = list(batch.filter(live=True).select_related("team", "locale"))
            _replace(keys, published)
        number += len(published)
        last, is_done = max([last, *keys]), len(keys) < BATCH
    return number


def index_all() -> int:
    """Let all positions be found by what they are now, and forget words of those that are gone.

    In batches, so that nobody has to wait long who saves a position meanwhile.
    """
    SearchWord.objects.all().delete()
    return index_positions(_positions())


def index_team(team: TeamPage) -> int:
    """Let the positions of `team` be found by its name where it has changed. Returns how many."""
    name = _padded(words(team.title))
    stale = PositionText.objects.filter(position__team=team).exclude(team=name).order_by("pk")
    number, last = 0, 0
    while keys := list(stale.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        number += index_positions(_positions().filter(pk__in=keys))
        last = keys[-1]
    return number


def remember_names(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Keep what a location or a type was called before it is saved, for `index_snippet`."""
    names = [name for name in NAMES_OF_SNIPPETS if hasattr(instance, name)]
    stored = None if raw else type(instance).objects.filter(pk=instance.pk).values(*names).first()
    instance._names_before = stored


def index_snippet(instance: Any, **kwargs: Any) -> None:
    """Let positions be found by what a location or a type that was saved is called now."""
    before = instance._names_before
    if before is None or all(getattr(instance, name) == was for name, was in before.items()):
        return
    is_place = isinstance(instance, Location)
    lookup = "position_locations__location" if is_place else "position_types__position_type"
    having = _positions().filter(**{lookup: instance}).order_by().values("pk")
    index_positions(_positions().filter(pk__in=having))


for snippet in (Location, PositionType):
    pre_save.connect(remember_names, sender=snippet)
    post_save.connect(index_snippet, sender=snippet)


def facets_of(position: PositionPage) -> set[tuple[str, str]]:
    """Its values in the filters in which it can have several, each after the filter's name."""
    countries: list[Any] = [location.country for location in position.locations]
    if position.is_remote:
        countries += position.countries
    return {
        *(("location", location.slug) for location in position.locations),
        *(("country", country.code) for country in countries if country.code),
        *(("type", position_type.slug) for position_type in position.types),
    }


def spelled_words(texts: Iterable[str]) -> dict[str, str]:
    """The folded words of `texts`, each with the way in which it is written, in lower case."""
    spelled: dict[str, str] = {}
    for text in texts:
        for written in text.lower().replace("/", " ").replace("-", " ").split():
            found = words(written)
            for word in found:
                trimmed = written.strip("()[]{}<>,;:!?\"'“”„‘’«»…&|")
                spelled.setdefault(word, trimmed[:LONGEST_WORD] if len(found) == 1 else word)
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
    """Its title, its team's name, and where and what kind of work it is, as candidates say it."""
    with translation.override(position.locale.language_code):
        facts = [
            *(part for place in position.locations for part in _names_of_place(place)),
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
    more += [part for place in position.locations for part in (place.locality, place.region)]
    named = [words(text) for text in (title, team, facts)]
    return PositionText(
        position=position,
        title=_padded(named[0]),
        team=_padded(named[1]),
        facts=_padded(named[2]),
        words=[*chain(*named), *words(" ".join(more))[:MOST_WORDS_OF_A_BODY]],
    )


def _names_of_place(place: Any) -> tuple[str, str]:
    return place.name, place.country.name


def _padded(found: list[str]) -> str:
    """`found` so that a word begins after a space and ends before one."""
    return f" {' '.join(found)} "


def _positions() -> PositionQuerySet:
    positions: PositionQuerySet = apps.get_model("careers.PositionPage").objects.all()
    return positions
