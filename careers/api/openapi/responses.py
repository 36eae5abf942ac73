"""What all answers have in common: headers, and problem documents."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from careers.api.problems import PROBLEM

JSON = "application/json"

#: What a request may say in its header, at every address.
PARAMETERS: dict[str, Any] = {
    "AcceptLanguage": {
        "name": "Accept-Language",
        "in": "header",
        "description": "The languages that the reader understands, where `locale` isn't given.",
        "required": False,
        "schema": {"type": "string", "examples": ["en-GB,en;q=0.8"]},
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of an earlier answer: 304 says that it still holds.",
        "required": False,
        "schema": {"type": "string", "examples": ['W/"5f0a4c0de1b24b1d8a3b9f0c7d6e5a41"']},
    },
}

HEADERS: dict[str, Any] = {
    "CacheControl": {
        "description": "How long the answer may be kept.",
        "required": True,
        "schema": {"type": "string", "examples": ["no-cache"]},
    },
    "ContentLanguage": {
        "description": "The language of the answer.",
        "required": True,
        "schema": {"type": "string", "examples": ["en-gb"]},
    },
    "ETag": {
        "description": "Another one as soon as anything that visitors see has changed. It is left "
        "out while that isn't known.",
        "required": False,
        "schema": {"type": "string", "examples": ['W/"5f0a4c0de1b24b1d8a3b9f0c7d6e5a41"']},
    },
    "Link": {
        "description": "The next page of results and the one before (RFC 8288).",
        "required": False,
        "schema": {
            "type": "string",
            "examples": ['<https://example.com/api/careers/v1/teams/?page=2>; rel="next"'],
        },
    },
    "SurrogateKey": {
        "description": "What the answer shows, for caches that forget answers by such words: "
        "objects by their ids, and lists that it shows or counts.",
        "required": True,
        "schema": {"type": "string", "examples": ["page-5 positions"]},
    },
    "Vary": {
        "description": "What of the request the answer depends on.",
        "required": True,
        "schema": {"type": "string", "examples": ["Accept, Accept-Language"]},
    },
}

#: Answers with a problem document, by their names.
_PROBLEMS = {
    HTTPStatus.NOT_FOUND: (
        "NotFound",
        "There is nothing here for visitors.",
        "There is nothing here for visitors.",
        [],
    ),
    HTTPStatus.NOT_ACCEPTABLE: (
        "NotAcceptable",
        "The request accepts neither `application/json` nor a problem document.",
        "There is application/json only.",
        [],
    ),
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        "InvalidParameters",
        "Some parameters are invalid; `errors` names each.",
        "Some parameters are invalid.",
        [{"parameter": "limit", "detail": "Input should be less than or equal to 100"}],
    ),
}


def _reference(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _headers(*names: str) -> dict[str, Any]:
    return {name: _reference("headers", name.replace("-", "")) for name in names}


def _problem(status: HTTPStatus) -> dict[str, Any]:
    _name, description, detail, errors = _PROBLEMS[status]
    example = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        "errors": errors,
    }
    return {
        "description": description,
        "headers": _headers("Vary"),
        "content": {PROBLEM: {"schema": _reference("schemas", "Problem"), "example": example}},
    }


PROBLEMS = {name: _problem(status) for status, (name, *_texts) in _PROBLEMS.items()}
PROBLEM_NAMES = {int(status): name for status, (name, *_texts) in _PROBLEMS.items()}

DESCRIPTIONS = {
    200: "What was asked for.",
    410: "The position is closed: it is told as before, with `is_open` false and others like it.",
}


def describe_response(status: int, schema: dict[str, Any], *headers: str) -> dict[str, Any]:
    """Return the description of an answer whose form has `schema`, which may be filled in later."""
    if status in PROBLEM_NAMES:
        return _reference("responses", PROBLEM_NAMES[status])
    return {
        "description": DESCRIPTIONS.get(status, HTTPStatus(status).phrase),
        "headers": _headers(*headers),
        "content": {JSON: {"schema": schema}},
    }


def shared_responses(*, is_kept: bool) -> dict[str, Any]:
    """Return the answers that every address may give; one that caches keep has one more."""
    not_modified = {
        "description": "The answer with the `ETag` in `If-None-Match` still holds.",
        "headers": _headers("Cache-Control", "ETag", "Content-Language", "Vary"),
    }
    return {
        **({"304": not_modified} if is_kept else {}),
        "406": _reference("responses", PROBLEM_NAMES[406]),
        "422": _reference("responses", PROBLEM_NAMES[422]),
    }
