"""What the database has of the plugin, and what of the host's own stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex, Revision, Site

from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from careers.uninstall.our_apps import our_labels, our_models

#: In the order in which they can be deleted: a position keeps its team.
PAGE_TYPES = (PositionPage, PositionIndexPage, TeamPage, TeamIndexPage)
#: The package `django-tasks-db` keeps its queue in this model.
QUEUE = ("django_tasks_database", "DBTaskResult")


def pages_in_the_way() -> list[str]:
    """Return pages of the host that would be deleted with those of the plugin, in sentences."""
    return [
        *(
            f"“{page.title}” ({page.url_path}) stands below a page of careers."
            for index in Page.objects.filter(content_type__in=our_types())
            for page in index.get_children().exclude(content_type__in=our_types())
        ),
        *(
            f"“{site.root_page.title}” is the home page of the site {site}."
            for site in Site.objects.filter(root_page__content_type__in=our_types())
        ),
    ]


def what_will_be_removed() -> list[str]:
    """Return what is in the database, each with its number: "12 position pages"."""
    return [line for line in _counted() if not line.startswith("0 ")]


def what_will_stay() -> list[str]:
    """Return in sentences what loses a link, or what the host may want to delete itself."""
    links = links_to_us().values("base_content_type", "object_id").distinct().count()
    groups = Group.objects.filter(permissions__in=_permissions()).distinct()
    return [
        *(
            [f"Pages and objects of yours with a link to what is removed: {links}."]
            if links
            else []
        ),
        *(f"The group “{group}” stays, without the permissions of careers." for group in groups),
    ]


def our_types() -> QuerySet[ContentType]:
    return ContentType.objects.filter(app_label__in=our_labels())


def links_to_us() -> QuerySet[ReferenceIndex]:
    """Return the references of the host's content to pages and objects of the plugin."""
    pages = Page.objects.filter(content_type__in=our_types())
    page_type = ContentType.objects.get_for_model(Page)
    keys = [str(key) for key in pages.values_list("pk", flat=True)]
    return (
        ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id__in=keys)
        | ReferenceIndex.objects.filter(to_content_type__in=our_types())
    ).exclude(content_type__in=our_types())


def tasks_of_us() -> QuerySet[Any] | None:
    """Return the queue's tasks of the plugin, where the queue is in the database."""
    if not apps.is_installed("django_tasks_db"):
        return None
    results: QuerySet[Any] = apps.get_model(*QUEUE)._default_manager.filter(
        task_path__startswith="careers."
    )
    return results


def _permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__in=our_types())


def _counted() -> Iterator[str]:
    for model in our_models():
        number = model._default_manager.count()
        options = model._meta
        yield f"{number} {options.verbose_name if number == 1 else options.verbose_name_plural}"
    yield f"{Revision.objects.filter(content_type__in=our_types()).count()} revisions"
    yield f"{_permissions().count()} permissions"
    tasks = tasks_of_us()
    if tasks is not None:
        yield f"{tasks.count()} tasks in the queue"
