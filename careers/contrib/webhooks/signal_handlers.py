"""Report at once what signals tell of; `send_webhooks` finds what they don't."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.report_task import report_all_soon
from careers.contrib.webhooks.reports import report, start_anew
from careers.signals import position_changed, position_closed, position_opened, team_changed


def connect() -> None:
    """Listen to all that changes pages. Called once, when the app is ready."""
    for signal in (position_opened, position_closed, position_changed):
        signal.connect(_report_positions)
    team_changed.connect(_report_teams)
    for signal in (page_published, page_unpublished):
        signal.connect(_report_page)
    post_delete.connect(_report_page, sender=Page)
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_report_all)
    for signal in (post_save, post_delete):
        signal.connect(_report_all, sender=PageViewRestriction)
    post_save.connect(_start_with_first_endpoint, sender=Endpoint)


@dataclass
class PagesToReport:
    """The pages that a transaction has changed. Reports them when it is called after the commit."""

    ids: set[int]

    def __call__(self) -> None:
        report(self.ids)


def report_after_commit(ids: Iterable[int]) -> None:
    """Report pages once the transaction is committed; without one, now."""
    for _savepoints, function, *_robust in transaction.get_connection().run_on_commit:
        if isinstance(function, PagesToReport):
            function.ids.update(ids)
            return
    transaction.on_commit(PagesToReport(set(ids)), robust=True)


def _report_positions(positions: list[Any], **kwargs: Any) -> None:
    report(position.pk for position in positions)


def _report_teams(teams: list[Any], **kwargs: Any) -> None:
    report(team.pk for team in teams)


def _report_page(instance: Page, **kwargs: Any) -> None:
    report_after_commit([instance.pk])


def _report_all(raw: bool = False, **kwargs: Any) -> None:
    """Report whatever a move, an address or a view restriction has changed, which may be much."""
    if not raw:
        transaction.on_commit(report_all_soon, robust=True)


def _start_with_first_endpoint(
    instance: Endpoint, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw and not Endpoint.objects.exclude(pk=instance.pk).exists():
        start_anew()
