"""Today's date on each site, in its time zone."""

from __future__ import annotations

import logging
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site

from careers.core.moments import aware, aware_now, storable
from careers.kept.facts import kept

logger = logging.getLogger(__name__)


def find_zone(name: str) -> ZoneInfo | None:
    """Return the time zone `name` of the IANA database, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, an invalid path, or a folder
        return None


@lru_cache(maxsize=64)
def stored_zone(name: str) -> ZoneInfo | None:
    """Return a stored time zone; warn once of an unknown one, and return None."""
    zone = find_zone(name)
    if zone is None:
        logger.warning("%r is stored as a time zone, but there is none of that name.", name)
    return zone


class LocalDates:
    """The date at one moment on every site, each in the time zone of its careers settings.

    Made with one query. Sites without a time zone go by `settings.TIME_ZONE`. Of several sites with
    one root page, the default one decides, or else one that has a time zone.
    """

    def __init__(self, now: datetime | None = None) -> None:
        moment = aware(now) if now else aware_now()
        default_zone = ZoneInfo(settings.TIME_ZONE)
        self.default = moment.astimezone(default_zone).date()
        self._by_root: dict[str, date] = {}
        self._zones = {"": default_zone}
        sites = Site.objects.order_by("is_default_site", "pk")
        for root_path, name in sites.values_list(
            "root_page__url_path", "careerssettings__time_zone"
        ):
            zone = stored_zone(name) if name else None
            if zone or root_path not in self._by_root:
                self._zones[root_path] = zone or default_zone
                self._by_root[root_path] = moment.astimezone(self._zones[root_path]).date()

    def by_root(self) -> list[tuple[str, date]]:
        """Return root pages' `url_path` and date, the shallowest root first."""
        return sorted(self._by_root.items(), key=lambda item: len(item[0]))

    def agreed(self) -> date | None:
        """Return the date if it is the same on all sites."""
        dates = {self.default, *self._by_root.values()}
        return dates.pop() if len(dates) == 1 else None

    def at(self, url_path: str) -> date:
        """Return the date on the site with the deepest root page above `url_path`."""
        for root_path, day in reversed(self.by_root()):
            if url_path.startswith(root_path):
                return day
        return self.default

    def months(self) -> list[tuple[str, date, datetime]]:
        """Return root pages' `url_path`, the first day of their month, and its beginning as stored.

        The shallowest root comes first, and before it "" for pages that are below none of them.
        """
        firsts = [(path, day.replace(day=1)) for path, day in [("", self.default), *self.by_root()]]
        return [
            (path, first, storable(datetime.combine(first, time.min, self._zones[path])))
            for path, first in firsts
        ]


@kept
def local_dates(request: HttpRequest | None) -> LocalDates:
    """Return the dates on all sites."""
    return LocalDates()
