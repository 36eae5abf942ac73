from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Annotated, Any

from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict

from careers.facts.fact import Fact, LabelledValue, Problem, Values

#: More digits than any number that a page says has: what databases hold in an integer.
MAX_DIGITS = 9
#: A filter without `starts` has so many choices at the most.
MAX_CHOICES = 8

#: The lowest and the highest number; `None` for no limit.
Range = tuple[int | None, int | None]


class NumberRangeJSON(TypedDict):
    """Whole numbers from `min` to `max`; `null` is no limit."""

    min: int | None
    max: int | None
    text: Annotated[str, Field(description="In the language of the answer.")]


class NumberRangeFact(Fact):
    """The whole numbers from that in one field to that in another one; either may be missing.

    The filter finds ranges that have a number in common with the one that is asked for: `3-7`, `5`,
    `3-` or `-7`. Its choices begin with the numbers in `starts`; without these there are up to
    eight ranges of one size.
    """

    schema = NumberRangeJSON | None
    pattern = rf"[0-9]{{1,{MAX_DIGITS}}}(-[0-9]{{0,{MAX_DIGITS}}})?|-[0-9]{{1,{MAX_DIGITS}}}"
    example = "3-7"
    filters_by_default = True

    def __init__(
        self, low: str, high: str, *, name: str, starts: Sequence[int] = (), **options: Any
    ) -> None:
        options.setdefault("label", name.replace("_", " ").capitalize())
        super().__init__(low, high, name=name, **options)
        self.starts = tuple(starts)

    def problems(self, values: Values) -> Iterator[Problem]:
        low, high = values
        if low is not None and high is not None and high < low:
            yield self.fields[1], _("The highest number is below the lowest: swap the two.")

    def text(self, values: Values) -> str:
        low, high = values
        return "" if low is None and high is None else _text((low, high))

    def represent(self, values: Values) -> NumberRangeJSON | None:
        text = self.text(values)
        return {"min": values[0], "max": values[1], "text": text} if text else None

    def tokens(self, values: Values) -> Iterable[str]:
        low, high = values
        return [] if low is None and high is None else [_token((low, high))]

    def can_exist(self, asked: str) -> bool:
        return _read(asked) is not None

    def found_by(self, asked: str, tokens: Collection[str]) -> Iterable[str]:
        wanted = _read(asked)
        if wanted is None:
            return []
        ranges = ((token, _read(token)) for token in tokens)
        return [token for token, numbers in ranges if numbers and _overlap(wanted, numbers)]

    def choices(self, rows: QuerySet, locale: int | None) -> list[LabelledValue]:
        low, high = self.fields
        ends = rows.aggregate(Min(low), Max(low), Min(high), Max(high)).values()
        numbers = [number for number in ends if number is not None]
        if not numbers:
            return []
        starts = self.starts or _starts(min(numbers), max(numbers))
        last: list[int | None] = [start - 1 for start in starts[1:]]
        last.append(None if self.starts else starts[-1] + _step(starts) - 1)
        ranges: list[Range] = list(zip(starts, last, strict=True))
        return [(_token(each), _text(each)) for each in ranges]

    def describe(self, asked: str) -> str:
        wanted = _read(asked)
        return _text(wanted) if wanted else asked


def _read(text: str) -> Range | None:
    """Return the range that `text` says, or `None` where it says none."""
    if not re.fullmatch(NumberRangeFact.pattern, text):
        return None
    low, dash, high = text.partition("-")
    numbers = (int(low) if low else None, int(high if dash else low) if high or not dash else None)
    return None if None not in numbers and numbers[1] < numbers[0] else numbers  # type: ignore[operator]


def _overlap(one: Range, other: Range) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Range, other: Range) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _token(numbers: Range) -> str:
    low, high = ("" if number is None else str(number) for number in numbers)
    return low if low == high else f"{low}-{high}"


def _text(numbers: Range) -> str:
    low, high = numbers
    if low is None:
        return str(_("up to %(number)s") % {"number": high})
    if high is None:
        return str(_("from %(number)s") % {"number": low})
    return str(low) if low == high else f"{low}–{high}"


def _starts(low: int, high: int) -> list[int]:
    """Return the first numbers of up to `MAX_CHOICES` ranges of one size, from `low` to `high`."""
    sizes = (digit * 10**power for power in count() for digit in (1, 2, 5))
    for size in sizes:
        first = low - low % size if size > 1 else low
        starts = list(range(first, high + 1, size)) if high - first < size * MAX_CHOICES else []
        if starts:
            return starts
    raise AssertionError  # sizes go on for ever


def _step(starts: Sequence[int]) -> int:
    return starts[1] - starts[0] if len(starts) > 1 else 1
