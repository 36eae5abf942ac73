"""Moments in projects with and without time zones.

With `USE_TZ = False`, what is stored has no zone, nor has Django's `timezone.now()`: both are in
`TIME_ZONE`. Django's own functions for local time refuse such a moment.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.conf import settings
from django.utils import timezone


def aware(moment: datetime) -> datetime:
    """Return a stored `moment` with its time zone."""
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment, _zone())


def storable(moment: datetime) -> datetime:
    """Return a `moment` that has a time zone as the project stores it."""
    return moment if settings.USE_TZ else timezone.make_naive(moment, _zone())


def aware_now() -> datetime:
    return aware(timezone.now())


def local(moment: datetime) -> datetime:
    """Return a stored `moment` in the time zone that is active, as templates show it."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def local_day(moment: datetime | None = None) -> date:
    """Return the day of a stored `moment`, or today, in the time zone that is active."""
    return local(moment or timezone.now()).date()


def _zone() -> tzinfo:
    return timezone.get_default_timezone()
