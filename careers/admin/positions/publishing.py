"""Publishing drafts that were ticked in a list, which no form looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from careers.clock import LocalDays
from careers.models import PositionPage
from careers.positions.publishable import Problem, date_problems, other_problems, pay_problems

#: So many positions that aren't ready are named; of the others, the number.
MOST_NAMED = 5


def refuse_to_publish_unready(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publish none of the ticked pages while one of them is a position that isn't ready."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    with_drafts_below = action.cleaned_form.cleaned_data.get("include_descendants")
    found = [
        (position, next(problems_of(position), None))
        for position in _positions(objects, with_drafts_below)
    ]
    unready = [(position, problem) for position, problem in found if problem]
    for position, problem in unready[:MOST_NAMED]:
        _refuse(request, position, problem)
    if len(unready) > MOST_NAMED:
        more = len(unready) - MOST_NAMED
        text = ngettext(
            "%(number)d more position can't be published yet.",
            "%(number)d more positions can't be published yet.",
            more,
        )
        messages.error(request, text % {"number": more})
    return redirect(action.next_url) if unready else None


def _refuse(request: HttpRequest, position: PositionPage, problem: Problem) -> None:
    name, reason = problem
    field: Any = PositionPage._meta.get_field(name)
    sentence = gettext("“%(position)s” can't be published yet. %(field)s: %(reason)s") % {
        "position": position.title,
        "field": capfirst(field.verbose_name),
        "reason": reason,
    }
    edit_url = reverse("wagtailadmin_pages:edit", args=[position.pk])
    messages.error(request, sentence, buttons=[messages.button(edit_url, gettext("Edit"))])


def problems_of(position: PositionPage) -> Iterator[Problem]:
    """What keeps `position`, as its author has drafted it, from being published."""
    values = {field.name: getattr(position, field.name) for field in position._meta.concrete_fields}
    live = PositionPage.objects.live().filter(pk=position.pk)
    yield from other_problems(values)
    yield from pay_problems(values)
    yield from date_problems(
        values,
        LocalDays().at(position.url_path),
        live.values_list("closing_date", flat=True).first(),
    )


def _positions(pages: Iterable[Page], with_drafts_below: bool) -> Iterator[PositionPage]:
    for page in pages:
        found = PositionPage.objects.filter(pk=page.pk)
        if with_drafts_below:
            found |= PositionPage.objects.descendant_of(page).not_live()
        for position in found:
            yield position.get_latest_revision_as_object()
