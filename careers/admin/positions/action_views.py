"""Views that apply an action to one position or to many, and undo it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, register_converter, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry

from careers.admin.positions.action_forms import ACTIONS, ACTIONS_ON_ONE, ActionForm
from careers.admin.positions.buttons import NAMESPACE, action_url, message_button
from careers.admin.positions.notice import notice_response
from careers.admin.positions.table_filters import PositionIds, listed_positions, posted_ids
from careers.core.ids import IdConverter
from careers.core.local_dates import LocalDates
from careers.models import PositionPage
from careers.positions.lifecycle import LifecycleError, Result, refusal
from careers.positions.lifecycle.base import shortened
from careers.positions.permissions import works_on_positions
from careers.positions.querysets import PositionQuerySet

LISTING = "careers_positions:index"
MAX_AT_ONCE = 5_000
#: How many titles or reasons the page shows before it counts the rest.
MAX_SHOWN = 20

register_converter(IdConverter, "careers_id")


class PositionActionView(WagtailAdminTemplateMixin, View):
    """Apply an action to the positions that a request names by `id`, `ids` or `all`.

    The first request asks for confirmation. The second one, with the ids that were shown, applies
    the action to exactly these positions, or to none and says why.
    """

    http_method_names = ["get", "post"]
    template_name = "careers/admin/bulk/confirm.html"
    actions: ClassVar[Mapping[str, type[ActionForm]]] = ACTIONS
    action: type[ActionForm]
    user: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["action"] not in self.actions:
            raise Http404
        self.action, self.user = self.actions[kwargs["action"]], request.user
        if not self.is_permitted():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_permitted(self) -> bool:
        return works_on_positions(self.user)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send back an editor who had to log in again: the ids are lost."""
        return self.refuse(gettext("Choose positions in the list first."))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "confirm" in request.POST:
            return self.apply(self.action(request.POST, user=self.user), posted_ids(request.POST))
        if "all" in request.POST:
            filters = QueryDict(request.POST.get("filters", ""))
            listed = listed_positions(self.user, filters).order_by("pk")
            ids = PositionIds(list(listed.values_list("pk", flat=True)[: MAX_AT_ONCE + 1]))
        else:
            ids = posted_ids(request.POST)
        if not ids.valid and not ids.invalid:
            return self.refuse(gettext("No position is selected."))
        if len(ids.valid) > MAX_AT_ONCE:
            return self.refuse(too_many())
        return self.ask(self.action(user=self.user), ids)

    def ask(self, form: ActionForm, ids: PositionIds, *, tell_missing: bool = True) -> HttpResponse:
        """Show which positions the action applies to, and why others are left out."""
        dates, options = LocalDates(), form.trial_options()
        positions: list[PositionPage] = []
        left_out: list[str] = []
        visible = list(self._visible(ids).newest_first())
        for position in visible:
            action = form.action_class(position, self.user, **options)
            if reason := refusal(action, dates, self.user):
                left_out.append(reason)
            else:
                positions.append(position)
        missing = len(ids.valid) - len(visible) + ids.invalid
        if missing and tell_missing:
            left_out.append(not_found(missing))
        return self.render_to_response(
            {
                "form": form,
                "ids": ",".join(str(position.pk) for position in positions),
                "question": form.question(len(positions)),
                "positions": positions[:MAX_SHOWN],
                "more": max(0, len(positions) - MAX_SHOWN),
                "left_out": left_out[:MAX_SHOWN],
                "more_left_out": max(0, len(left_out) - MAX_SHOWN),
                "next": self.next_url,
                "submit_url": reverse(f"{NAMESPACE}:many", args=[self.kwargs["action"]]),
            }
        )

    def apply(self, form: ActionForm, ids: PositionIds) -> HttpResponse:
        if len(ids.valid) > MAX_AT_ONCE:
            return self.refuse(too_many())
        if ids.invalid or not ids.valid:
            form.add_error(None, not_found(ids.invalid or 1))
        if not form.is_valid():
            return self.ask(form, ids, tell_missing=False)
        try:
            results = form.apply(ids.valid, self.user)
        except LifecycleError as error:
            return self.explain(form, ids, error)
        return self.report(form, results)

    def explain(self, form: ActionForm, ids: PositionIds, error: LifecycleError) -> HttpResponse:
        """Ask again; reasons that concern the form's first field stand there, the others above."""
        by_field: set[str] = set()
        if field := next(iter(form.fields), None):
            dates, options = LocalDates(), form.options()
            actions = (form.action_class(item, **options) for item in self._visible(ids))
            by_field = {action.refusal(dates) for action in actions}
        for reason in shortened([reason for reason in error.reasons if reason in by_field]):
            form.add_error(field, reason)
        for reason in shortened([reason for reason in error.reasons if reason not in by_field]):
            form.add_error(None, reason)
        return self.ask(form, ids, tell_missing=False)

    def report(self, form: ActionForm, results: Sequence[Result]) -> HttpResponse:
        message = format_html("{} {}", form.report(results), self._undo_button(form, results))
        listing = messages.button(reverse(LISTING), gettext("All positions"))
        messages.success(self.request, message, buttons=[listing])
        for caution in form.cautions(results):
            messages.warning(self.request, caution)
        return HttpResponseRedirect(self.next_url)

    def refuse(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return HttpResponseRedirect(self.next_url)

    @cached_property
    def next_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or self.default_next_url()

    def default_next_url(self) -> str:
        return reverse(LISTING)

    def _undo_button(self, form: ActionForm, results: Sequence[Result]) -> str:
        """Return a button for the opposite action, if it can be applied to all of them."""
        logged = get_active_log_context().uuid
        if form.undone_by is None or logged is None:
            return ""
        opposite, dates = ACTIONS[form.undone_by](), LocalDates()
        actions = (opposite.action_class(result.position, self.user) for result in results)
        if any(refusal(action, dates, self.user) for action in actions):
            return ""
        url = reverse(f"{NAMESPACE}:undo", args=[form.undone_by, logged])
        return message_button(opposite.label(len(results)), url, self.next_url)

    def _visible(self, ids: PositionIds) -> PositionQuerySet:
        positions = PositionPage.objects.filter(pk__in=ids.valid).worked_on_by(self.user)
        visible: PositionQuerySet = positions.select_related("team", "locked_by")
        return visible.defer_streamfields()


class OnePositionActionView(PositionActionView):
    """Apply an action to the position in the address: at once, by POST; GET asks first.

    Without JavaScript, or in a new tab, a link to it is a GET. The script of the editor gets the
    notice of the position instead of another page.
    """

    template_name = "careers/admin/confirm_action.html"
    actions = ACTIONS_ON_ONE
    header_icon = "clipboard-list"
    breadcrumbs_items: ClassVar[list[dict[str, Any]]] = []
    position: PositionPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.position = get_object_or_404(PositionPage, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def is_permitted(self) -> bool:
        return self.action.is_permitted(self.position, self.user)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                question=self.action().question_about(self.position), next_url=self.next_url
            )
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.apply(self.action({}), PositionIds([self.position.pk]))

    def explain(self, form: ActionForm, ids: PositionIds, error: LifecycleError) -> HttpResponse:
        if self.is_from_editor:  # another user was faster, and the notice says so
            return notice_response(self.request, self.position)
        messages.warning(self.request, str(error))
        return HttpResponseRedirect(self.next_url)

    def report(self, form: ActionForm, results: Sequence[Result]) -> HttpResponse:
        if self.is_from_editor:
            return notice_response(self.request, self.position)
        (result,) = results
        undo = self._undo_button(form, results)
        messages.success(self.request, format_html("{} {}", form.report_on_one(result), undo))
        return HttpResponseRedirect(form.success_url(result) or self.next_url)

    @property
    def is_from_editor(self) -> bool:
        """Whether a script of Wagtail asks, which puts the answer into the page that is open."""
        return self.request.headers.get("x-requested-with") == "XMLHttpRequest"

    def get_page_title(self) -> str:
        return str(self.action.title)

    def get_page_subtitle(self) -> str:
        return str(self.position.get_admin_display_title())

    def default_next_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.position.get_parent().pk])

    def _undo_button(self, form: ActionForm, results: Sequence[Result]) -> str:
        if form.undone_by is None:
            return ""
        url = action_url(form.undone_by, self.position)
        return message_button(ACTIONS[form.undone_by].title, url, self.next_url)


