"""What is asked for: pages of the loaded site, and a search that finds something in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

#: Letters of a word that stands for itself: a typing error in a shorter one has other neighbours.
LONG_WORD = 6


@dataclass(frozen=True)
class OpenPosition:
    """Slugs of its team and locations, besides its id and title."""

    id: int
    title: str
    team: str
    locations: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """A search by keywords, team and location, and a position that it finds.

    `frequent` is the word that most positions have in their titles.
    """

    position: int
    team: str
    location: str
    query: str
    misspelt: str
    frequent: str


@dataclass(frozen=True)
class Target:
    name: str
    path: str


def choose(positions: Iterable[OpenPosition]) -> Choice:
    """The team with the most positions, its most frequent location, and two words of titles there.

    Raises `LookupError` where no position with a location has a word to search for.
    """
    teams: dict[str, list[OpenPosition]] = {}
    titles: list[str] = []
    for position in positions:
        titles.append(position.title)
        teams.setdefault(position.team, []).append(position)
    for team in sorted(teams, key=lambda slug: (-len(teams[slug]), slug)):
        locations = Counter(chain.from_iterable(one.locations for one in teams[team]))
        for location in by_frequency(locations):
            here = [one for one in teams[team] if location in one.locations]
            if keywords := choose_keywords([one.title for one in here]):
                return Choice(
                    position=next(one.id for one in here if set(keywords) <= set(words(one.title))),
                    team=team,
                    location=location,
                    query=" ".join(keywords),
                    misspelt=" ".join([misspell(keywords[0]), *keywords[1:]]),
                    frequent=choose_keywords(titles)[0],
                )
    raise LookupError("There is no open position with a location and a word to search for.")


def choose_keywords(titles: Sequence[str]) -> list[str]:
    """The most frequent long word of the titles, and the most frequent other one beside it."""
    found = [words(title) for title in titles]
    first = by_frequency(Counter(word for title in found for word in set(title)))[:1]
    beside = [set(title) - set(first) for title in found if first and first[0] in title]
    return first + by_frequency(Counter(chain.from_iterable(beside)))[:1]


def words(title: str) -> list[str]:
    return re.findall(rf"\b[a-z]{{{LONG_WORD},}}\b", title.lower(), re.ASCII)


def by_frequency(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda key: (-counted[key], key))


def misspell(word: str) -> str:
    """The word with two unequal neighbours exchanged, as near to its middle as there are any."""
    middle = len(word) // 2
    for place in sorted(range(1, len(word) - 1), key=lambda place: abs(place - middle)):
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word


def make_targets(
    choice: Choice, *, team: str, teams: str, position: str, index: str
) -> list[Target]:
    """All that there is to ask for; `team`, `teams`, `position` and `index` are paths of pages."""
    filters = {"team": choice.team, "location": choice.location}
    return [
        Target("home", "/"),
        Target("teams", teams),
        Target("team", team),
        Target("position", position),
        Target("search", index),
        Target("search-letter", f"{index}?q=s"),
        Target("search-word", f"{index}?{urlencode({'q': choice.frequent})}"),
        Target("search-team", f"{index}?{urlencode({'team': choice.team})}"),
        Target("search-filtered", f"{index}?{urlencode({'q': choice.query, **filters})}"),
        Target("search-misspelt", f"{index}?{urlencode({'q': choice.misspelt, **filters})}"),
        *_api_targets(filters, team, position),
    ]


def _api_targets(filters: dict[str, str], team: str, position: str) -> list[Target]:
    """The same in JSON: a list with filters and facets, a position, a team's page by its path."""
    slug = position.rstrip("/").rpartition("/")[2]
    return [
        Target("api-search", f"{API}positions/?{urlencode(filters)}"),
        Target("api-position", f"{API}positions/{slug}/"),
        Target("api-team", f"{API}pages/?{urlencode({'path': team})}"),
    ]


SEARCHES = (
    "search",
    "search-letter",
    "search-word",
    "search-team",
    "search-filtered",
    "search-misspelt",
)
API = "/api/careers/v1/"
API_NAMES = ("api-search", "api-position", "api-team")
NAMES = ("home", "teams", "team", "position", *SEARCHES, *API_NAMES)
#: Pages that are measured as the page cache sends them, too, and what such a one may cost.
KEPT = ("home", "team", "search", "search-filtered", *API_NAMES)
KEPT_AIM = 1.6
#: How many times the bare constant a page may cost at most, with 1,000 positions.
AIMS = {
    **dict.fromkeys(SEARCHES, 50),
    "home": 40,
    "team": 25,
    "position": 22,
    "api-search": 15,
    "api-position": 8,
    "api-team": 20,
}
