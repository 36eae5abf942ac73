"""Refuse to delete images and documents that something published shows.

Wagtail itself only counts their uses, deletes them, and leaves a gap in every page that shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from careers.admin.deletion import MAX_NAMED, refusal_message, refuse
from careers.models import NewsItem

#: Wagtail's own views by their routes in its admin. They run no hook.
DELETE_VIEWS = {
    "images/<int:image_id>/delete/": "wagtail.images.views.images.DeleteView",
    "documents/delete/<int:document_id>/": "wagtail.documents.views.documents.DeleteView",
}
#: The model that does without its image once it is deleted.
NEEDS_NO_IMAGE = NewsItem


class RefuseShownFileMixin:
    """Refuse in a `DeleteView` of Wagtail, after it has checked permissions."""

    request: HttpRequest
    object: Any
    get_success_url: Any

    def run_before_hook(self) -> HttpResponse | None:
        shown = _refuse_shown_files(self.request, [self.object])
        return redirect(self.get_success_url()) if shown else None


def media_deletion_urls() -> list[URLPattern]:
    """Return patterns with Wagtail's own addresses, which have to come before Wagtail's."""
    return [path(route, _refusing(view).as_view()) for route, view in _delete_views().items()]


def refuse_to_delete_media(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Delete none of the selected files while something published shows one of them."""
    models = [view.model for view in _delete_views().values()]
    if action_type != "delete" or action.model not in models:
        return None
    return redirect(action.next_url) if _refuse_shown_files(request, objects) else None


def _refusing(view: type[DeleteView]) -> Any:
    return type(view.__name__, (RefuseShownFileMixin, view), {})


def _delete_views() -> dict[str, type[DeleteView]]:
    """Return Wagtail's views by their routes; a site may not have documents installed."""
    return {
        route: import_string(name)
        for route, name in DELETE_VIEWS.items()
        if apps.is_installed(name.partition(".views.")[0])
    }


def _refuse_shown_files(request: HttpRequest, files: Iterable[Any]) -> bool:
    """Tell whether something published shows one of `files`, with a message about each."""
    shown = [(file, uses) for file in files if (uses := _uses_of(file))]
    for file, uses in shown[:MAX_NAMED]:
        number = sum(objects.count() for objects in uses)
        only_pages = [each.model for each in uses] == [Page]
        sentence = refusal_message(file, number, only_pages=only_pages)
        refuse(request, sentence, uses, number, file.usage_url)
    if len(shown) > MAX_NAMED:
        more = len(shown) - MAX_NAMED
        text = ngettext(
            "%(number)d more of them can't be deleted.",
            "%(number)d more of them can't be deleted.",
            more,
        )
        messages.error(request, text % {"number": more})
    return bool(shown)


def _uses_of(file: Any) -> list[QuerySet[Any]]:
    """Return objects that show `file` to visitors, from Wagtail's index; pages first, as `Page`."""
    uses = [objects for objects in _sources(file) if objects.exists()]
    return sorted(uses, key=lambda objects: objects.model is not Page)


def _sources(file: Any) -> Iterator[QuerySet[Any]]:
    """Yield the published objects of each model that refer to `file`."""
    references = ReferenceIndex.get_references_to(file)
    for kind in references.values_list("base_content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model and model is not NEEDS_NO_IMAGE:
            keys = references.filter(base_content_type=kind).values_list("object_id", flat=True)
            objects = model._base_manager.filter(pk__in=_read(keys, model._meta.pk))
            yield objects.filter(live=True) if issubclass(model, DraftStateMixin) else objects


def _read(keys: Iterable[str], field: Any) -> Iterator[Any]:
    for key in keys:
        with suppress(ValidationError):
            yield field.to_python(key)
