"""The panels of the admin's first page: quick actions, to-do lists and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.models import Page, WorkflowState

from careers.admin.dashboard.figures import Figures, count_positions
from careers.admin.dashboard.todo import TodoList, todo_lists
from careers.core.local_dates import LocalDates
from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from careers.positions.permissions import works_on_positions


class CareersPanel(Component):
    class Media:
        css = {"all": ["careers/dashboard.css"]}


@dataclass(frozen=True)
class QuickAction:
    label: Promise
    url: str


class QuickActionsPanel(CareersPanel):
    """A button for each type of page that the user may add."""

    name = "careers_quick_actions"
    template_name = "careers/admin/dashboard/quick_actions.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"actions": list(self._actions())}

    def _actions(self) -> Iterator[QuickAction]:
        kinds: list[tuple[Promise, type[Page], type[Page], str]] = [
            (_("New position"), PositionPage, PositionIndexPage, "careers_positions"),
            (_("New team page"), TeamPage, TeamIndexPage, "careers_teams"),
        ]
        for label, page_type, parent_type, listing in kinds:
            parents = [
                parent
                for parent in parent_type.objects.all()
                if parent.permissions_for_user(self.user).can_add_subpage()
            ]
            if parents:
                yield QuickAction(label, _add_url(page_type, parents, listing))


class TodoPanel(CareersPanel):
    name = "careers_todo"
    template_name = "careers/admin/dashboard/todo.html"
    order = 100

    def __init__(self, lists: list[TodoList]) -> None:
        self.lists = lists

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"todo_lists": self.lists}


class FiguresPanel(CareersPanel):
    name = "careers_figures"
    template_name = "careers/admin/dashboard/figures.html"
    order = 110

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"figures": self.figures}


class LockedPagesPanel(home.LockedPagesPanel):
    """Wagtail's panel, without two more queries for each locked page."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        pages = context["locked_pages"]
        return context | {
            "locked_pages": pages.prefetch_workflow_states().annotate_approved_schedule()
        }


class AwaitingReviewPanel(home.UserObjectsInWorkflowModerationPanel):
    """Wagtail's panel, without pages that were sent back: these are in the to-do lists."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {
            "workflow_states": [
                state
                for state in context["workflow_states"]
                if state.status != WorkflowState.STATUS_NEEDS_CHANGES
            ]
        }


REPLACEMENTS: dict[type[Component], type[Component]] = {
    home.LockedPagesPanel: LockedPagesPanel,
    home.UserObjectsInWorkflowModerationPanel: AwaitingReviewPanel,
}


def arrange_homepage(request: HttpRequest, panels: list[Component]) -> None:
    """Add the plugin's panels, and replace or remove those of Wagtail that show the same."""
    user: Any = request.user
    dates = LocalDates()
    positions = None
    if works_on_positions(user):
        positions = PositionPage.objects.worked_on_by(user).with_state()
    panels[:] = [
        REPLACEMENTS[type(panel)]() if type(panel) in REPLACEMENTS else panel
        for panel in panels
        if type(panel) is not home.WorkflowObjectsToModeratePanel
    ]
    panels.append(QuickActionsPanel(user))
    lists = todo_lists(user, positions, dates)
    for add_lists in hooks.get_hooks("construct_careers_todo_lists"):
        add_lists(request, lists)
    panels.append(TodoPanel(lists))
    if positions is not None:
        panels.append(FiguresPanel(count_positions(positions, dates)))


def _add_url(page_type: type[Page], parents: list[Page], listing: str) -> str:
    """Return the address of the form, or of the choice of a parent where there are several."""
    if len(parents) > 1:
        return reverse(f"{listing}:choose_parent")
    options = page_type._meta
    return reverse(
        "wagtailadmin_pages:add", args=[options.app_label, options.model_name, parents[0].pk]
    )
