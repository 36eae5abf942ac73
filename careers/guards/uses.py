"""Where snippets, images, documents and teams are used, and what an editor is told about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError, QuerySet, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from careers.conf import guards_files
from careers.models import Location, NewsFeed, NewsItem, Person, PositionPage, PositionType

#: Snippets that pages show.
SHOWN_ON_PAGES = (Location, NewsFeed, Person, PositionType)
#: The model that does without its image once it is deleted.
NEEDS_NO_IMAGE = NewsItem


def file_models() -> list[type[Model]]:
    """Return the models of images and of documents, which a site may not have installed.

    There are none where `CAREERS_GUARD_FILES` leaves files to Wagtail.
    """
    if not guards_files():
        return []
    models = [get_image_model()]
    if apps.is_installed("wagtail.documents"):
        models.append(get_document_model())
    return models


def uses_of(used: Any) -> list[QuerySet[Any]]:
    """Return what keeps a snippet or a file from being deleted; pages come first, as `Page`.

    A file is kept by what visitors see, a snippet by drafts too.
    """
    querysets: Iterable[QuerySet[Any]]
    if isinstance(used, SHOWN_ON_PAGES):
        querysets = _uses_of_snippet(used)
    elif isinstance(used, tuple(file_models())):
        querysets = _published_uses(used)
    else:
        return []
    uses = [objects for objects in querysets if objects.exists()]
    return sorted(uses, key=lambda objects: objects.model is not Page)


class Used(NamedTuple):
    """A snippet or a file, and what keeps it from being deleted."""

    object: Any
    uses: list[QuerySet[Any]]


def used_among(objects: Iterable[Any]) -> Iterator[Used]:
    """Yield those of `objects` that something keeps from being deleted."""
    for one in objects:
        if uses := uses_of(one):
            yield Used(one, uses)


def number_of(uses: Iterable[QuerySet[Any]]) -> int:
    return sum(objects.count() for objects in uses)


def use_sentence(used: Any, uses: list[QuerySet[Any]]) -> str:
    """Tell an editor that `used` can't be deleted because of its `uses`."""
    number = number_of(uses)
    if [objects.model for objects in uses] == [Page]:
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
    return sentence % {"name": used, "number": number}


def positions_of_teams_in(page: Page) -> QuerySet[PositionPage]:
    """Return the positions that keep `page` from being deleted: it or a page below is their team.

    Those that would be deleted with it don't count as kept; the database refuses these too.
    """
    return PositionPage.objects.filter(team__path__startswith=page.path)


def team_sentence(page: Page, positions: QuerySet[PositionPage]) -> str:
    """Tell an editor that `page` can't be deleted because of `positions`."""
    number = positions.count()
    if set(positions.values_list("team", flat=True)) == {page.pk}:
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


def _uses_of_snippet(snippet: Any) -> list[QuerySet[Any]]:
    keys: dict[type[Model], set[Any]] = defaultdict(set)
    for model, key in chain(_in_streams(snippet), _protecting_objects(snippet)):
        keys[Page if issubclass(model, Page) else model].add(key)
    return [model._base_manager.filter(pk__in=keys[model]) for model in keys]


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


def _published_uses(file: Any) -> Iterator[QuerySet[Any]]:
    """Yield the published objects of each model that refer to `file`, from Wagtail's index."""
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
