"""The teams and cities of an invented company, which grow with the number of its positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.load.cities import City, cities
from tests.load.texts import PILLARS, TEAM_INTRODUCTION, TEAM_TEXT
from tests.load.trades import DOMAINS, TRADES, Trade

#: A part of a page, as its StreamField stores it.
Part = dict[str, Any]


@dataclass(frozen=True)
class Team:
    """A team of people of one trade who look after one thing."""

    domain: str
    trade: Trade

    @property
    def title(self) -> str:
        return f"{self.domain} {self.trade.team}"

    @property
    def introduction(self) -> str:
        return TEAM_INTRODUCTION.format(domain=self.domain, trade=self.trade.team)

    @property
    def body(self) -> list[Part]:
        """The parts of its page."""
        skills = ", ".join(self.trade.skills[:5])
        text = TEAM_TEXT.format(domain=self.domain, trade=self.trade.team, skills=skills)
        return [
            {"type": "about", "value": {"heading": "About us", "text": text}},
            {"type": "open_positions", "value": {}},
            {
                "type": "pillars",
                "value": {
                    "heading": "What makes us different",
                    "pillars": [{"title": title, "text": text} for title, text in PILLARS],
                },
            },
        ]


def make_teams(count: int) -> list[Team]:
    """The teams of a company with `count` positions, the largest first: 12 for 1,000 of them."""
    # Going down the diagonals, so that neither the first trade nor the first domain has all teams.
    all_teams = [
        Team(DOMAINS[(rank + number) % len(DOMAINS)], trade)
        for rank in range(len(DOMAINS))
        for number, trade in enumerate(TRADES)
    ]
    return all_teams[: max(2, round(12 * (count / 1000) ** 0.72))]


def make_cities(count: int) -> list[City]:
    """The cities of a company with `count` positions, the largest first: 20 for 1,000 of them."""
    return cities()[: max(3, round(20 * (count / 1000) ** 0.4375))]
