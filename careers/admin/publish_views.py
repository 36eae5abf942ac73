"""The plugin's views for the page types that it guards.

Drafts that are published without the editor's form (in bulk, by a workflow, as copies) are checked
here, and an editor is told what is wrong. `careers.guards.publication` refuses what doesn't come by
here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, get_page_models

from careers.admin.conflicts import PageEditView, PageRevertView
from careers.admin.hidden_pages import ChooseParentOfTypeView
from careers.admin.refusal_messages import more_incomplete, tell_of_each
from careers.core.site_indexes import IndexPageMixin
from careers.guards.publish_checks import FailedCheck, PublishChecks, has_body
from careers.guards.refusal import RefusedError


def refuse_to_publish_incomplete(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publish none of the selected pages while one of them is incomplete.

    A `before_bulk_action` hook.
    """
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    with_drafts_below = action.cleaned_form.cleaned_data.get("include_descendants")
    pages = _pages_to_publish(list(objects), with_drafts_below, request.user)
    return HttpResponseRedirect(action.next_url) if _refuse_incomplete(request, pages) else None


class ApprovalView(WorkflowActionView):
    """Refuse to approve an incomplete page, since the last approval publishes it.

    An incomplete page can still be sent back.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "reject" or not _refuse_incomplete(request, [self.object.specific]):
            return super().post(request, *args, **kwargs)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, answer)
        return redirect(self.redirect_url)


class GuardedCopyView(CopyView):
    """Copies all or nothing, and says which page can't be published yet."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except RefusedError as refusal:
            messages.error(request, refusal.sentence)
            return redirect("wagtailadmin_pages:copy", self.page.pk)


class GuardedPageViewSet(PageViewSet):
    """Check pages before they are approved or copied, and tell of versions that others saved."""

    choose_parent_view_class = ChooseParentOfTypeView
    copy_view_class = GuardedCopyView
    edit_view_class = PageEditView
    revisions_revert_view_class = PageRevertView
    workflow_action_view_class = ApprovalView
    #: The explorer stays as it is.
    parent_models: ClassVar[list[type[Page]]] = []


def guarded_viewsets() -> list[ViewSet]:
    """Return one for each page type with a body, including those of a host, and each index page."""
    models = [
        model for model in get_page_models() if has_body(model) or issubclass(model, IndexPageMixin)
    ]
    return [
        GuardedPageViewSet(f"guarded_{model._meta.label_lower}", model=model) for model in models
    ]


def _pages_to_publish(selected: list[Page], with_drafts_below: bool, user: Any) -> list[Page]:
    """Return the pages that Wagtail is going to publish.

    Below the `selected` pages, these are only drafts that `user` may publish.
    """
    ids = {page.pk for page in selected}
    pages = Page.objects.filter(pk__in=ids)
    for page in selected:
        if with_drafts_below and page.numchild:
            pages |= Page.objects.descendant_of(page).not_live()
    return [
        page
        for page in pages.specific()
        if page.pk in ids or page.permissions_for_user(user).can_publish()
    ]


def _refuse_incomplete(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Tell whether one of `pages` is incomplete, with a message about each."""
    failures = PublishChecks(pages).failures()
    return tell_of_each(request, failures, partial(_add_message, request), more_incomplete)


def _add_message(request: HttpRequest, failure: FailedCheck) -> None:
    edit_url = reverse("wagtailadmin_pages:edit", args=[failure.page.pk])
    button = messages.button(edit_url, gettext("Edit"))
    messages.error(request, failure.sentence, buttons=[button])
