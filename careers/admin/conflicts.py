"""Tell the second of two who save or publish the same page what the first has changed.

Wagtail's form says which version it was opened with, and its autosave asks whether that is still
the newest. Its buttons don't ask; here they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponse
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
#: As rich text is stored in the JSON of a stream, or by itself.
PARAGRAPH_KEY = re.compile(r' data-block-key=\\?"\w*\\?"')


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

    request: HttpRequest
    page: Any
    real_page_record: Page
    parent: Page
    latest_revision: Revision | None
    latest_revision_created_at: Any
    is_out_of_date: bool
    expects_json_response: bool
    has_unsaved_changes: bool
    action_name: str
    form_class: Any
    edit_handler: Any
    get_object: Any
    json_error_response: Any
    render_to_response: Any

    conflict: Conflict | None = None

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        self._lock_page()
        if self.expects_json_response:
            if self.is_out_of_date:
                error = gettext("Saving will overwrite a newer version.")
                answer: HttpResponse = self.json_error_response("invalid_revision", error)
                return answer
        else:
            self.conflict = self._find_conflict()
            if self.conflict and self.request.POST.get("seen_version") != self.conflict.version:
                return self._show_conflict(self.conflict)
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response

    def _lock_page(self) -> None:
        """Let others who save the page wait, and look what they have saved since the form was read.

        Without the lock, two who press a button at the same moment would both find no conflict.
        """
        page = Page.objects.select_for_update().get(pk=self.page.pk)
        self.real_page_record.live_revision_id = page.live_revision_id
        self.latest_revision = page.get_latest_revision()
        for name in ("latest_revision_created_at", "is_out_of_date"):
            self.__dict__.pop(name, None)  # computed before

    def get_template_names(self) -> list[str]:
        names: list[str] = super().get_template_names()  # type: ignore[misc]
        editor = "wagtailadmin/pages/edit.html"
        return ["careers/admin/page_edit.html" if name == editor else name for name in names]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Let a form that is shown again say with which version it was opened first."""
        opened = None if self.expects_json_response else self._opened_with()
        if opened is not None:
            self.page.latest_revision_id, self.latest_revision_created_at = opened
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"conflict": self.conflict}

    def _show_conflict(self, conflict: Conflict) -> HttpResponse:
        args = (self.page.pk, conflict.revision.pk)
        url = reverse("wagtailadmin_pages:revisions_view", args=args)
        button = messages.button(url, gettext("Open the other version"), new_window=True)
        messages.warning(self.request, conflict.sentence, buttons=[button])
        self.has_unsaved_changes = True
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def _opened_with(self) -> tuple[int | None, str] | None:
        """Return key and time of the version with which the form was opened or saved by itself.

        The key is None if the page had no version then. None if the request doesn't say.
        """
        posted = self.request.POST
        if "loaded_revision_id" not in posted and "overwrite_revision_id" not in posted:
            return None
        times = {
            str(key): time for key, time in self.page.revisions.values_list("pk", "created_at")
        }
        if (overwritten := posted.get("overwrite_revision_id", "")) in times:
            return int(overwritten), times[overwritten].isoformat()
        if (loaded := posted.get("loaded_revision_id", "")) in times:
            return int(loaded), posted.get("loaded_revision_created_at", "")
        return None, ""

    def _find_conflict(self) -> Conflict | None:
        opened = self._opened_with()
        latest = self.latest_revision
        if latest is None or opened is None or not self._others_since(*opened):
            return None
        labels = self._labels_of_differences(latest.as_object())
        is_live = self.real_page_record.live_revision_id == latest.pk
        return Conflict(latest, labels, is_live) if labels else None

    def _others_since(self, key: int | None, time: str) -> bool:
        """Tell whether somebody else has saved a version after that of `key`, or over it."""
        others = self.page.revisions.exclude(user=self.request.user)
        opened = self.page.revisions.filter(pk=key).first()
        if opened is None:
            return bool(others.exists())
        if opened.user_id != self.request.user.pk and opened.created_at.isoformat() != time:
            return True
        return bool(others.filter(created_at__gt=opened.created_at).exists())

    def _labels_of_differences(self, other: Page) -> list[str]:
        typed = self._typed_page()
        panel = self.edit_handler.get_bound_panel(instance=typed, request=self.request, form=None)
        comparisons = [comparison(other, typed) for comparison in panel.get_comparison()]
        return list(dict.fromkeys(labels_of_differences(comparisons, other, typed)))

    def _typed_page(self) -> Page:
        """Return the page as it stands in the form, by a form of its own: each is saved once."""
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.get_object(),
            parent_page=self.parent,
            for_user=self.request.user,
        )
        if self.action_name == "save":
            form.defer_required_fields()
        form.is_valid()
        page: Page = form.save(commit=False)
        return page


def labels_of_differences(comparisons: Iterable[Any], other: Page, typed: Page) -> Iterator[str]:
    """Yield the labels of what differs for its reader.

    The editor of rich text gives keys to paragraphs, and new ones wherever there are none.
    """
    for comparison in comparisons:
        field = getattr(comparison, "field", None)
        if comparison.has_changed() and not (field and _says_the_same(field, other, typed)):
            yield str(capfirst(comparison.field_label()))


def _says_the_same(field: Any, *pages: Page) -> bool:
    texts = {PARAGRAPH_KEY.sub("", str(field.value_to_string(page))) for page in pages}
    return len(texts) == 1


class PageEditView(ConflictMixin, EditView):
    pass


class PageRevertView(ConflictMixin, RevisionsRevertView):
    pass
