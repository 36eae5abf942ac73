"""The OpenAPI document of the read API: what ninja knows of it, completed and put in order.

It is made without the database, from the endpoints, the page types and the blocks of the site,
those of the host included. Source: OpenAPI Specification 3.1.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from ninja import NinjaAPI
from ninja.constants import NOT_SET
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation
from ninja.schema import NinjaGenerateJsonSchema
from pydantic import TypeAdapter

from careers.api.openapi.components import in_order, named
from careers.api.openapi.examples import add_examples
from careers.api.openapi.parameters import tidy_parameter
from careers.api.openapi.responses import (
    HEADERS,
    PARAMETERS,
    PROBLEMS,
    describe_response,
    shared_responses,
)

#: Operations whose answers are for one reader only.
NEVER_KEPT = ("readPreview",)


class DocumentedAPI(NinjaAPI):
    """An API that answers with our document."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Return the document; its paths are relative to the address of the API."""
        return openapi_document(self)


def openapi_document(api: NinjaAPI) -> dict[str, Any]:
    """Return the OpenAPI document of `api`, without anything that depends on the request."""
    draft = _Draft(api, "")
    document: dict[str, Any] = {
        "openapi": draft["openapi"],
        "info": draft["info"],
        "servers": [{"url": api.get_root_path({}).rstrip("/") or "/"}],
        "tags": api.openapi_extra.get("tags", []),
        "security": [],
        "paths": draft["paths"],
        "components": {
            "schemas": draft["components"]["schemas"],
            "responses": PROBLEMS,
            "parameters": PARAMETERS,
            "headers": HEADERS,
        },
    }
    ordered: dict[str, Any] = in_order(named(document))
    return add_examples(ordered)


class _Draft(OpenAPISchema):
    """Ninja's document, in which the forms of all answers are described together.

    Ninja describes one answer after the other; a form would then replace another one of its name.
    """

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self.answers: list[tuple[dict[str, Any], Any]] = []
        super().__init__(api, path_prefix)

    def operation_parameters(self, operation: Operation) -> list[dict[str, Any]]:
        own = [tidy_parameter(each) for each in super().operation_parameters(operation)]
        shared = [name for name in PARAMETERS if _is_kept(operation) or name != "IfNoneMatch"]
        return own + [{"$ref": f"#/components/parameters/{name}"} for name in shared]

    def responses(self, operation: Operation) -> dict[Any, Any]:
        described = {}
        is_kept = _is_kept(operation)
        is_paged = any(each.get("name") == "page" for each in self.operation_parameters(operation))
        for status, model in operation.response_models.items():
            if model in (None, NOT_SET):
                continue
            schema: dict[str, Any] = {}
            self.answers.append((schema, model))
            headers = [
                *(["Cache-Control"] if status == HTTPStatus.OK else []),
                *(["ETag"] if status == HTTPStatus.OK and is_kept else []),
                *(["Link"] if is_paged else []),
                *(["Surrogate-Key"] if is_kept else []),
            ]
            described[str(status)] = describe_response(
                status, schema, *headers, "Content-Language", "Vary"
            )
        return dict(sorted({**shared_responses(is_kept=is_kept), **described}.items()))

    def get_components(self) -> dict[str, Any]:
        """Fill in the schemas of all answers, and return those that they have in common."""
        adapters = [
            (number, "serialization", TypeAdapter(_answered(model)))
            for number, (_schema, model) in enumerate(self.answers)
        ]
        by_key, shared = TypeAdapter.json_schemas(
            adapters,  # type: ignore[arg-type]
            ref_template=REF_TEMPLATE,
            schema_generator=NinjaGenerateJsonSchema,
        )
        for (number, _mode), described in by_key.items():
            self.answers[number][0].update(described)
        return {"schemas": shared.get("$defs", {})}


def _is_kept(operation: Operation) -> bool:
    return operation.operation_id not in NEVER_KEPT


def _answered(model: Any) -> Any:
    """Return the type in the model that ninja makes around the type of an answer."""
    field = model.model_fields["response"]
    return Annotated[field.annotation, field]
