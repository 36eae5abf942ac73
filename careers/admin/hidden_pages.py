"""Keep the titles of drafts and private pages out of other views of users who may not read them.

Wagtail's explorer and reports ask the permission policy which pages they show. The views here take
pages by their ids, or name pages that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import classproperty
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.choose_parent import ChooseParentView, GenericChooseParentView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.core.ids import read_id, read_ids
from careers.core.privacy import found_by, show_published_titles


def explore_only_what_is_found(
    parent: Page, pages: PageQuerySet, request: HttpRequest
) -> PageQuerySet:
    """Return `pages`; 404 below a page that the explorer doesn't list for the user.

    A `construct_explorer_page_queryset` hook: Wagtail shows the title of any page below the one at
    which the user's explorer begins.
    """
    _find(parent.pk, request.user)
    return pages


def move_only_what_is_found(request: HttpRequest, page: Page, destination: Page) -> None:
    """404 for a page or destination that the user doesn't find; a `before_move_page` hook.

    Wagtail asks for permissions only after it has shown both titles.
    """
    _find(page.pk, request.user)
    _find(destination.pk, request.user)


def copy_only_to_what_is_found(request: HttpRequest, page: Page) -> None:
    """404 for a new parent that the user doesn't find; a `before_copy_page` hook."""
    if request.method == "POST":
        _find(read_id(request.POST.get("new_parent_page", "")), request.user)


def _find_chosen(request: HttpRequest, name: str) -> None:
    if chosen := request.POST.get(name):
        _find(read_id(chosen), request.user)


def _find(key: int | None, user: Any) -> None:
    if not found_by(Page.objects.filter(pk=key), user).exists():
        raise Http404


class FoundParentMixin:
    """404 for a parent that the user doesn't find: the form would show its title again."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _find_chosen(request, "parent_page")
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response


class ChooseParentInListingView(FoundParentMixin, ChooseParentView):
    pass


class ChooseParentOfTypeView(FoundParentMixin, GenericChooseParentView):
    pass


class PageBulkActionMixin:
    """A bulk action of Wagtail on pages, which names no page that the user doesn't find.

    It gives way to one that a host has registered.
    """

    request: HttpRequest
    action_type: ClassVar[str]

    @classproperty
    def models(cls) -> list[type[Page]]:  # noqa: N805
        return [] if _gives_way(cls) else PageBulkAction.models

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Iterable[Any]) -> Any:
        keys = read_ids(str(key) for key in object_ids)
        return super().get_queryset(model, keys)  # type: ignore[misc]

    def get_actionable_objects(self) -> tuple[list[Page], dict[str, Any]]:
        pages, others = super().get_actionable_objects()  # type: ignore[misc]
        refused = Page.objects.filter(pk__in=[page.pk for page in others["items_with_no_access"]])
        return pages, others | {"items_with_no_access": list(found_by(refused, self.request.user))}


def _gives_way(action: Any) -> bool:
    """Tell whether `action` is one of the plugin's, and a host has one for the same."""
    if PageBulkActionMixin not in action.__bases__:
        return False
    others = set(hooks.get_hooks("register_bulk_action")) - {action, *action.__bases__}
    return any(other.action_type == action.action_type and Page in other.models for other in others)


class MovePages(PageBulkActionMixin, MoveBulkAction):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _find_chosen(request, "chooser")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class PublishPages(PageBulkActionMixin, PublishBulkAction):
    pass


class UnpublishPages(PageBulkActionMixin, UnpublishBulkAction):
    pass


class PageTypesView(PageTypesUsageReportView):
    """Names the page of a type that was edited last only where the user may read it."""

    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        page_types = super().decorate_paginated_queryset(page_types)
        pages = [each.last_edited_page for each in page_types if each.last_edited_page]
        show_published_titles(pages, self.request.user)
        return page_types


def report_urls() -> list[URLPattern]:
    """Return patterns with Wagtail's own addresses, which have to come before Wagtail's."""
    return [
        path("reports/page-types-usage/", PageTypesView.as_view()),
        path("reports/page-types-usage/results/", PageTypesView.as_view(results_only=True)),
    ]
