"""Keep the titles of drafts and private pages out of choosers of users who may not read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.views import chooser
from wagtail.models import Page
from wagtail.query import PageQuerySet

from careers.core.ids import read_ids
from careers.core.privacy import found_by, readable_by, show_published_titles

PARENT = "parent_page_id"


def offer_readable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Return those of `pages` that the user may read; 404 below a page that the user may not.

    A `construct_page_chooser_queryset` hook: Wagtail shows all pages of the site to every user.
    """
    parent = request.resolver_match and request.resolver_match.kwargs.get(PARENT)
    if parent and not readable_by(Page.objects.filter(pk=parent), request.user).exists():
        raise Http404
    return readable_by(pages, request.user)


class TitleColumn(chooser.PageTitleColumn):
    """Corrects the titles of all rows and their parents before any of them is shown."""

    are_corrected = False

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        if not self.are_corrected:
            self.are_corrected = True
            pages: Iterable[Page] = list(parent_context["table"].data)
            parents = [parent for page in pages if (parent := page.get_parent())]
            show_published_titles([*pages, *parents], parent_context["request"].user)
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context


class TitleColumnMixin:
    is_multiple_choice: Any

    @property
    def columns(self) -> list[Any]:
        columns = super().columns  # type: ignore[misc]
        return [self._corrected(column) for column in columns]

    def _corrected(self, column: Any) -> Any:
        if type(column) is not chooser.PageTitleColumn:
            return column
        is_multiple = self.is_multiple_choice
        return TitleColumn(column.name, label=column.label, is_multiple_choice=is_multiple)


class BrowseView(TitleColumnMixin, chooser.BrowseView):
    pass


class SearchView(TitleColumnMixin, chooser.SearchView):
    pass


class ChosenMultipleView(chooser.ChosenMultipleView):
    """Answers with those of the chosen pages that the user may read."""

    def get(self, request: HttpRequest) -> Any:
        chosen = Page.objects.filter(pk__in=read_ids(request.GET.getlist("id")))
        pages = list(readable_by(chosen, request.user).specific())
        show_published_titles(pages, request.user)
        return self.render_chosen_response(
            [
                {
                    "id": page.pk,
                    "parentId": page.get_parent().pk if page.depth > 1 else None,
                    "adminTitle": page.get_admin_display_title(),
                    "editUrl": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    "url": page.url,
                }
                for page in pages
            ]
        )


class ExternalLinkView(chooser.ExternalLinkView):
    """Makes a link to a page of an address, which has the title that the user may know.

    Where Wagtail would ask first, with the title of a draft, the address is kept as it is.
    """

    def post(self, request: HttpRequest) -> Any:
        response = super().post(request)
        answer = json.loads(response.content)
        link = answer.get("internal") or answer.get("result") or {}
        page = Page.objects.filter(pk=link.get("id"))
        if "id" not in link or found_by(page, request.user).exists():
            return response
        if "internal" in answer or not readable_by(page, request.user).exists():
            link = self.get_result_data()
        else:
            link["adminTitle"] = page.get().title
        return self.render_chosen_response(link)


def chooser_urls() -> list[URLPattern]:
    """Return patterns with Wagtail's own addresses, which have to come before Wagtail's."""
    return [
        path("choose-page/", BrowseView.as_view()),
        path(f"choose-page/<int:{PARENT}>/", BrowseView.as_view()),
        path("choose-page/search/", SearchView.as_view()),
        path("choose-page/chosen-multiple/", ChosenMultipleView.as_view()),
        path("choose-external-link/", ExternalLinkView.as_view()),
    ]
