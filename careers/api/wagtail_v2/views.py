"""What all endpoints of Wagtail's API v2 have in common here."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateField, DecimalField, FloatField, ForeignKey, IntegerField
from django.http import HttpRequest
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from wagtail.api.v2.filters import FieldsFilter
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError
from wagtail.fields import StreamField

from careers.conf import page_cache_control

MAX_OFFSET = 10**9
#: Databases fail at a value that is none of these, or leave it to Python to fail.
CHECKED_FIELDS = (DateField, DecimalField, FloatField, IntegerField)


class BoundedPagination(WagtailPagination):
    """Wagtail's pagination, which leaves it to the database to fail at large numbers."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        pages = super().paginate_queryset(queryset, request, view)
        if int(request.GET.get("offset", 0)) > MAX_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return pages


class ClearFieldsFilter(FieldsFilter):
    """Wagtail's filter by fields; says which value is no number or no date, or is too large."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        model = queryset.model
        for name in view.get_available_fields(model, db_fields_only=True):
            if name in request.GET and name != "locale":
                _check_value(model._meta.get_field(name), request.GET[name])
        return super().filter_queryset(request, queryset, view)


class PublicMixin:
    """Answers everybody alike: neither a session nor a password opens more.

    Stands before Wagtail's viewset among the bases.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    pagination_class = BoundedPagination
    request: Request
    action: str

    @property
    def django_request(self) -> HttpRequest:
        """The request to which facts and addresses are kept."""
        return self.request._request

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        for name, value in request.GET.items():
            if "\x00" in name + value:
                raise BadRequestError("null characters are not allowed")

    def filter_queryset(self, queryset: Any) -> Any:
        """Filter lists only: an object by its id is there or not."""
        if self.action != "listing_view":
            return queryset
        return super().filter_queryset(queryset)  # type: ignore[misc]

    def find_object(self, queryset: Any, request: Request) -> Any:
        try:
            return super().find_object(queryset, request)  # type: ignore[misc]
        except ValueError as error:
            raise BadRequestError("id must be a positive integer") from error

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """Let scripts of any origin and shared caches have what is for everybody."""
        response = super().finalize_response(*args, **kwargs)  # type: ignore[misc]
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code < HTTPStatus.BAD_REQUEST:
            response["Cache-Control"] = page_cache_control()
        return response

    def get_serializer_context(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_serializer_context()  # type: ignore[misc]
        return context | {"request": self.django_request}

    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> list[str]:
        """Return the fields of a model; by its streams nothing is filtered or ordered."""
        names: list[str] = super().get_available_fields(model, db_fields_only)  # type: ignore[misc]
        if not db_fields_only:
            return names
        fields = model._meta.get_fields()
        streams = {field.name for field in fields if isinstance(field, StreamField)}
        return [name for name in names if name not in streams]


def _check_value(field: Any, value: str) -> None:
    target = field
    while isinstance(target, ForeignKey):
        target = target.target_field
    if isinstance(target, CHECKED_FIELDS):
        try:
            target.run_validators(target.to_python(value))
        except (ValidationError, ArithmeticError) as error:
            raise BadRequestError(
                f"field filter error. '{value}' is not a valid value for {field.name}"
            ) from error
