"""The editor of a position, which tells whether candidates can apply, and who decided so."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.widgets import Button

from careers.admin.positions.allowed_steps import lock_of, may_close_and_reopen
from careers.admin.positions.notice import notice_of
from careers.admin.positions.one_click import StepButton


class PositionEditorMixin:
    """Shows a notice above the form, and brings it up to date while the form stays open.

    An autosave's answer holds the notice if somebody has closed the position since the one before;
    whatever else happens is asked for together with the pings of the editing session.
    """

    partials_template_name = "careers/admin/position_edit_partials.html"

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]
        editor = "wagtailadmin/pages/edit.html"
        return ["careers/admin/position_edit.html" if name == editor else name for name in names]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """In place of the steps that lead to a new page, those that leave the form open."""
        view: Any = self
        buttons: list[Button] = super().header_more_buttons  # type: ignore[misc]
        if view.page.alias_of_id:  # has no form, and no notice
            return buttons
        kept = [
            button
            for button in buttons
            if not (isinstance(button, StepButton) and button.step != "duplicate")
        ]
        user = view.request.user
        if not may_close_and_reopen(view.page, user) or lock_of(view.page, user):
            return kept
        return [*kept, *(state_button(step) for step in ("close", "reopen"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view: Any = self
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        notice = notice_of(view.page, view.request.user)
        last_saved = view.latest_revision and view.latest_revision.created_at
        return context | {
            "notice": notice,
            "brings_notice": notice.is_closed_since(last_saved),
            "media": context["media"] + Media(css={"all": ["careers/position_steps.css"]}),
        }


class PositionEditView(PositionEditorMixin, EditView):
    pass


class PositionRevertView(PositionEditorMixin, RevisionsRevertView):
    pass


def state_button(step: str) -> Button:
    """Sends the notice's own form; the style sheet hides it where the notice has none for it."""
    return Button(
        StepButton.labels[step],
        icon_name=StepButton.icons[step],
        priority=16,
        attrs={
            "type": "submit",
            "form": f"position-{step}",
            "data-position-step": step,
            # The notice gets the focus once it has changed.
            "data-action": "w-focus:focused@document->w-dropdown#hide",
        },
    )
