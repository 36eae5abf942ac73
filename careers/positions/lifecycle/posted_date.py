"""A position without a posted date gets one on its first publication."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver

from careers.core.local_dates import LocalDates
from careers.positions.position_page import PositionPage


@receiver(pre_save, sender=PositionPage)
def set_posted_date(
    sender: type[PositionPage],
    instance: PositionPage,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Set today's date, where the position is, when a live page is saved without one."""
    is_saved = update_fields is None or "posted_date" in update_fields
    if instance.live and instance.posted_date is None and is_saved and not raw:
        instance.posted_date = LocalDates().at(instance.url_path)
