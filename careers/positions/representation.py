"""The JSON forms of positions, in lists and on their own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.core.local_dates import local_dates
from careers.core.representation.block_forms import DateString, one_of
from careers.core.representation.links import PageLinkJSON, represent_page_link
from careers.directory.representation import (
    CountryJSON,
    LocationJSON,
    PositionTypeJSON,
    represent_country,
    represent_location,
    represent_position_type,
)
from careers.facts.representation import PositionFactsJSON, represent_facts
from careers.kept.facts import find_each_kept
from careers.positions.choices import PayPeriod, Workplace
from careers.positions.open_and_closed import is_closed
from careers.positions.querysets import PositionQuerySet
from careers.positions.rows import keys_of


class WorkplaceJSON(TypedDict):
    value: Annotated[str, one_of(Workplace.values)]
    label: Annotated[str, Field(description="In the language of the answer.")]


class PayJSON(TypedDict):
    """What the position pays; `min` and `max` are the same where there is one amount."""

    min: float
    max: float
    currency: Annotated[str, Field(description="ISO 4217.", examples=["EUR"])]
    period: Annotated[str, one_of(PayPeriod.values)]
    text: Annotated[
        str, Field(description="In the language of the answer.", examples=["€62,000–84,000 a year"])
    ]


class PositionFacts(TypedDict):
    """What candidates compare."""

    team: Annotated[PageLinkJSON | None, Field(description="`null` in unfinished drafts only.")]
    locations: Annotated[
        list[LocationJSON], Field(description="The most important location first.")
    ]
    workplace: WorkplaceJSON
    countries: Annotated[
        list[CountryJSON],
        Field(description="For remote positions: from where one may work; none: from anywhere."),
    ]
    types: list[PositionTypeJSON]
    pay: PayJSON | None
    posted_date: DateString | None
    closing_date: Annotated[
        DateString | None, Field(description="The last day on which candidates can apply.")
    ]
    facts: PositionFactsJSON


class PositionSummary(PageLinkJSON, PositionFacts):
    """A position in a list."""


class PositionJSON(PositionFacts):
    is_open: Annotated[bool, Field(description="Whether candidates can apply now.")]
    closed_on: Annotated[DateString | None, Field(description="The day on which it closed.")]
    workplace_description: Annotated[
        str, Field(description="In words, with the countries from which one may work.")
    ]
    reference: Annotated[str, Field(description="The employer's own number for it.")]
    apply_url: Annotated[
        str, Field(description="Where to apply: a web address, a `mailto:` link, or “”.")
    ]
    similar: Annotated[list[PositionSummary], Field(description="Other open positions like it.")]


def position_summaries(
    request: HttpRequest | None, keys: Sequence[int], positions: PositionQuerySet
) -> list[PositionSummary]:
    """Return the forms of those of `positions` with `keys`, in their order, in three queries and
    one for each model of a host.

    The keys are of positions that everybody may see: this is not checked again.
    """

    def find(keys: Sequence[int]) -> Mapping[int, PositionSummary]:
        found = positions.filter(pk__in=keys).with_locations_and_types().defer("body")
        return {position.pk: _represent(position, request) for position in found}

    if request is None:
        found = find(keys)
        return [found[key] for key in keys if key in found]
    return find_each_kept(request, "position summary", keys, find)


def position_facts(position: Any, request: HttpRequest | None) -> PositionFacts:
    """Return what candidates compare of `position`."""
    countries: Any = position.countries
    return {
        "team": represent_page_link(position.team, request) if position.team else None,
        "locations": [represent_location(item, request) for item in position.locations],
        "workplace": {
            "value": position.workplace,
            "label": str(position.get_workplace_display()),
        },
        "countries": [represent_country(country) for country in countries],
        "types": [represent_position_type(item, request) for item in position.types],
        "pay": _pay(position),
        "posted_date": position.posted_date and position.posted_date.isoformat(),
        "closing_date": position.closing_date and position.closing_date.isoformat(),
        "facts": represent_facts(position, "position"),
    }


def represent_position(
    position: Any,
    request: HttpRequest,
    context: dict[str, Any],
    positions: PositionQuerySet,
) -> dict[str, Any]:
    """Return a position's own part of the form of its page, whose template gets `context`.

    `positions` are all that there are.
    """
    closed = is_closed(position, local_dates(request))
    similar = keys_of(context["similar"])
    return {
        **position_facts(position, request),
        "is_open": not closed,
        "closed_on": position.closed_on.isoformat() if closed and position.closed_on else None,
        "workplace_description": position.workplace_description,
        "reference": position.reference,
        "apply_url": "" if closed else str(context["apply_address"]),
        "similar": position_summaries(request, similar, positions),
        "robots": "noindex" if closed else "",
    }


def _represent(position: Any, request: HttpRequest | None) -> PositionSummary:
    return {**represent_page_link(position, request), **position_facts(position, request)}


def _pay(position: Any) -> PayJSON | None:
    text = position.pay
    if not text:
        return None
    maximum = position.pay_min if position.pay_max is None else position.pay_max
    return {
        "min": _number(position.pay_min),
        "max": _number(maximum),
        "currency": position.pay_currency,
        "period": position.pay_period,
        "text": text,
    }


def _number(amount: Decimal | None) -> float:
    return float(amount or 0)
