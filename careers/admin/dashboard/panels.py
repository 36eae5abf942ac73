"""What the admin opens with: what there is to begin, what needs somebody, how many are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.models import Page, WorkflowState

from careers.admin.dashboard.figures import Figures, count_positions
from careers.admin.dashboard.to_do import Part, parts_for
from careers.clock import LocalDays
from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from careers.positions.branch import works_on_positions


class CareersPanel(Component):
    class Media:
        css = {"all": ["careers/dashboard.css"]}


@dataclass(frozen=True)
class QuickAction:
    label: Promise
    url: str


class QuickActionsPanel(CareersPanel):
    """A button for each kind of page that somebody may add."""

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


class WhatNeedsYouPanel(CareersPanel):
    name = "careers_what_needs_you"
    template_name = "careers/admin/dashboard/what_needs_you.html"
    order = 100

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"parts": self.parts}


class FiguresPanel(CareersPanel):
    name = "careers_figures"
    template_name = "careers/admin/dashboard/figures.html"
    order = 110

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"figures": self.figures}


class LockedPagesPanel(home.LockedPagesPanel):
    """Wagtail's panel, without two queries more for each page that somebody has locked."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        pages = context["locked_pages"]
        return context | {
            "locked_pages": pages.prefetch_workflow_states().annotate_approved_schedule()
        }


class AwaitingReviewPanel(home.UserObjectsInWorkflowModerationPanel):
    """Wagtail's panel, without what has been sent back: that is told as what needs them."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {
            "workflow_states": [
                state
                for state in context["workflow_states"]
                if state.status != WorkflowState.STATUS_NEEDS_CHANGES
            ]
        }


IN_PLACE_OF: dict[type[Component], type[Component]] = {
    home.LockedPagesPanel: LockedPagesPanel,
    home.UserObjectsInWorkflowModerationPanel: AwaitingReviewPanel,
}


def arrange_homepage(request: HttpRequest, panels: list[Component]) -> None:
    """Add what the plugin tells, and take away what Wagtail's panels tell of the same."""
    user: Any = request.user
    days = LocalDays()
    positions = None
    if works_on_positions(user):
        positions = PositionPage.objects.worked_on_by(user).with_state()
    panels[:] = [
        IN_PLACE_OF[type(panel)]() if type(panel) in IN_PLACE_OF else panel
        for panel in panels
        if type(panel) is not home.WorkflowObjectsToModeratePanel
    ]
    panels.append(QuickActionsPanel(user))
    panels.append(WhatNeedsYouPanel(parts_for(user, positions, days)))
    if positions is not None:
        panels.append(FiguresPanel(count_positions(positions, days)))


def _add_url(page_type: type[Page], parents: list[Page], listing: str) -> str:
    """Straight to the form where there is one place for a new page, else to the choice of it."""
    if len(parents) > 1:
        return reverse(f"{listing}:choose_parent")
    options = page_type._meta
    return reverse(
        "wagtailadmin_pages:add", args=[options.app_label, options.model_name, parents[0].pk]
    )
