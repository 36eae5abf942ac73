"""Errors as problem documents. Source: RFC 9457."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import Field
from typing_extensions import TypedDict

PROBLEM = "application/problem+json"


class ParameterError(TypedDict):
    """What is wrong with a parameter."""

    parameter: str
    detail: str


class Problem(TypedDict):
    """Why there is no answer. Source: RFC 9457."""

    type: Annotated[str, Field(description="`about:blank`: the title says it all.")]
    title: str
    status: int
    detail: str
    errors: list[ParameterError]


class ApiError(Exception):
    """Raise to answer with a problem document."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        errors: Iterable[ParameterError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.errors = list(errors)
        self.headers = headers or {}

    def respond(self) -> HttpResponse:
        problem: Problem = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": self.detail,
            "errors": self.errors,
        }
        return JsonResponse(
            problem, status=int(self.status), content_type=PROBLEM, headers=self.headers
        )


def invalid(errors: Iterable[ParameterError]) -> ApiError:
    return ApiError(HTTPStatus.UNPROCESSABLE_ENTITY, "Some parameters are invalid.", errors)


def answer_with_problems(api: NinjaAPI) -> None:
    """Have `api` answer all errors with problem documents."""

    @api.exception_handler(ApiError)
    def problem(request: HttpRequest, error: ApiError) -> HttpResponse:
        return error.respond()

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return ApiError(HTTPStatus.NOT_FOUND, "There is nothing here for visitors.").respond()

    @api.exception_handler(ValidationError)
    def invalid_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return invalid(_parameter_error(item) for item in error.errors).respond()


def _parameter_error(error: dict[str, Any]) -> ParameterError:
    names = [str(part) for part in error["loc"] if isinstance(part, str)]
    return {"parameter": names[-1] if names else "", "detail": str(error["msg"])}
