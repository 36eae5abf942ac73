"""Where the index pages of a site stand, and how a request finds its way below them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site, get_page_models
from wagtail.url_routing import RouteResult

from careers.kept.facts import kept


class IndexPageMixin(models.Model):
    """A page type of which a site has one page, with all its teams or positions below.

    Stands before `Page` among the bases. Fetches the child that a request asks for in one query.
    """

    #: The attribute of `SiteIndexes` that holds the page.
    index_of: ClassVar[str]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def get_routable_children(self) -> Any:
        """Return the queryset of this page's children, with what their own pages show."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)  # type: ignore[misc]
        slug, *remaining = path_components
        child = self.get_routable_children().filter(slug=slug).order_by().first()
        if child is None:
            raise Http404
        child._cached_parent_obj = self  # treebeard's own cache: spares a query for the parent
        return child.route(request, remaining)


class SiteIndexes:
    """The index pages of a request's site, in the active language where the site has one.

    All are found with one query. They are plain `Page`s: title and address. Of several sections
    of one site, those are meant that stand nearest to the page at the path `near` in the tree.
    """

    def __init__(self, request: HttpRequest | None, near: str = "") -> None:
        self.request = request
        self.near = near

    @property
    def teams(self) -> Page | None:
        return self._pages.get("teams")

    @property
    def positions(self) -> Page | None:
        return self._pages.get("positions")

    @property
    def teams_url(self) -> str:
        """The address of the list of teams, or "" where the site has none."""
        return _url_of(self.request, "teams", self.near)

    @property
    def positions_url(self) -> str:
        """The address of the list of positions, or "" where the site has none."""
        return _url_of(self.request, "positions", self.near)

    @property
    def _pages(self) -> dict[str, Page]:
        return _nearest(_index_pages(self.request), self.near)


def _nearest(pages: Iterable[tuple[str, Page]], near: str) -> dict[str, Page]:
    """Return one page of each kind: that with the most ancestors of `near`, or the first."""
    nearest: dict[str, Page] = {}
    for name, page in pages:
        if name not in nearest or _shared(page, near) > _shared(nearest[name], near):
            nearest[name] = page
    return nearest


def _shared(page: Page, near: str) -> int:
    ends = range(Page.steplen, len(near) + 1, Page.steplen)
    return sum(page.path.startswith(near[:end]) for end in ends)


@kept
def _index_pages(request: HttpRequest | None) -> list[tuple[str, Page]]:
    """Return the index pages of the request's site, each with the attribute that holds it.

    They are in the order of the tree.
    """
    site = Site.find_for_request(request)
    if site is None:
        return []
    types = [model for model in get_page_models() if issubclass(model, IndexPageMixin)]
    index_of = {model._meta.label_lower: model.index_of for model in types}
    pages = (
        Page.objects.live()
        .descendant_of(site.root_page.localized, inclusive=True)
        .filter(
            content_type__app_label__in={model._meta.app_label for model in types},
            content_type__model__in=[model._meta.model_name for model in types],
        )
        .select_related("content_type")
        .order_by()
    )
    labels = (
        (f"{page.content_type.app_label}.{page.content_type.model}", page)
        for page in sorted(pages, key=lambda page: page.path)
    )
    return [(index_of[label], page) for label, page in labels if label in index_of]


@kept
def _url_of(request: HttpRequest | None, index: str, near: str) -> str:
    page = _nearest(_index_pages(request), near).get(index)
    return (page.get_url(request) or "") if page else ""


def site_indexes(request: HttpRequest | None, near: Page | None = None) -> SiteIndexes:
    """Return the index pages of the site that `request` is for, of the section that `near` is in.

    Without `near`, they are those of the first section.
    """
    return SiteIndexes(request, near.path if near else "")