class UndoView(PositionActionView):
    """Undo an action that the user applied in one request: to all its positions, or to none.

    The audit log has their ids, so that no address, message or session carries them.
    """

    actions: ClassVar[Mapping[str, type[ActionForm]]] = {
        name: form for name, form in ACTIONS.items() if form.undone_by
    }

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask first without JavaScript, or in a new tab."""
        if ids := self._unchanged_ids():
            return self.ask(self.action(), ids)
        return self.refuse(too_late())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if ids := self._unchanged_ids():
            return self.apply(self.action({}), ids)
        return self.refuse(too_late())

    def _unchanged_ids(self) -> PositionIds | None:
        """Return the action's positions, if none of them was closed or reopened since."""
        undone = ACTIONS[str(self.action.undone_by)].action_class.log_action
        entries = PageLogEntry.objects.filter(
            uuid=self.kwargs["logged"], user=self.user, action=undone
        )
        logged_at = dict(entries.values_list("page_id", "timestamp"))
        if not logged_at:
            return None
        later = PageLogEntry.objects.filter(
            page__in=logged_at,
            action__in=[undone, self.action.action_class.log_action],
            timestamp__gt=max(logged_at.values()),
        )
        return None if later.exists() else PositionIds(sorted(logged_at))


class PositionNoticeView(View):
    """Return the notice of a position that has changed since the editor has `seen` it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        position = get_object_or_404(PositionPage, pk=pk)
        if not position.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return notice_response(request, position, seen=request.GET.get("seen", ""))


class PositionActionViewSet(ViewSet):
    url_prefix = "careers/positions"

    def get_urlpatterns(self) -> list[URLPattern]:
        undo = "bulk/<slug:action>/undo/<uuid:logged>/"
        return [
            path("<careers_id:pk>/notice/", PositionNoticeView.as_view(), name="notice"),
            path("<careers_id:pk>/<slug:action>/", OnePositionActionView.as_view(), name="one"),
            path("bulk/<slug:action>/", PositionActionView.as_view(), name="many"),
            path(undo, UndoView.as_view(), name="undo"),
        ]


def not_found(number: int) -> str:
    return ngettext(
        "%(number)d of the selected positions can't be found: it may have been deleted.",
        "%(number)d of the selected positions can't be found: they may have been deleted.",
        number,
    ) % {"number": number}


def too_many() -> str:
    return gettext(
        "These are more than %(number)d positions: filter the list, and select fewer."
    ) % {"number": MAX_AT_ONCE}


def too_late() -> str:
    return gettext(
        "This can't be undone any more: some of the positions have been closed or reopened "
        "since. Choose positions in the list."
    )
