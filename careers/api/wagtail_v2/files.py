"""What the endpoints for images and for documents have in common."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.utils import BadRequestError

from careers.api.wagtail_v2.shown_files import shown_files
from careers.api.wagtail_v2.views import ClearFieldsFilter, PublicMixin

MAX_WORDS = 10


class WordsFilter(BaseFilterBackend):
    """Finds files by words of what the API shows; Wagtail's search knows their tags too."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        if "search" not in request.GET:
            return queryset
        operator = request.GET.get("search_operator", "and")
        if operator not in ("and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        words = request.GET["search"].split()[:MAX_WORDS]
        conditions = [
            reduce(or_, (Q(**{f"{name}__icontains": word}) for name in view.searched_fields))
            for word in words
        ]
        if not conditions:
            return queryset.none()
        return queryset.filter(reduce(and_ if operator == "and" else or_, conditions))


class FilesMixin(PublicMixin):
    """Shows the files of visible pages. Stands before Wagtail's viewset among the bases."""

    filter_backends: ClassVar[list[Any]] = [ClearFieldsFilter, OrderingFilter, WordsFilter]
    searched_fields: ClassVar[tuple[str, ...]]
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        return shown_files(self.django_request, self.model)
