"""Closing, reopening and duplicating a position in the admin."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from careers.admin.positions.allowed_steps import may_close_and_reopen, may_duplicate
from careers.admin.positions.notice import news_response
from careers.admin.positions.one_click import NAMESPACE, step_url, with_next
from careers.models import PositionPage
from careers.positions import lifecycle
from careers.positions.lifecycle import LifecycleError


class StepView(WagtailAdminTemplateMixin, View):
    """Takes a step with a position at once when it is posted to; else asks for confirmation."""

    template_name = "careers/admin/one_click.html"
    http_method_names = ["get", "post"]
    header_icon = "clipboard-list"
    question: Any = ""
    position: PositionPage
    user: Any

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.position, self.user = get_object_or_404(PositionPage, pk=pk), request.user
        if not self.is_permitted():
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.take_step()
        except LifecycleError as error:
            messages.warning(request, str(error))
            return redirect(self.next_url)

    def is_permitted(self) -> bool:
        raise NotImplementedError

    def take_step(self) -> HttpResponse:
        raise NotImplementedError

    @property
    def next_url(self) -> str:
        parent = self.position.get_parent()
        return get_valid_next_url_from_request(self.request) or reverse(
            "wagtailadmin_explore", args=[parent.pk]
        )

    @property
    def title(self) -> str:
        return str(self.position.get_admin_display_title())

    def get_page_subtitle(self) -> str:
        return self.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "breadcrumbs_items": [],
            "question": self.question % {"title": self.title},
            "next_url": self.next_url,
        }


class StateView(StepView):
    """Decides whether candidates can apply. The editor asks for news instead of a new page."""

    def is_permitted(self) -> bool:
        return may_close_and_reopen(self.position, self.user)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not is_from_editor(request):
            return super().post(request)
        with suppress(LifecycleError):  # somebody else was faster, and the notice says so
            self.change()
        return news_response(request, self.position)

    def take_step(self) -> HttpResponse:
        self.change()
        return redirect(self.next_url)

    def change(self) -> None:
        raise NotImplementedError

    def tell(self, message: str, undo: str, label: str) -> None:
        """A message with a button that takes it back."""
        if is_from_editor(self.request):
            return
        text = format_html(
            '{} <span class="buttons"><a href="{}" class="button button-small button-secondary"'
            ' data-controller="w-action" data-action="w-action#post:prevent"'
            ' data-w-action-url-value="{}">{}</a></span>',
            message,
            with_next(step_url(undo, self.position), self.next_url),
            step_url(undo, self.position),
            label,
        )
        messages.success(self.request, text)


class CloseView(StateView):
    page_title = _("Close for candidates")
    question = _("Nobody can apply for “%(title)s” any more. Its page stays and says so.")

    def change(self) -> None:
        lifecycle.close(self.position, self.user)
        message = gettext("“%(title)s” is closed for candidates.") % {"title": self.title}
        self.tell(message, "reopen", gettext("Reopen"))


class ReopenView(StateView):
    page_title = _("Reopen")
    question = _(
        "Candidates can apply for “%(title)s” again. A closing date that has passed is cleared."
    )

    def change(self) -> None:
        result = lifecycle.reopen(self.position, self.user)
        if result.position.is_open:
            message = gettext("“%(title)s” is open for candidates again.") % {"title": self.title}
        else:
            message = gettext(
                "“%(title)s” is no longer closed. "
                "Candidates see it once it and its team are published."
            ) % {"title": self.title}
        if result.cleared_closing_date:
            cleared = gettext("Its closing date, %(date)s, had passed and was cleared.")
            message += " " + cleared % {"date": date_format(result.cleared_closing_date)}
        self.tell(message, "close", gettext("Close for candidates"))


class DuplicateView(StepView):
    page_title = _("Duplicate")
    question = _(
        "A new draft gets the content of “%(title)s”, without its dates and its reference."
    )

    def is_permitted(self) -> bool:
        return may_duplicate(self.position, self.user)

    def take_step(self) -> HttpResponse:
        copy = lifecycle.duplicate(self.position, self.user)
        messages.success(
            self.request,
            gettext(
                "This is the copy of “%(title)s”, a draft without dates and reference. "
                "Publish it when it is ready."
            )
            % {"title": self.title},
        )
        return redirect("wagtailadmin_pages:edit", copy.pk)


class NewsView(StepView):
    """What has become of a position since the editor has `seen` it, or nothing."""

    http_method_names = ["get"]

    def is_permitted(self) -> bool:
        return bool(self.position.permissions_for_user(self.user).can_edit())

    def get(self, request: HttpRequest) -> HttpResponse:
        return news_response(request, self.position, seen=request.GET.get("seen", ""))


class PositionSteps(ViewSet):
    url_prefix = "careers/positions"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("<int:pk>/close/", CloseView.as_view(), name="close"),
            path("<int:pk>/reopen/", ReopenView.as_view(), name="reopen"),
            path("<int:pk>/duplicate/", DuplicateView.as_view(), name="duplicate"),
            path("<int:pk>/news/", NewsView.as_view(), name="news"),
        ]


def is_from_editor(request: HttpRequest) -> bool:
    """Whether a script of Wagtail asks, which puts the answer into the page that is open."""
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


POSITION_STEPS = PositionSteps(NAMESPACE)
