"""How Hypothesis tries examples against rows that a test makes once."""

from __future__ import annotations

from zoneinfo import available_timezones

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

#: For tests whose every example sets all that it depends on: the fixtures are made once a test.
on_shared_rows = settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

time_zones = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone))
