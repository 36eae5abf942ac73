"""Doing something to many positions at once, chosen in their listing.

A first request shows what would happen, a second one, with the ids that were shown, does it.
What it did is told with a button that takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry

from careers.admin.positions.bulk_forms import ACTIONS, ActionForm
from careers.admin.positions.filters import LONGEST_ID, listed_positions
from careers.admin.positions.one_click import with_next
from careers.clock import LocalDays
from careers.models import PositionPage
from careers.positions.branch import works_on_positions
from careers.positions.many import Taken, obstacle, take
from careers.positions.querysets import PositionQuerySet
from careers.positions.steps import LifecycleError, shortened

LISTING = "careers_positions:index"
MOST_AT_ONCE = 5_000
#: How many titles or reasons the page shows before it counts the rest.
MOST_SHOWN = 20


class SelectColumn(BaseColumn):
    """A tick for each position, which belongs to the form of the bar below the table."""

    header_template_name = "careers/admin/bulk/select_header.html"
    cell_template_name = "careers/admin/bulk/select_cell.html"

    class Media:
        css = {"all": ["careers/bulk.css"]}
        js = ["careers/bulk.js"]


class Ids(NamedTuple):
    """Ids of positions out of a request; `unreadable` counts what can't be one."""

    found: list[int]
    unreadable: int = 0


@dataclass(frozen=True)
class Selection:
    """Positions that can take a step, and in words why others can't."""

    positions: list[PositionPage]
    left_out: list[str]


