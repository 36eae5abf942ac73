"""Validate what a position must have to be published, in an editor's words.

A draft may be as incomplete or contradictory as its author likes; publishing it may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from careers.core.formatting import long_date
from careers.core.url_validation import problem_with

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The name of a field, and what is wrong with it.
Problem = tuple[str, "StrOrPromise"]


def problems_of(
    values: Mapping[str, Any], today: date, published_closing_date: date | None
) -> Iterator[Problem]:
    """Yield the problems of a position with `values`, by the names of its fields.

    Fields may be missing: its form says which are required. `today` is the date where it is.
    """
    yield from address_problems(values)
    yield from pay_problems(values)
    yield from date_problems(values, today, published_closing_date)


def pay_problems(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield problems of `pay_min`, `pay_max`, `pay_currency` and `pay_period`."""
    minimum, maximum = values.get("pay_min"), values.get("pay_max")
    needed = {
        "pay_min": _("Enter the lowest pay, or clear the other fields of the pay."),
        "pay_currency": _("Choose the currency, or clear the other fields of the pay."),
        "pay_period": _(
            "Choose what the pay is for: an hour, a month, a year. "
            "Or clear the other fields of the pay."
        ),
    }
    if any(values.get(name) not in (None, "") for name in (*needed, "pay_max")):
        for name, message in needed.items():
            if values.get(name) in (None, ""):
                yield name, message
    for name, amount in (("pay_min", minimum), ("pay_max", maximum)):
        if amount is not None and amount < 0:
            yield name, _("Pay can't be less than zero.")
    if minimum is not None and maximum is not None and maximum < minimum:
        yield "pay_max", _("The highest pay is below the lowest: swap the two.")


def date_problems(
    values: Mapping[str, Any], today: date, published_closing_date: date | None
) -> Iterator[Problem]:
    """Yield problems of `posted_date` and `closing_date`; a published one may have passed."""
    posted, closing = values.get("posted_date"), values.get("closing_date")
    if posted and posted > today:
        yield (
            "posted_date",
            _(
                "This day is still to come: choose today or an earlier one. "
                "To publish later, set a schedule instead."
            ),
        )
    if not closing:
        return
    if posted and closing < posted:
        message = _(
            "It would close before it was posted, on %(day)s: "
            "choose a later day, or leave the field empty."
        )
        yield "closing_date", message % {"day": long_date(posted)}
    elif closing < today and closing != published_closing_date:
        yield (
            "closing_date",
            _("This day is over: choose a later one, or leave the field empty."),
        )


def address_problems(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield problems of `apply_url`, which may hold any text in a draft."""
    address = values.get("apply_url")
    if address and (problem := problem_with(address)):
        yield "apply_url", problem
