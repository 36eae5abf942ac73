"""Publishing where no form looks at the draft: ticked in a list, or approved in a workflow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, get_page_models

from careers.admin.readiness import Readiness, Unready, has_body

#: So many pages that aren't ready are named; of the others, the number.
MOST_NAMED = 5


def refuse_to_publish_unready(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publish none of the ticked pages while one of them isn't ready."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    with_drafts_below = action.cleaned_form.cleaned_data.get("include_descendants")
    pages = _pages_to_publish(list(objects), with_drafts_below, request.user)
    return redirect(action.next_url) if _refused(request, pages) else None


class ApprovalView(WorkflowActionView):
    """Approves no page that isn't ready, since the last approval publishes it.

    A page can be sent back whatever it lacks.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "reject" or not _refused(request, [self.object.specific]):
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, answer)
        return redirect(self.redirect_url)


class ApprovedPages(PageViewSet):
    """Pages with a body, of which all else is Wagtail's."""

    workflow_action_view_class = ApprovalView
    #: The explorer stays as it is.
    parent_models: ClassVar[list[type[Page]]] = []


def approval_viewsets() -> list[ViewSet]:
    """One for each type of page with a body, a host's too."""
    models = [model for model in get_page_models() if has_body(model)]
    return [ApprovedPages(f"approved_{model._meta.label_lower}", model=model) for model in models]


def _pages_to_publish(ticked: list[Page], with_drafts_below: bool, user: Any) -> list[Page]:
    """What Wagtail is going to publish: below `ticked`, only drafts that `user` may publish."""
    ids = {page.pk for page in ticked}
    found = Page.objects.filter(pk__in=ids)
    for page in ticked:
        if with_drafts_below and page.numchild:
            found |= Page.objects.descendant_of(page).not_live()
    return [
        page
        for page in found.specific()
        if page.pk in ids or page.permissions_for_user(user).can_publish()
    ]


def _refused(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Whether one of `pages` isn't ready, of which the person is told."""
    unready = list(Readiness(pages).unready())
    for found in unready[:MOST_NAMED]:
        _tell(request, found)
    if len(unready) > MOST_NAMED:
        more = len(unready) - MOST_NAMED
        text = ngettext(
            "%(number)d more page can't be published yet.",
            "%(number)d more pages can't be published yet.",
            more,
        )
        messages.error(request, text % {"number": more})
    return bool(unready)


def _tell(request: HttpRequest, unready: Unready) -> None:
    sentence = gettext("“%(page)s” can't be published yet. %(part)s: %(reason)s") % {
        "page": unready.page.get_admin_display_title(),
        "part": unready.part,
        "reason": unready.reason,
    }
    edit_url = reverse("wagtailadmin_pages:edit", args=[unready.page.pk])
    messages.error(request, sentence, buttons=[messages.button(edit_url, gettext("Edit"))])
