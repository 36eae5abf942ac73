"""Refuse to delete teams and snippets that are in use, with a message that says where.

Wagtail itself doesn't say where an object is used, and doesn't check the pages below a page.
`careers.guards.deletion` refuses whatever doesn't come by here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.admin.hidden_pages import PageBulkActionMixin
from careers.admin.refusal_messages import MAX_NAMED, more_in_use, tell_of_each
from careers.guards.uses import (
    Used,
    number_of,
    positions_of_teams_in,
    team_sentence,
    use_sentence,
    used_among,
)


class DeletePagesInUse(PageBulkActionMixin, DeleteBulkAction):
    """Wagtail's bulk deletion of pages, which refuses those that are in use."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages, _without_permission = self.get_actionable_objects()
        if _refuse_teams_with_positions(request, pages):
            return HttpResponseRedirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)


def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not _refuse_teams_with_positions(request, [page]):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_delete_pages(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Delete none of the selected pages while one is in use, also by a host's bulk action."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    return (
        HttpResponseRedirect(action.next_url)
        if _refuse_teams_with_positions(request, objects)
        else None
    )


def refuse_to_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Delete none of the snippets while one of them is in use, be it one or several."""
    snippets = list(instances)
    if not _refuse_used_snippets(request, snippets):
        return None
    return redirect(snippets[0].snippet_viewset.get_url_name("list"))


def _refuse_used_snippets(request: HttpRequest, snippets: Iterable[Any]) -> bool:
    """Tell whether something uses one of `snippets`, with a message about each."""

    def tell(used: Used) -> None:
        snippet, uses = used
        usage_url = reverse(snippet.snippet_viewset.get_url_name("usage"), args=[snippet.pk])
        refuse(request, use_sentence(snippet, uses), uses, usage_url)

    return tell_of_each(request, used_among(snippets), tell, more_in_use)


def _refuse_teams_with_positions(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Tell whether one of `pages` is or holds a team of positions, with a message about each."""

    def tell(found: tuple[Page, set[int]]) -> None:
        page, teams = found
        positions = positions_of_teams_in(page)
        is_one = len(teams) == 1
        usage_url = reverse("wagtailadmin_pages:usage", args=[min(teams)]) if is_one else ""
        refuse(request, team_sentence(page, positions), [positions], usage_url)

    named = (
        (page, teams)
        for page in pages
        if (teams := set(positions_of_teams_in(page).values_list("team", flat=True)))
    )
    return tell_of_each(request, named, tell, more_in_use)


def refuse(
    request: HttpRequest, sentence: str, uses: Iterable[QuerySet[Any]], usage_url: str
) -> None:
    """Show `sentence` with the names of `uses`, and a link to all of them."""
    links = list(islice(_links(uses, request.user), MAX_NAMED))
    context = {
        "sentence": sentence,
        "links": links,
        "number_more": number_of(uses) - len(links),
    }
    buttons = [messages.button(usage_url, gettext("Show where"))] if usage_url else []
    messages.error(request, render_to_string("careers/admin/in_use_message.html", context), buttons)


def _links(uses: Iterable[QuerySet[Any]], user: Any) -> Iterator[tuple[str, str]]:
    """Yield the titles of those `uses` that `user` may edit, each with the URL of its form."""
    finder = AdminURLFinder(user)
    for used_in in chain.from_iterable(_in_order(objects) for objects in uses):
        if url := finder.get_edit_url(used_in):
            is_page = isinstance(used_in, Page)
            yield used_in.get_admin_display_title() if is_page else str(used_in), url


def _in_order(objects: QuerySet[Any]) -> Iterator[Any]:
    if issubclass(objects.model, Page):
        pages: PageQuerySet = Page.objects.filter(pk__in=objects.values("pk"))
        return iter(pages.order_by("title", "pk").specific(defer=True).iterator())
    return objects.order_by("pk").iterator()
