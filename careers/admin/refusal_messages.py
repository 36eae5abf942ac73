"""Tell an editor of each object that is refused, and count what would be too many messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.admin import messages

#: How many objects, and uses of each, are named before the rest is counted.
MAX_NAMED = 5

Refused = TypeVar("Refused")


def tell_of_each(
    request: HttpRequest,
    refused: Iterable[Refused],
    tell: Callable[[Refused], None],
    count_rest: Callable[[int], str],
) -> bool:
    """Call `tell` with the first of `refused`, and show the rest's number; False if there is none.

    `count_rest` gives the sentence for a number.
    """
    everything = list(refused)
    for one in everything[:MAX_NAMED]:
        tell(one)
    if (more := len(everything) - MAX_NAMED) > 0:
        messages.error(request, count_rest(more))
    return bool(everything)


def more_in_use(number: int) -> str:
    sentence = ngettext(
        "%(number)d more of them can't be deleted.",
        "%(number)d more of them can't be deleted.",
        number,
    )
    return sentence % {"number": number}


def more_incomplete(number: int) -> str:
    sentence = ngettext(
        "%(number)d more page can't be published yet.",
        "%(number)d more pages can't be published yet.",
        number,
    )
    return sentence % {"number": number}
