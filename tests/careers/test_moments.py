from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from careers.core.local_dates import LocalDates
from careers.core.moments import aware, aware_now, local, local_day, storable
from tests.factories import Tree

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
NAIVE = datetime(2026, 7, 1, 13, 0)  # noqa: DTZ001 (noon in Lisbon, as it is stored there)


@pytest.fixture
def no_time_zones(settings: Settings) -> None:
    settings.USE_TZ = False
    settings.TIME_ZONE = "Europe/Lisbon"


@pytest.mark.usefixtures("no_time_zones")
def test_stored_moment_without_a_zone_is_in_that_of_the_project() -> None:
    assert aware(NAIVE) == NOON
    assert storable(NOON) == NAIVE
    assert local(NAIVE) == NAIVE
    assert local_day(NAIVE) == date(2026, 7, 1)


@pytest.mark.usefixtures("no_time_zones")
def test_now_has_a_zone_without_time_zones_too() -> None:
    assert abs(aware_now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert local_day() == datetime.now(ZoneInfo("Europe/Lisbon")).date()


def test_moment_with_a_zone_is_shown_in_the_active_one() -> None:
    with timezone.override("Asia/Tokyo"):
        assert local(NOON).hour == 21
        assert local_day(datetime(2026, 7, 1, 20, tzinfo=UTC)) == date(2026, 7, 2)
    assert aware(NOON) is storable(NOON) is NOON


@pytest.mark.django_db
@pytest.mark.usefixtures("no_time_zones")
def test_dates_of_sites_are_known_without_time_zones() -> None:
    Tree()
    before_midnight = datetime(2026, 7, 31, 23, 59)  # noqa: DTZ001
    dates = LocalDates(before_midnight)
    assert dates.default == date(2026, 7, 31)
    assert {month[1:] for month in dates.months()} == {
        (date(2026, 7, 1), datetime(2026, 7, 1))  # noqa: DTZ001
    }
