"""What day it is where a position is offered."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site


class LocalDays:
    """The date at one moment on every site, each in the time zone of its careers settings.

    Made with one query. Sites without a time zone go by `settings.TIME_ZONE`. Of several sites with
    one root page, the default one decides, or else one that has a time zone.
    """

    def __init__(self, now: datetime | None = None) -> None:
        moment = now or timezone.now()
        self.default = moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
        self._by_root: dict[str, date] = {}
        sites = Site.objects.order_by("is_default_site", "pk")
        for root_path, zone in sites.values_list(
            "root_page__url_path", "careerssettings__time_zone"
        ):
            if zone or root_path not in self._by_root:
                day = moment.astimezone(ZoneInfo(zone or settings.TIME_ZONE)).date()
                self._by_root[root_path] = day

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
