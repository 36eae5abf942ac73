"""Wagtail's API v2 for pages, of which it shows what everybody may see."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from rest_framework.request import Request
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.serializers import (
    PageHtmlUrlField,
    PageSerializer,
    RelatedField,
    StreamField,
)
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from careers.api.wagtail_v2.views import ClearFieldsFilter, FieldsFilter, PublicMixin
from careers.fields import BodyField
from careers.positions.position_page import PositionPage
from careers.positions.site_pages import site_pages

#: Not for visitors: `alias_of` tells of pages of other sites, `site` leads to their content.
LEFT_OUT = {"alias_of", "site"}


class PositionlessSearchFilter(SearchFilter):
    """Wagtail's search in all pages but positions, which it finds by their reference too."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        if issubclass(queryset.model, PositionPage):
            raise BadRequestError("positions are searched by the careers API, with its q")
        others = queryset.order_by().exclude(pk__in=PositionPage.objects.values("pk"))
        pages = queryset.model.objects.filter(pk__in=others.values("pk"))
        ordered = pages.order_by(*queryset.query.order_by)
        return super().filter_queryset(request, ordered, view)


class OwnUrlField(PageHtmlUrlField):
    """The address of a page on the site that was asked, also where other sites have it too."""

    def to_representation(self, page: Page) -> str | None:
        address: str | None = page.get_full_url(self.context["request"])
        return address


class VisibleRelatedField(RelatedField):
    """Wagtail's field of a related object; `None` for a page that not everybody may see."""

    def to_representation(self, value: Any) -> Any:
        if isinstance(value, Page) and not self._is_visible(value):
            return None
        return super().to_representation(value)

    def _is_visible(self, page: Page) -> bool:
        known: dict[int, bool] = self.context["view"].is_visible
        if page.pk not in known:
            known[page.pk] = self.context["base_queryset"].filter(pk=page.pk).exists()
        return known[page.pk]


class BodyOfPageField(StreamField):
    """The blocks of a page's body in the forms that they have in the careers API."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, page: Any) -> Any:
        value = getattr(page, self.source)
        context = self.context | {"page": page}
        if isinstance(page._meta.get_field(self.source), BodyField):
            context |= page.get_context(self.context["request"])
        return value.stream_block.get_api_representation(value, context)


class VisiblePageSerializer(PageSerializer):
    html_url = OwnUrlField(read_only=True)
    serializer_related_field = VisibleRelatedField
    serializer_field_mapping = {
        **PageSerializer.serializer_field_mapping,
        # Of the mapping's keys the nearest to a field's class counts.
        BodyField: BodyOfPageField,
    }


class VisiblePagesAPIViewSet(PublicMixin, PagesAPIViewSet):
    """The pages of the request's site that everybody may see, of positions the open ones.

    Takes the place of Wagtail's `PagesAPIViewSet`, which shows a host's live pages below drafts,
    and pages of whichever site is asked for.
    """

    base_serializer_class = VisiblePageSerializer
    filter_backends = [
        {FieldsFilter: ClearFieldsFilter, SearchFilter: PositionlessSearchFilter}.get(kind, kind)
        for kind in PagesAPIViewSet.filter_backends
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - LEFT_OUT
    meta_fields = [name for name in PagesAPIViewSet.meta_fields if name not in LEFT_OUT]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Whether everybody may see a page, by keys, as far as it was asked for.
        self.is_visible: dict[int, bool] = {}

    def get_base_queryset(self) -> PageQuerySet:
        return self._visible_pages.all()

    @cached_property
    def _visible_pages(self) -> PageQuerySet:
        return site_pages(self.django_request).select_related("locale")

    def get_root_page(self) -> Page:
        site = Site.find_for_request(self.django_request)
        if site is None:
            raise BadRequestError("there is no site at this address")
        return site.root_page

    def find_object(self, queryset: PageQuerySet, request: Request) -> Page | None:
        # Wagtail keeps the site with the request, which has to be Django's for that.
        page: Page | None = super().find_object(queryset, self.django_request)
        return page

    def paginate_queryset(self, queryset: Any) -> list[Any]:
        """Fetch what the pages of a list refer to in a query each, however many they are."""
        pages = list(super().paginate_queryset(queryset))
        names = self.get_serializer_class().child_serializer_classes
        forward = [name for name in names if queryset.model._meta.get_field(name).many_to_one]
        prefetch_related_objects(pages, *forward)
        related = {getattr(page, name) for page in pages for name in forward}
        keys = {page.pk for page in related if isinstance(page, Page)}
        visible = set(self.get_base_queryset().filter(pk__in=keys).values_list("pk", flat=True))
        self.is_visible = {key: key in visible for key in keys}
        return pages

    @classmethod
    def _get_serializer_class(cls, *args: Any, **kwargs: Any) -> Any:
        serializer = super()._get_serializer_class(*args, **kwargs)
        _hide_pages_in(serializer)
        return serializer


def _hide_pages_in(serializer: Any) -> None:
    """Have rows and snippets within a page tell of no page that not everybody may see."""
    for child in serializer.child_serializer_classes.values():
        if not issubclass(child, VisiblePageSerializer):
            child.serializer_related_field = VisibleRelatedField
        _hide_pages_in(child)
