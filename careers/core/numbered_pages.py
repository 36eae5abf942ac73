"""The numbered pages of a long list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.paginator import Page

MAX_PAGE = 10**9


@dataclass(frozen=True)
class NumberedPages:
    """The page of a list that is shown, and the addresses of the others."""

    page: Page
    #: Returns the address of the page with a number.
    address: Callable[[int], str]

    @property
    def previous(self) -> str:
        """The address of the page before, or ""."""
        return self.address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        """The address of the page after, or ""."""
        return self.address(self.page.number + 1) if self.page.has_next() else ""

    @property
    def links(self) -> Iterator[tuple[int | str, str]]:
        """The numbers of the pages around this one with their addresses; "" for a gap."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_ends=1):
            yield number, self.address(number) if isinstance(number, int) else ""


def requested_page(value: str | None) -> int:
    """Return the number, from 1 on, in the value of `?page=`.

    A value that isn't a positive whole number in ASCII digits counts as absent.
    """
    if not value or not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value.lstrip("0")[:10] or 1), MAX_PAGE)
