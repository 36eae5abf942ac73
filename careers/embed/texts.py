"""What the elements say, in the language that is active."""

from __future__ import annotations

from django.utils.translation import gettext


def texts() -> dict[str, str]:
    return {
        "positions": gettext("Open positions"),
        "loading": gettext("Open positions are loading."),
        "shown": gettext("Showing %(shown)s out of %(total)s"),
        "none": gettext("There are no open positions today."),
        "nothing": gettext("Nothing open fits this search today."),
        "corrected": gettext("Showing results for “%(query)s”."),
        "failed": gettext("The positions could not be loaded."),
        "old": gettext("This list may be out of date."),
        "again": gettext("Try again"),
        "all": gettext("All open positions"),
        "more": gettext("See all in the search"),
        "search": gettext("Search for a position"),
        "submit": gettext("Search"),
        "any": gettext("All"),
    }
