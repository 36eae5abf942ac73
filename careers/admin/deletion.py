"""Refuse to delete teams and snippets that are in use, with a message that says where.

Wagtail itself doesn't say where an object is used, doesn't check the pages below a page, and
deletes snippets that pages show in their body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError, QuerySet, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext, ngettext
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from careers.models import Location, NewsFeed, Person, PositionPage, PositionType

#: Snippets that pages show.
SHOWN_ON_PAGES = (Location, NewsFeed, Person, PositionType)
#: How many uses are named before the rest is counted.
MAX_NAMED = 5


class DeletePagesInUse(DeleteBulkAction):
    """Wagtail's bulk deletion of pages, which refuses those that are in use.

    It gives way to one that a host has registered.
    """

    @classproperty
    def models(cls) -> list[type[Page]]:  # noqa: N805
        gives_way = cls is DeletePagesInUse and _host_deletes_pages()
        return [] if gives_way else DeleteBulkAction.models

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages, _without_permission = self.get_actionable_objects()
        if _refuse_teams_with_positions(request, pages):
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)


def _host_deletes_pages() -> bool:
    actions = set(hooks.get_hooks("register_bulk_action")) - {DeleteBulkAction, DeletePagesInUse}
    return any(action.action_type == "delete" and Page in action.models for action in actions)


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
    return redirect(action.next_url) if _refuse_teams_with_positions(request, objects) else None


def refuse_to_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Delete none of the snippets while one of them is in use, be it one or several."""
    snippets = list(instances)
    if not _refuse_used_snippets(request, snippets):
        return None
    return redirect(snippets[0].snippet_viewset.get_url_name("list"))


def _refuse_used_snippets(request: HttpRequest, snippets: Iterable[Any]) -> bool:
    """Refuse with a message for each of `snippets` that something uses; tell whether one is."""
    shown = False
    for snippet in snippets:
        uses = _uses_of(snippet)
        if number := sum(objects.count() for objects in uses):
            shown = True
            sentence = refusal_message(
                snippet, number, only_pages=[objects.model for objects in uses] == [Page]
            )
            usage_url = reverse(snippet.snippet_viewset.get_url_name("usage"), args=[snippet.pk])
            refuse(request, sentence, uses, number, usage_url)
    return shown


def refusal_message(snippet: Any, number: int, *, only_pages: bool) -> str:
    if only_pages:
        sentence = ngettext(
            "“%(name)s” can't be deleted: %(number)d page shows it. Remove it there first.",
            "“%(name)s” can't be deleted: %(number)d pages show it. Remove it there first.",
            number,
        )
    else:
        sentence = ngettext(
            "“%(name)s” can't be deleted: it is used in %(number)d place. Remove it there first.",
            "“%(name)s” can't be deleted: it is used in %(number)d places. Remove it there first.",
            number,
        )
    return sentence % {"name": snippet, "number": number}


def _uses_of(snippet: Any) -> list[QuerySet[Any]]:
    """Return objects of any model that use `snippet`; pages come first, as `Page`."""
    if type(snippet) not in SHOWN_ON_PAGES:
        return []
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for model, key in chain(_in_streams(snippet), _protecting_objects(snippet)):
        keys[Page if issubclass(model, Page) else model].add(key)
    querysets = [model._base_manager.filter(pk__in=keys[model]) for model in keys]
    uses = [objects for objects in querysets if objects.exists()]
    return sorted(uses, key=lambda objects: objects.model is not Page)


def _in_streams(snippet: Any) -> Iterator[tuple[type[Model], Any]]:
    """Yield model and key of objects with `snippet` in a block, from Wagtail's index."""
    references = ReferenceIndex.get_references_to(snippet)
    columns = ("content_type", "base_content_type", "object_id", "model_path")
    for kind, base_kind, key, path in references.values_list(*columns).distinct():
        model, base = (
            ContentType.objects.get_for_id(key_of_type).model_class()
            for key_of_type in (kind, base_kind)
        )
        if model and base and path.partition(".")[0] in _streams_of(model):
            with suppress(ValidationError):
                yield base, base._meta.pk.to_python(key)


def _streams_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)}


def _protecting_objects(snippet: Any) -> Iterator[tuple[type[Model], Any]]:
    """Yield model and key of objects that protect `snippet` from deletion."""
    for protecting in _protected(snippet):
        model, key = type(protecting), protecting.pk
        for field in protecting._meta.concrete_fields:
            if isinstance(field, ParentalKey):  # a child row: its page or snippet is the use
                model, key = field.remote_field.model, getattr(protecting, field.attname)
        yield model, key


def _protected(snippet: Any) -> set[Any]:
    collector = Collector(using=snippet._state.db, origin=snippet)
    try:
        collector.collect([snippet])
    except ProtectedError as error:
        return error.protected_objects
    except RestrictedError as error:
        return error.restricted_objects
    return set()


def _refuse_teams_with_positions(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Refuse with a message for each of `pages` with teams of positions; tell whether one is."""
    named = False
    for page in pages:
        positions = PositionPage.objects.filter(team__path__startswith=page.path)
        if number := positions.count():
            named = True
            teams = set(positions.values_list("team", flat=True))
            refuse(
                request,
                _reason(teams, page, number),
                [positions],
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


def refuse(
    request: HttpRequest,
    sentence: str,
    uses: Iterable[QuerySet[Any]],
    number: int,
    usage_url: str,
) -> None:
    """Show `sentence` with the names of `uses`, and a link to all of them."""
    links = list(islice(_links(uses, request.user), MAX_NAMED))
    context = {"sentence": sentence, "links": links, "number_more": number - len(links)}
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
