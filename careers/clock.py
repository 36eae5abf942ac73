"""What day it is where a position is offered."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from careers.models.settings import CareersSettings


class LocalDays:
    """The date at one moment on every site, each in the time zone of its careers settings.

    Made with one query. Sites without settings go by `settings.TIME_ZONE`.
    """

    def __init__(self, now: datetime | None = None) -> None:
        moment = now or timezone.now()
        self.default = moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        zones = CareersSettings.objects.values_list("site__root_page__url_path", "time_zone")
        self._by_root: dict[str, date] = {
            root_path: moment.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()
            for root_path, zone in zones
        }

    def by_root(self) -> list[tuple[str, date]]:
        """Root pages' `url_path` and date, the shallowest root first."""
        return sorted(self._by_root.items(), key=lambda item: len(item[0]))

    def agreed(self) -> date | None:
        """The date, where all sites have the same."""
        days = {self.default, *self._by_root.values()}
        return days.pop() if len(days) == 1 else None

    def at(self, url_path: str) -> date:
        """The date on the site with the deepest root page above `url_path`."""
        for root_path, day in reversed(self.by_root()):
            if url_path.startswith(root_path):
                return day
        return self.default
