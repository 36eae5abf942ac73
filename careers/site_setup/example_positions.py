"""The example positions: on site, hybrid and remote, with pay and without, one of them closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from careers.site_setup.example_teams import FIRST, SECOND


@dataclass(frozen=True)
class ExamplePosition:
    """A position to be made; `locations` and `types` are keys of the directory."""

    key: str
    title: str
    team: str
    locations: tuple[str, ...]
    types: tuple[str, ...]
    posted_days_ago: int
    workplace: str = "on_site"
    countries: tuple[str, ...] = ()
    pay: tuple[int, int, str] | None = None
    closes_in_days: int | None = None
    closed_days_ago: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the page that need nothing of the database."""
        values: dict[str, Any] = {
            "title": self.title,
            "workplace": self.workplace,
            "countries": list(self.countries),
            "reference": f"EXAMPLE-{self.key}",
        }
        if self.pay:
            lowest, highest, currency = self.pay
            values |= {"pay_min": lowest, "pay_max": highest}
            values |= {"pay_currency": currency, "pay_period": "year"}
        return values


def example_positions() -> list[ExamplePosition]:
    """Return the positions, with titles in the active language."""
    return [
        ExamplePosition(
            key="backend-engineer",
            title=_("Backend Engineer"),
            team=FIRST,
            locations=("lisbon",),
            types=("full-time",),
            posted_days_ago=2,
            pay=(48_000, 62_000, "EUR"),
        ),
        ExamplePosition(
            key="senior-backend-engineer",
            title=_("Senior Backend Engineer"),
            team=FIRST,
            locations=("lisbon", "dublin"),
            types=("full-time",),
            posted_days_ago=5,
            workplace="hybrid",
            pay=(70_000, 88_000, "EUR"),
        ),
        ExamplePosition(
            key="backend-engineer-search",
            title=_("Backend Engineer, Search"),
            team=FIRST,
            locations=("dublin",),
            types=("full-time",),
            posted_days_ago=8,
            workplace="remote",
            countries=("ES", "IE", "PT"),
        ),
        ExamplePosition(
            key="engineering-manager",
            title=_("Engineering Manager, Payments"),
            team=FIRST,
            locations=("dublin",),
            types=("full-time", "people-manager"),
            posted_days_ago=12,
            workplace="hybrid",
        ),
        ExamplePosition(
            key="backend-intern",
            title=_("Backend Intern"),
            team=FIRST,
            locations=("toronto",),
            types=("intern", "entry-level"),
            posted_days_ago=15,
            closes_in_days=45,
        ),
        ExamplePosition(
            key="database-engineer",
            title=_("Database Engineer"),
            team=FIRST,
            locations=("toronto",),
            types=("part-time",),
            posted_days_ago=20,
        ),
        ExamplePosition(
            key="release-engineer",
            title=_("Release Engineer"),
            team=FIRST,
            locations=("lisbon",),
            types=("full-time",),
            posted_days_ago=60,
            closed_days_ago=3,
        ),
        ExamplePosition(
            key="product-designer",
            title=_("Product Designer"),
            team=SECOND,
            locations=("lisbon", "toronto"),
            types=("full-time",),
            posted_days_ago=4,
            workplace="hybrid",
        ),
        ExamplePosition(
            key="illustrator",
            title=_("Illustrator"),
            team=SECOND,
            locations=("lisbon",),
            types=("temporary",),
            posted_days_ago=10,
            workplace="remote",
            countries=("PT",),
        ),
    ]


def position_body() -> list[dict[str, Any]]:
    """Return the description that all example positions have."""
    return [
        _section(
            "",
            f"<p>{_('This is an example. The first paragraph says in two sentences why.')}</p>",
        ),
        _section(
            _("What you will do"),
            _list(
                _("Build and run services that customers depend on every day"),
                _("Decide with the team what to build next, and what to leave out"),
                _("Take your turn to be on call, and make it a quiet one"),
            ),
        ),
        _section(
            _("What you bring"),
            _list(
                _("You have built something that others rely on"),
                _("You write so that people who weren't there understand it"),
            ),
        ),
    ]


def _section(heading: str, text: str) -> dict[str, Any]:
    return {"type": "section", "value": {"heading": heading, "text": text}}


def _list(*items: str) -> str:
    return "<ul>{}</ul>".format("".join(f"<li>{item}</li>" for item in items))