class BulkActionView(View):
    """One of the `ACTIONS`, for the positions that a request names by `id`, `ids` or `all`."""

    http_method_names = ["get", "post"]
    action: type[ActionForm]
    next_url: str

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs["action"] not in ACTIONS:
            raise Http404
        if not works_on_positions(request.user):
            raise PermissionDenied
        self.action = ACTIONS[kwargs["action"]]
        self.next_url = get_valid_next_url_from_request(request) or reverse(LISTING)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, action: str) -> HttpResponse:
        """Where somebody comes back to who had to log in again: the ids are gone."""
        return self._refuse(gettext("Choose positions in the list first."))

    def post(self, request: HttpRequest, action: str) -> HttpResponse:
        if "confirm" in request.POST:
            return self._act(self.action(request.POST), posted_ids(request.POST))
        if "all" in request.POST:
            filters = QueryDict(request.POST.get("filters", ""))
            found = listed_positions(request.user, filters).order_by("pk")
            ids = Ids(list(found.values_list("pk", flat=True)[: MOST_AT_ONCE + 1]))
        else:
            ids = posted_ids(request.POST)
        if not ids.found and not ids.unreadable:
            return self._refuse(gettext("No position is selected."))
        if len(ids.found) > MOST_AT_ONCE:
            return self._refuse(too_many())
        return self._ask(self.action(), ids)

    def _act(self, form: ActionForm, ids: Ids) -> HttpResponse:
        """Do it to exactly these positions, or to none and say why."""
        if len(ids.found) > MOST_AT_ONCE:
            return self._refuse(too_many())
        if ids.unreadable or not ids.found:
            form.add_error(None, not_found(ids.unreadable or 1))
        if not form.is_valid():
            return self._ask(form, ids, tell_missing=False)
        try:
            taken = take(form.step(), ids.found, self.request.user)  # type: ignore[arg-type]
        except LifecycleError as error:
            self._explain(form, ids, error.reasons)
            return self._ask(form, ids, tell_missing=False)
        self._tell(form, taken)
        return redirect(self.next_url)

    def _explain(self, form: ActionForm, ids: Ids, reasons: list[str]) -> None:
        """What the step itself minds is told at the field that it is about, the rest above."""
        minded: set[str] = set()
        if field := next(iter(form.fields), None):
            step, days = form.step(), LocalDays()
            minded = {step.obstacle(position, days) for position in self._visible(ids)}
        for reason in shortened([reason for reason in reasons if reason in minded]):
            form.add_error(field, reason)
        for reason in shortened([reason for reason in reasons if reason not in minded]):
            form.add_error(None, reason)

    def _tell(self, form: ActionForm, taken: Sequence[Taken]) -> None:
        listing = messages.button(reverse(LISTING), gettext("All positions"))
        report = format_html("{} {}", form.report(taken), self._way_back(form, taken))
        messages.success(self.request, report, buttons=[listing])
        for caution in form.cautions(taken):
            messages.warning(self.request, caution)

    def _way_back(self, form: ActionForm, taken: Sequence[Taken]) -> str:
        """A button for the opposite step, if all of them can take it; else nothing."""
        logged = get_active_log_context().uuid
        if form.taken_back_by is None or logged is None:
            return ""
        opposite, days = ACTIONS[form.taken_back_by](), LocalDays()
        user: Any = self.request.user
        if any(obstacle(opposite.step(), item.position, days, user) for item in taken):
            return ""
        url = reverse("careers_bulk_take_back", args=[form.taken_back_by, logged])
        return format_html(
            '<span class="buttons"><a href="{}" class="button button-small button-secondary"'
            ' data-controller="w-action" data-action="w-action#post:prevent"'
            ' data-w-action-url-value="{}">{}</a></span>',
            with_next(url, self.next_url),
            url,
            opposite.label(len(taken)),
        )

    def _ask(self, form: ActionForm, ids: Ids, *, tell_missing: bool = True) -> HttpResponse:
        selection = self._select(form, ids, tell_missing=tell_missing)
        number = len(selection.positions)
        context = {
            "form": form,
            "ids": ",".join(str(position.pk) for position in selection.positions),
            "question": form.question(number),
            "number": number,
            "positions": selection.positions[:MOST_SHOWN],
            "more": max(0, number - MOST_SHOWN),
            "left_out": selection.left_out[:MOST_SHOWN],
            "more_left_out": max(0, len(selection.left_out) - MOST_SHOWN),
            "next": self.next_url,
            "submit_url": reverse("careers_bulk", args=[self.kwargs["action"]]),
        }
        return TemplateResponse(self.request, "careers/admin/bulk/confirm.html", context)

    def _select(self, form: ActionForm, ids: Ids, *, tell_missing: bool) -> Selection:
        user: Any = self.request.user
        step, days = form.trial(), LocalDays()
        chosen: list[PositionPage] = []
        left_out: list[str] = []
        seen = 0
        for position in self._visible(ids).newest_first():
            seen += 1
            if reason := obstacle(step, position, days, user):
                left_out.append(reason)
            else:
                chosen.append(position)
        missing = len(ids.found) - seen + ids.unreadable
        if missing and tell_missing:
            left_out.append(not_found(missing))
        return Selection(chosen, left_out)

    def _visible(self, ids: Ids) -> PositionQuerySet:
        positions = PositionPage.objects.filter(pk__in=ids.found).worked_on_by(self.request.user)
        visible: PositionQuerySet = positions.select_related("team", "locked_by")
        return visible.defer_streamfields()

    def _refuse(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return redirect(self.next_url)


class TakeBackView(BulkActionView):
    """Takes back the step that somebody took in one request, with all its positions or with none.

    The audit log knows which these are: no address, message or session has to carry their ids.
    """

    def get(self, request: HttpRequest, action: str, **kwargs: Any) -> HttpResponse:
        """Without JavaScript, or in a new tab, it is asked first."""
        if ids := self._left_as_they_were():
            return self._ask(self.action(), ids)
        return self._refuse(too_late())

    def post(self, request: HttpRequest, action: str, **kwargs: Any) -> HttpResponse:
        if ids := self._left_as_they_were():
            return self._act(self.action({}), ids)
        return self._refuse(too_late())

    def _left_as_they_were(self) -> Ids | None:
        """The positions of the step, if nobody has closed or reopened one of them since."""
        if self.action.taken_back_by is None:
            raise Http404
        taken = ACTIONS[self.action.taken_back_by]().step().log_action
        user: Any = self.request.user
        entries = PageLogEntry.objects.filter(uuid=self.kwargs["logged"], user=user, action=taken)
        found = dict(entries.values_list("page_id", "timestamp"))
        if not found:
            return None
        since = PageLogEntry.objects.filter(
            page__in=found,
            action__in=[taken, self.action().step().log_action],
            timestamp__gt=max(found.values()),
        )
        return None if since.exists() else Ids(sorted(found))


def posted_ids(parameters: QueryDict) -> Ids:
    """What stands in any number of `id` fields, and with commas between in `ids`."""
    texts: Iterable[str] = [*parameters.getlist("id"), *parameters.get("ids", "").split(",")]
    given = {text.strip() for text in texts} - {""}
    readable = {text for text in given if text.isascii() and text.isdigit()}
    readable = {text for text in readable if len(text) <= LONGEST_ID}
    return Ids(sorted({int(text) for text in readable}), len(given) - len(readable))


def not_found(number: int) -> str:
    return ngettext(
        "%(number)d of the selected positions can't be found: it may have been deleted.",
        "%(number)d of the selected positions can't be found: they may have been deleted.",
        number,
    ) % {"number": number}


def too_many() -> str:
    return gettext(
        "These are more than %(number)d positions: filter the list, and take them in parts."
    ) % {"number": MOST_AT_ONCE}


def too_late() -> str:
    return gettext(
        "This can't be taken back any more: some of the positions have been closed or reopened "
        "since. Choose positions in the list."
    )


def bulk_urls() -> list[URLPattern]:
    return [
        path(
            "careers/positions/bulk/<slug:action>/", BulkActionView.as_view(), name="careers_bulk"
        ),
        path(
            "careers/positions/bulk/<slug:action>/take-back/<uuid:logged>/",
            TakeBackView.as_view(),
            name="careers_bulk_take_back",
        ),
    ]
