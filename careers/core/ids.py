"""Read the ids of rows from what a request brings, before a database sees them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls.converters import IntConverter

#: The largest value of a 64-bit integer, the widest that databases have for ids.
MAX_ID = 2**63 - 1
_MAX_DIGITS = len(str(MAX_ID))


def read_id(text: str) -> int | None:
    """Return the id that `text` writes in ASCII digits, or None where no row can have it."""
    if not (text.isascii() and text.isdigit()) or len(text) > _MAX_DIGITS:
        return None
    number = int(text)
    return number if number <= MAX_ID else None


def read_ids(texts: Iterable[str]) -> list[int]:
    """Return the ids among `texts`, in their order; what can't be an id is left out."""
    return [number for text in texts if (number := read_id(text)) is not None]


class IdConverter(IntConverter):
    """An id in an address; one that no row can have is not found."""

    def to_python(self, value: str) -> int:
        number = read_id(value)
        if number is None:
            raise ValueError(value)
        return number
