"""What is in use can't be deleted, and the admin says where it is used.

Wagtail itself only says that somewhere something is, does not look at what stands below a page,
and lets people delete what pages show in their parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from careers.models import Location, NewsFeed, Person, PositionPage, PositionType

#: Snippets that pages show, and where the database protects one that positions have.
SHOWN_ON_PAGES = {
    Location: "position_locations__location",
    NewsFeed: "",
    Person: "",
    PositionType: "position_types__position_type",
}
#: So many uses are named; of the others, the number.
MOST_NAMED = 5
#: Wagtail's classes for a link that can be read on the ground of an error.
ON_RED = "w-text-white w-underline"


class DeletePagesInUse(DeleteBulkAction):
    """Wagtail's deletion of the pages that were ticked, for those that nothing uses."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages, _without_permission = self.get_actionable_objects()
        if _teams_are_named(request, pages):
            return redirect(self.next_url)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not _teams_are_named(request, [page]):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Of one snippet as of those that were ticked."""
    snippets = list(instances)
    if not _are_shown(request, snippets):
        return None
    return redirect(snippets[0].snippet_viewset.get_url_name("list"))


def _are_shown(request: HttpRequest, snippets: Iterable[Any]) -> bool:
    """Whether pages show one of `snippets`; tells the user about each."""
    shown = False
    for snippet in snippets:
        pages = _pages_with(snippet)
        if number := pages.count():
            shown = True
            sentence = ngettext(
                "“%(name)s” can't be deleted: %(number)d page shows it. Take it out there first.",
                "“%(name)s” can't be deleted: %(number)d pages show it. Take it out there first.",
                number,
            ) % {"name": snippet, "number": number}
            usage_url = reverse(snippet.snippet_viewset.get_url_name("usage"), args=[snippet.pk])
            _refuse(request, sentence, pages, number, usage_url)
    return shown


def _pages_with(snippet: Any) -> PageQuerySet:
    if type(snippet) not in SHOWN_ON_PAGES:
        return Page.objects.none()
    references = ReferenceIndex.get_references_to(snippet)
    in_parts = references.filter(content_path__startswith="body.")
    keys = {int(key) for key in in_parts.values_list("object_id", flat=True)}
    if relation := SHOWN_ON_PAGES[type(snippet)]:
        keys.update(PositionPage.objects.filter(**{relation: snippet}).values_list("pk", flat=True))
    return Page.objects.filter(pk__in=keys)


def _teams_are_named(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Whether positions name a team at or below one of `pages`; tells the user about each."""
    named = False
    for page in pages:
        positions = PositionPage.objects.filter(team__path__startswith=page.path)
        if number := positions.count():
            named = True
            teams = set(positions.values_list("team", flat=True))
            _refuse(
                request,
                _reason(teams, page, number),
                positions,
                number,
                reverse("wagtailadmin_pages:usage", args=[min(teams)]) if len(teams) == 1 else "",
            )
    return named


def _reason(teams: set[int], page: Page, number: int) -> str:
    if teams == {page.pk}:
        sentence = ngettext(
            "“%(page)s” can't be deleted: it is the team of %(number)d position. "
            "Delete the position first, or give it another team.",
            "“%(page)s” can't be deleted: it is the team of %(number)d positions. "
            "Delete the positions first, or give them another team.",
            number,
        )
    else:
        sentence = ngettext(
            "“%(page)s” can't be deleted: %(number)d position names a team below it. "
            "Delete the position first, or give it another team.",
            "“%(page)s” can't be deleted: %(number)d positions name a team below it. "
            "Delete the positions first, or give them another team.",
            number,
        )
    return sentence % {"page": page.get_admin_display_title(), "number": number}


def _refuse(
    request: HttpRequest, sentence: str, pages: PageQuerySet, number: int, usage_url: str
) -> None:
    """Show `sentence` with the names of `pages`, and a link to all of them."""
    names = list(islice(_links(pages, request.user), MOST_NAMED))
    if names and number > len(names):
        more = number - len(names)
        text = ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more}
        names.append(format_html("{}", text))
    items = format_html_join("", "<li>{}</li>", ((name,) for name in names))
    buttons = [messages.button(usage_url, gettext("Show where"))] if usage_url else []
    messages.error(
        request, format_html("{}<ul>{}</ul>", sentence, items) if names else sentence, buttons
    )


def _links(pages: PageQuerySet, user: Any) -> Iterator[SafeString]:
    """The names of `pages` that `user` may edit, each with a link to its form."""
    addresses = AdminURLFinder(user)
    for page in pages.order_by("title", "pk").specific(defer=True).iterator():
        if url := addresses.get_edit_url(page):
            title = page.get_admin_display_title()
            yield format_html('<a href="{}"><span class="{}">{}</span></a>', url, ON_RED, title)
