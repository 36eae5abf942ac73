"""What content a request is answered from: its number and the quarter of an hour."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone

from careers.kept.content_version import ContentVersion

QUARTER_OF_AN_HOUR = 900


class Version(NamedTuple):
    number: int
    quarter: int


def current_version() -> Version:
    quarter = int(timezone.now().timestamp()) // QUARTER_OF_AN_HOUR
    return Version(ContentVersion.objects.current(), quarter)
