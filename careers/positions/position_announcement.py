from __future__ import annotations

from django.db import models
from django.utils import timezone

from careers.positions.position_page import PositionPage


class PositionAnnouncement(models.Model):
    """Remembers that `position_opened` was sent for a position, and `position_closed` not since.

    By it, each of the two signals is sent exactly once, whatever else is going on.
    """

    position = models.OneToOneField(
        PositionPage, on_delete=models.CASCADE, primary_key=True, related_name="announcement"
    )
    announced_at = models.DateTimeField(default=timezone.now)

    content_version_ignore = True

    def __str__(self) -> str:
        return str(self.position)
