"""Tell the second of two who save or publish the same page what the first has changed.

Wagtail's form says which version it was opened with, and its autosave asks whether that is still
the newest. Its buttons don't ask; here they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page, Revision
from wagtail.utils.timestamps import render_timestamp

#: How many fields are named.
MAX_NAMED = 8


class Conflict(NamedTuple):
    """A version that somebody else saved since the form was opened, and what differs from it."""

    revision: Revision
    labels: Sequence[str]
    is_live: bool

    @property
    def version(self) -> str:
        """What the form sends back once its editor has seen the message."""
        return f"{self.revision.pk} {self.revision.created_at.isoformat()}"

    @property
    def sentence(self) -> str:
        published = gettext("%(name)s published this page on %(when)s, after you opened it.")
        saved = gettext("%(name)s saved this page on %(when)s, after you opened it.")
        names = {
            "name": user_display_name(self.revision.user) or gettext("Somebody"),
            "when": render_timestamp(self.revision.created_at),
            "fields": ", ".join(self.labels[:MAX_NAMED]),
        }
        rest = gettext(
            "That version differs from yours in: %(fields)s. Nothing of yours is saved yet. "
            "Look at the other version first, or press the button again to replace it by yours."
        )
        return f"{(published if self.is_live else saved) % names} {rest % names}"


class ConflictMixin:
    """Stop an `EditView` once when it would replace somebody else's version unseen.

    Everything typed stays in the form. Pressed again, the button does what it says.
    """

    conflict: Conflict | None = None

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = self
        if not view.expects_json_response:  # an autosave is stopped by Wagtail
            self.conflict = self._find_conflict()
            if self.conflict and view.request.POST.get("seen_version") != self.conflict.version:
                return self._show_conflict(self.conflict)
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]
        editor = "wagtailadmin/pages/edit.html"
        return ["careers/admin/page_edit.html" if name == editor else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Let a form that is shown again say with which version it was opened first."""
        view: Any = self
        opened = None if view.expects_json_response else self._opened_with()
        if opened is not None:
            view.page.latest_revision_id, view.latest_revision_created_at = opened
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"conflict": self.conflict}

    def _show_conflict(self, conflict: Conflict) -> HttpResponse:
        view: Any = self
        args = (view.page.pk, conflict.revision.pk)
        url = reverse("wagtailadmin_pages:revisions_view", args=args)
        button = messages.button(url, gettext("Open the other version"), new_window=True)
        messages.warning(view.request, conflict.sentence, buttons=[button])
        view.has_unsaved_changes = True
        response: HttpResponse = view.render_to_response(view.get_context_data())
        return response

    def _opened_with(self) -> tuple[int | None, str] | None:
        """Return key and time of the version with which the form was opened or saved by itself.

        The key is None if the page had no version then. None if the request doesn't say.
        """
        view: Any = self
        posted = view.request.POST
        if "loaded_revision_id" not in posted and "overwrite_revision_id" not in posted:
            return None
        times = {
            str(key): time for key, time in view.page.revisions.values_list("pk", "created_at")
        }
        if (overwritten := posted.get("overwrite_revision_id", "")) in times:
            return int(overwritten), times[overwritten].isoformat()
        if (loaded := posted.get("loaded_revision_id", "")) in times:
            return int(loaded), posted.get("loaded_revision_created_at", "")
        return None, ""

    def _find_conflict(self) -> Conflict | None:
        view: Any = self
        opened = self._opened_with()
        latest = view.latest_revision
        if latest is None or opened is None or not self._others_since(*opened):
            return None
        labels = self._labels_of_differences(latest.as_object())
        is_live = view.real_page_record.live_revision_id == latest.pk
        return Conflict(latest, labels, is_live) if labels else None

    def _others_since(self, key: int | None, time: str) -> bool:
        """Tell whether somebody else has saved a version after that of `key`, or over it."""
        view: Any = self
        others = view.page.revisions.exclude(user=view.request.user)
        opened = view.page.revisions.filter(pk=key).first()
        if opened is None:
            return bool(others.exists())
        if opened.user_id != view.request.user.pk and opened.created_at.isoformat() != time:
            return True
        return bool(others.filter(created_at__gt=opened.created_at).exists())

    def _labels_of_differences(self, other: Page) -> list[str]:
        view: Any = self
        typed = self._typed_page()
        panel = view.edit_handler.get_bound_panel(instance=typed, request=view.request, form=None)
        comparisons = [comparison(other, typed) for comparison in panel.get_comparison()]
        labels = [str(capfirst(each.field_label())) for each in comparisons if each.has_changed()]
        return list(dict.fromkeys(labels))

    def _typed_page(self) -> Page:
        """Return the page as it stands in the form, by a form of its own: each is saved once."""
        view: Any = self
        form = view.form_class(
            view.request.POST,
            view.request.FILES,
            instance=view.get_object(),
            parent_page=view.parent,
            for_user=view.request.user,
        )
        if view.action_name == "save":
            form.defer_required_fields()
        form.is_valid()
        page: Page = form.save(commit=False)
        return page


class PageEditView(ConflictMixin, EditView):
    pass


class PageRevertView(ConflictMixin, RevisionsRevertView):
    pass
