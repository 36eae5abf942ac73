"""The editor of a position, with a notice that tells whether the position is closed."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.widgets import Button

from careers.admin.conflicts import PageEditView, PageRevertView
from careers.admin.positions.buttons import ActionButton
from careers.admin.positions.notice import get_notice
from careers.admin.positions.policies import lock_against, may_close_and_reopen


class PositionEditorMixin:
    """Show a notice above the form, and keep it up to date while the form stays open.

    An autosave's answer holds the notice if the position was closed since the autosave before. For
    other changes, the form asks whenever the editing session sends its ping.
    """

    partials_template_name = "careers/admin/position_edit_partials.html"

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]
        editor = "careers/admin/page_edit.html"
        return ["careers/admin/position_edit.html" if name == editor else name for name in names]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Replace the actions that lead to another page by those that leave the form open."""
        view: Any = self
        buttons: list[Button] = super().header_more_buttons  # type: ignore[misc]
        if view.page.alias_of_id:  # an alias has no form and no notice
            return buttons
        kept = [
            button
            for button in buttons
            if not (isinstance(button, ActionButton) and button.action != "duplicate")
        ]
        user = view.request.user
        if not may_close_and_reopen(view.page, user) or lock_against(view.page, user):
            return kept
        return [*kept, *(notice_button(action) for action in ("close", "reopen"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view: Any = self
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        notice = get_notice(view.page, view.request.user)
        last_saved = view.latest_revision and view.latest_revision.created_at
        return context | {
            "notice": notice,
            "updates_notice": notice.is_closed_since(last_saved),
            "media": context["media"] + Media(css={"all": ["careers/position_actions.css"]}),
        }


class PositionEditView(PositionEditorMixin, PageEditView):
    pass


class PositionRevertView(PositionEditorMixin, PageRevertView):
    pass


def notice_button(action: str) -> Button:
    """Return a button that sends the form in the notice.

    The style sheet hides it while the notice has no form for `action`.
    """
    return Button(
        ActionButton.labels[action],
        icon_name=ActionButton.icons[action],
        priority=16,
        attrs={
            "type": "submit",
            "form": f"position-{action}",
            "data-position-action": action,
            # The notice gets the focus once it has changed.
            "data-action": "w-focus:focused@document->w-dropdown#hide",
        },
    )
