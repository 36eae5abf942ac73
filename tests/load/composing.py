"""Makes up positions: the same ones for the same seed and count, but for the day they count from.

Knows nothing of the database: what it returns is stored by `tests.load.loading`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from careers.positions.choices import PayPeriod, Workplace
from tests.load.chance import Skewed, Weighted
from tests.load.cities import EUROPE, City, market
from tests.load.company import Part, Team, make_cities, make_teams
from tests.load.languages import LANGUAGES, Language
from tests.load.texts import ENGLISH, Section
from tests.load.trades import DOMAINS, LEVELS, TITLE_FORMS, Trade

#: Numbers of the first position, as its reference and its address show them.
FIRST_NUMBER = 100_001
#: How long ago the oldest positions were posted.
OLDEST = 120
HOUR = timedelta(hours=1)
#: What pay is for, how many of them a year has, and the steps in which it is given.
PERIODS = (
    (PayPeriod.YEAR, 1, 500),
    (PayPeriod.YEAR, 1, 1000),
    (PayPeriod.MONTH, 12, 50),
    (PayPeriod.HOUR, 1_800, 1),
)


@dataclass(frozen=True)
class Times:
    """Days before today on which a position was posted, and closed by hand; when it closes.

    `closes_in` is in days from today, less than zero where it has closed. A draft was not posted.
    """

    posted: int | None
    closed: int | None = None
    closes_in: int | None = None


class Pay(NamedTuple):
    minimum: Decimal
    maximum: Decimal | None
    currency: str
    period: PayPeriod


@dataclass(frozen=True)
class Position:
    """A position as it was made up; `types` are slugs, `hour` is after midnight of its day."""

    number: int
    title: str
    team: Team
    cities: tuple[City, ...]
    types: tuple[str, ...]
    workplace: Workplace
    countries: tuple[str, ...]
    pay: Pay | None
    times: Times
    hour: timedelta
    reference: str
    apply_url: str
    body: list[Part]
    key: UUID


class Composer:
    """Makes up `count` positions out of `seed`."""

    def __init__(self, count: int, seed: int) -> None:
        self.count = count
        self.teams, self.cities = make_teams(count), make_cities(count)
        self._chance = random.Random(f"{seed} {count}")
        self._team = Skewed(self.teams, 0.8)
        self._city = Skewed(self.cities, 0.9)
        self._level = Weighted([(level, level[1]) for level in LEVELS])
        self._language = Weighted(
            [(None, 100 - sum(share for _language, share in LANGUAGES)), *LANGUAGES]
        )
        self._workplace = Weighted(
            [(Workplace.ON_SITE, 35), (Workplace.HYBRID, 45), (Workplace.REMOTE, 20)]
        )
        self._number_of_cities = Weighted([(1, 70), (2, 20), (3, 8), (5, 2)])

    def positions(self) -> Iterator[Position]:
        for number in range(FIRST_NUMBER, FIRST_NUMBER + self.count):
            yield self._position(number)

    def _position(self, number: int) -> Position:
        chance = self._chance
        team = self._team.choose(chance)
        language = self._language.choose(chance)
        workplace = self._workplace.choose(chance)
        places = self._cities(language)
        form, _share, worth, types = self._level.choose(chance)
        countries = self._countries(places) if workplace == Workplace.REMOTE else ()
        if language is None:
            domain = team.domain if chance.random() < 0.6 else chance.choice(DOMAINS)
            name = form.format(craft=chance.choice(team.trade.crafts))
            title = chance.choice(TITLE_FORMS).format(title=name, domain=domain)
        else:
            domain = chance.choice(language.domains)
            title, worth, types = chance.choice(language.titles), 1.0, ("full-time",)
            title = title.format(domain=domain)
        return Position(
            number=number,
            title=title,
            team=team,
            cities=places,
            types=types,
            workplace=workplace,
            countries=countries,
            pay=self._pay(team.trade, worth, places[0].country) if chance.random() < 0.4 else None,
            times=self._times(),
            hour=HOUR * chance.uniform(7, 19),
            reference=f"R-{number}" if chance.random() < 0.6 else "",
            apply_url=(f"https://apply.example.com/{number}" if chance.random() < 0.1 else ""),
            body=self._body(language, domain, team.trade, places[0]),
            key=self._uuid(),
        )

    def _cities(self, language: Language | None) -> tuple[City, ...]:
        wanted = self._number_of_cities.choose(self._chance)
        if language is not None:
            here = [city for city in self.cities if city.country in language.countries]
            if here:
                return (self._chance.choice(here),)
        return tuple(dict.fromkeys(self._city.choose(self._chance) for _each in range(wanted)))

    def _countries(self, places: Sequence[City]) -> tuple[str, ...]:
        """Where remote candidates may live: in the countries of the places, and often in others."""
        at_home = [city.country for city in places]
        if self._chance.random() < 0.4:
            at_home += EUROPE
        elif self._chance.random() < 0.5:
            at_home += [self._city.choose(self._chance).country for _each in range(3)]
        return tuple(dict.fromkeys(at_home))

    def _times(self) -> Times:
        chance = self._chance
        kind = chance.random()
        if kind < 0.02:
            return Times(posted=None)
        posted = int(chance.triangular(0, OLDEST, OLDEST / 5))
        if kind < 0.07:  # by its date, which is over on every continent the day after tomorrow
            posted = chance.randrange(10, OLDEST)
            return Times(posted, closes_in=-chance.randrange(2, posted))
        if kind < 0.12:
            posted = max(posted, 2)
            return Times(posted, closed=chance.randrange(1, posted))
        return Times(posted, closes_in=chance.randrange(1, 90) if chance.random() < 0.25 else None)

    def _pay(self, trade: Trade, worth: float, country: str) -> Pay:
        currency, factor = market(country)
        yearly = trade.pay * 1000 * worth * factor * self._chance.uniform(0.8, 1.2)
        most = yearly * self._chance.uniform(1.1, 1.5) if self._chance.random() < 0.8 else None
        period, parts, step = self._chance.choice(PERIODS)
        maximum = None if most is None else _round(most / parts, step)
        return Pay(_round(yearly / parts, step), maximum, currency, period)

    def _body(
        self, language: Language | None, domain: str, trade: Trade, place: City
    ) -> list[Part]:
        sections = language.sections if language else ENGLISH
        domains = language.domains if language else DOMAINS
        return [
            {
                "type": "section",
                "value": {
                    "heading": section.heading,
                    "text": self._text(section, domain, domains, trade, place),
                },
                "id": str(self._uuid()),
            }
            for section in sections
        ]

    def _text(
        self, section: Section, domain: str, domains: Sequence[str], trade: Trade, place: City
    ) -> str:
        chance = self._chance
        chosen = chance.sample(section.sentences, chance.randint(section.least, section.most))
        sentences = []
        for sentence in chosen:
            skill, other_skill = chance.sample(trade.skills, 2)
            sentences.append(
                sentence.format(
                    domain=domain,
                    other_domain=chance.choice(domains),
                    skill=skill,
                    other_skill=other_skill,
                    city=place.name,
                    number=chance.randrange(20, 1000),
                    small_number=chance.randrange(3, 10),
                )
            )
        if section.is_list:
            return f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</ul>"
        middle = (len(sentences) + 1) // 2
        paragraphs = (sentences[:middle], sentences[middle:])
        return "".join(f"<p>{' '.join(paragraph)}</p>" for paragraph in paragraphs if paragraph)

    def _uuid(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)


def _round(amount: float, step: int) -> Decimal:
    """`amount` in full steps, at least one."""
    return Decimal(max(1, round(amount / step)) * step)
