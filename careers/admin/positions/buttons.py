"""Buttons that apply an action to one position, in lists, in the editor and in messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.widgets import Button, ButtonWithDropdownFromHook
from wagtail.models import Page

from careers.admin.positions.policies import available_actions
from careers.models import PositionPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMESPACE = "careers_position_actions"


def action_url(action: str, position: PositionPage) -> str:
    """Return the address that applies "close", "reopen" or "duplicate" to `position`, by POST."""
    return reverse(f"{NAMESPACE}:one", args=[position.pk, action])


class QuickActionsColumn(BaseColumn):
    """Buttons that close, reopen or duplicate the row's position, or lead to its page.

    All buttons of a table send the one form in the column's header, each to an address of its own.
    """

    header_template_name = "careers/admin/quick_actions_header.html"
    cell_template_name = "careers/admin/quick_actions.html"

    class Media:
        css = {"all": ["careers/position_actions.css"]}

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
            "actions": {
                action: action_url(action, instance)
                for action in available_actions(instance, request.user)
            },
            "live_url": instance.get_url(request) if instance.live else None,
            "next_url": parent_context.get("actions_next_url") or request.path,
        }


class ActionButton(Button):
    """Apply an action with one click; without JavaScript or in a new tab, ask first."""

    icons = {"close": "cross", "reopen": "undo", "duplicate": "copy"}
    labels = {
        "close": _("Close for candidates"),
        "reopen": _("Reopen for candidates"),
        "duplicate": _("Duplicate"),
    }

    def __init__(
        self, action: str, position: PositionPage, next_url: str | None, priority: int
    ) -> None:
        url = action_url(action, position)
        super().__init__(
            self.labels[action],
            with_next(url, next_url),
            icon_name=self.icons[action],
            priority=priority,
            attrs=post_attributes(url),
        )
        self.action = action


def row_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield the actions for the menu of a row of pages: after “View live”, before “Move”."""
    if isinstance(page, PositionPage):
        for priority, action in enumerate(available_actions(page, user), start=7):
            yield ActionButton(action, page, next_url, priority)


def simplify_row_menu(buttons: list[Any], page: Page, user: Any, context: Any) -> None:
    """Remove what is of no use with a position from its menu: a duplicate is the better copy."""
    if not isinstance(page, PositionPage):
        return
    useless = {
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.pk]),  # the order of pages below it
    }
    for menu in buttons:
        if isinstance(menu, ButtonWithDropdownFromHook):
            buttons_of_menu = menu.dropdown_buttons
            buttons_of_menu[:] = [
                item for item in buttons_of_menu if item.url.partition("?")[0] not in useless
            ]


def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the actions for the menu at the top of an editor: after “Edit”, before “Move”."""
    if isinstance(page, PositionPage):
        for priority, action in enumerate(available_actions(page, user), start=17):
            yield ActionButton(action, page, next_url, priority)


def message_button(label: StrOrPromise, url: str, next_url: str) -> SafeString:
    """Return a button for a message: posts to `url`, or leads there without JavaScript."""
    context = {"label": label, "url": with_next(url, next_url), "attributes": post_attributes(url)}
    return render_to_string("careers/admin/message_button.html", context)


def post_attributes(url: str) -> dict[str, str]:
    """Return the attributes with which Wagtail's script posts to `url` when a link is clicked."""
    return {
        "data-controller": "w-action",
        "data-action": "w-action#post:prevent",
        "data-w-action-url-value": url,
    }


def with_next(url: str, next_url: str | None) -> str:
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url
