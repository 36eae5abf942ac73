"""Which front end shows a site."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Site

from careers.conf import front_end_origins
from careers.front_end.front_end_settings import (
    FrontEndSettings,
    ServerPages,
    problem_with_address,
)
from careers.kept.facts import find_kept_now, kept


class FrontEnd(NamedTuple):
    """A front end of one's own. Without an address, this server shows the site."""

    #: No slash stands at its end.
    address: str = ""
    preview_path: str = ""
    server_pages: str = ServerPages.SHOW

    @property
    def origin(self) -> str:
        """The scheme and the host of the address, as browsers write them."""
        return "/".join(self.address.lower().split("/")[:3])


def front_ends() -> dict[int, FrontEnd]:
    """Return the front ends of all sites that have one, by the keys of the sites.

    One that a developer doesn't allow any more counts as none.
    """
    return find_kept_now("front ends", _fetched) if front_end_origins() else {}


@kept
def front_end_for(request: HttpRequest | None) -> FrontEnd:
    """Return the front end of the request's site; one without an address where it has none."""
    if not front_end_origins():
        return FrontEnd()
    site = Site.find_for_request(request)
    return front_ends().get(site.pk, FrontEnd()) if site else FrontEnd()


def _fetched() -> dict[int, FrontEnd]:
    rows = FrontEndSettings.objects.exclude(address="")
    return {
        row.site_id: FrontEnd(row.address, row.preview_path, row.server_pages)
        for row in rows
        if not problem_with_address(row.address)
    }
