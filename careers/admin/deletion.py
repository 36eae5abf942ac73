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
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
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
#: Wagtail's classes for a link that is readable on the background of an error.
ON_RED = "w-text-white w-underline"


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
        if _teams_are_named(request, pages):
            return redirect(self.next_url)
        return super().dispatch(request, *args, **kwargs)


def _host_deletes_pages() -> bool:
    own = set(hooks.get_hooks("register_bulk_action")) - {DeleteBulkAction, DeletePagesInUse}
    return any(action.action_type == "delete" and Page in action.models for action in own)


def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not _teams_are_named(request, [page]):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_delete_pages(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Delete none of the selected pages while one is in use, also by a host's bulk action."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    return redirect(action.next_url) if _teams_are_named(request, objects) else None


def refuse_to_delete_snippet(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Delete none of the snippets while one of them is in use, be it one or several."""
    snippets = list(instances)
    if not _are_shown(request, snippets):
        return None
    return redirect(snippets[0].snippet_viewset.get_url_name("list"))


def _are_shown(request: HttpRequest, snippets: Iterable[Any]) -> bool:
    """Tell whether something uses one of `snippets`, with a message about each."""
    shown = False
    for snippet in snippets:
        uses = _uses_of(snippet)
        if number := sum(objects.count() for objects in uses):
            shown = True
            sentence = why_kept(snippet, number, only_pages=[each.model for each in uses] == [Page])
            usage_url = reverse(snippet.snippet_viewset.get_url_name("usage"), args=[snippet.pk])
            refuse(request, sentence, uses, number, usage_url)
    return shown


def why_kept(snippet: Any, number: int, *, only_pages: bool) -> str:
    if only_pages:
        sentence = ngettext(
            "“%(name)s” can't be deleted: %(number)d page shows it. Take it out there first.",
            "“%(name)s” can't be deleted: %(number)d pages show it. Take it out there first.",
            number,
        )
    else:
        sentence = ngettext(
            "“%(name)s” can't be deleted: it is used in %(number)d place. Take it out there first.",
            "“%(name)s” can't be deleted: it is used in %(number)d places. "
            "Take it out there first.",
            number,
        )
    return sentence % {"name": snippet, "number": number}


def _uses_of(snippet: Any) -> list[QuerySet[Any]]:
    """Return objects of any model that use `snippet`; pages come first, as `Page`."""
    if type(snippet) not in SHOWN_ON_PAGES:
        return []
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for model, key in chain(_in_streams(snippet), _in_need_of(snippet)):
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
            ContentType.objects.get_for_id(each).model_class() for each in (kind, base_kind)
        )
        if model and base and path.partition(".")[0] in _streams_of(model):
            with suppress(ValidationError):
                yield base, base._meta.pk.to_python(key)


def _streams_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)}


def _in_need_of(snippet: Any) -> Iterator[tuple[type[Model], Any]]:
    """Yield model and key of objects that protect `snippet` from deletion."""
    for each in _protected(snippet):
        model, key = type(each), each.pk
        for field in each._meta.concrete_fields:
            if isinstance(field, ParentalKey):  # a child row: its page or snippet is the use
                model, key = field.remote_field.model, getattr(each, field.attname)
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


def _teams_are_named(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Tell whether positions belong to a team at or below one of `pages`, with messages."""
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
    names = list(islice(_links(uses, request.user), MAX_NAMED))
    if names and number > len(names):
        more = number - len(names)
        text = ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more}
        names.append(format_html("{}", text))
    items = format_html_join("", "<li>{}</li>", ((name,) for name in names))
    buttons = [messages.button(usage_url, gettext("Show where"))] if usage_url else []
    messages.error(
        request, format_html("{}<ul>{}</ul>", sentence, items) if names else sentence, buttons
    )


def _links(uses: Iterable[QuerySet[Any]], user: Any) -> Iterator[SafeString]:
    """Yield the names of those `uses` that `user` may edit, each with a link to its form."""
    addresses = AdminURLFinder(user)
    for each in chain.from_iterable(_in_order(objects) for objects in uses):
        if url := addresses.get_edit_url(each):
            title = each.get_admin_display_title() if isinstance(each, Page) else str(each)
            yield format_html('<a href="{}"><span class="{}">{}</span></a>', url, ON_RED, title)


def _in_order(objects: QuerySet[Any]) -> Iterator[Any]:
    if issubclass(objects.model, Page):
        pages: PageQuerySet = Page.objects.filter(pk__in=objects.values("pk"))
        return iter(pages.order_by("title", "pk").specific(defer=True).iterator())
    return objects.order_by("pk").iterator()
