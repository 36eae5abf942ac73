"""A position as the database has it, and its drafts."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from careers.models import PositionPage


def stored(position: PositionPage) -> PositionPage:
    return PositionPage.objects.get(pk=position.pk)


def draft(position: PositionPage) -> PositionPage:
    return stored(position).get_latest_revision_as_object()


def save_draft(position: PositionPage, **values: Any) -> Revision:
    page = draft(position)
    for name, value in values.items():
        setattr(page, name, value)
    return page.save_revision()
