"""Buttons that close, reopen or duplicate a position with one click, in lists and in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets import Button, ButtonWithDropdownFromHook
from wagtail.models import Page

from careers.admin.positions.allowed_steps import (
    is_closed,
    is_open_to_close,
    lock_of,
    may_close_and_reopen,
    may_duplicate,
)
from careers.models import PositionPage

NAMESPACE = "careers_position_steps"


def step_url(step: str, position: PositionPage) -> str:
    """Where `step` ("close", "reopen" or "duplicate") is taken with `position`, by POST."""
    return reverse(f"{NAMESPACE}:{step}", args=[position.pk])


class QuickActionsColumn(BaseColumn):
    """Buttons that close, reopen or duplicate the row's position, or show it to its visitors.

    All buttons of a table send the one form in the column's header, each to an address of its own.
    """

    header_template_name = "careers/admin/quick_actions_header.html"
    cell_template_name = "careers/admin/quick_actions.html"

    class Media:
        css = {"all": ["careers/position_steps.css"]}

    def get_header_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_header_context_data(parent_context)
        request = context["request"]
        query = request.GET.copy()
        query.pop("_w_filter_fragment", None)
        index_url = parent_context.get("actions_next_url") or request.path
        return context | {
            "csrf_token": get_token(request),
            "next_url": f"{index_url}?{query.urlencode()}" if query else index_url,
        }

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        return context | {
            "title": instance.get_admin_display_title(),
            "steps": {name: step_url(name, instance) for name in steps(instance, request.user)},
            "live_url": instance.get_url(request) if instance.live else None,
            "next_url": parent_context.get("actions_next_url") or request.path,
        }


def steps(position: PositionPage, user: Any) -> Iterator[str]:
    """Those of the steps that make sense with `position` and that `user` may take."""
    if may_close_and_reopen(position, user) and not lock_of(position, user):
        if is_open_to_close(position):
            yield "close"
        elif is_closed(position):
            yield "reopen"
    if may_duplicate(position, user):
        yield "duplicate"


class StepButton(Button):
    """Takes a step with one click; without JavaScript or in a new tab it asks first."""

    icons = {"close": "cross", "reopen": "undo", "duplicate": "copy"}
    labels = {
        "close": _("Close for candidates"),
        "reopen": _("Reopen for candidates"),
        "duplicate": _("Duplicate"),
    }

    def __init__(
        self, step: str, position: PositionPage, next_url: str | None, priority: int
    ) -> None:
        url = step_url(step, position)
        super().__init__(
            self.labels[step],
            with_next(url, next_url),
            icon_name=self.icons[step],
            priority=priority,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post:prevent",
                "data-w-action-url-value": url,
            },
        )
        self.step = step


def row_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a row of pages: after “View live”, before “Move”."""
    if isinstance(page, PositionPage):
        for priority, step in enumerate(steps(page, user), start=7):
            yield StepButton(step, page, next_url, priority)


def simplify_row_menu(buttons: list[Any], page: Page, user: Any, context: Any) -> None:
    """Take what is of no use with a position out of its menu: a duplicate is the better copy."""
    if not isinstance(page, PositionPage):
        return
    useless = {
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.pk]),  # the order of pages below it
    }
    for menu in buttons:
        if isinstance(menu, ButtonWithDropdownFromHook):
            offered = menu.dropdown_buttons
            offered[:] = [item for item in offered if item.url.partition("?")[0] not in useless]


def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu at the top of a page's editor: after “Edit”, before “Move”."""
    if isinstance(page, PositionPage):
        for priority, step in enumerate(steps(page, user), start=17):
            yield StepButton(step, page, next_url, priority)


def with_next(url: str, next_url: str | None) -> str:
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url
