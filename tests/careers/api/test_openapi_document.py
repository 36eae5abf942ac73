"""The OpenAPI document that is checked in, and how it may change."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from typing_extensions import TypedDict

from careers.api.api import api
from careers.api.openapi.document import DocumentedAPI
from careers.api.problems import Problem
from tests.careers.api.openapi_changes import compare

DOCUMENT = Path(__file__).parents[3] / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(DOCUMENT.read_text(encoding="utf-8"))


def test_document_is_the_one_that_is_checked_in(document: Any) -> None:
    output = StringIO()
    call_command("write_openapi", stdout=output)
    if output.getvalue() == DOCUMENT.read_text(encoding="utf-8"):
        return
    changes = compare(document, json.loads(output.getvalue()))
    breaking = [str(change) for change in changes if change.is_breaking]
    others = [str(change) for change in changes if not change.is_breaking]
    lines = [
        "docs/openapi.json is another one: look at what changes, and run `make openapi`.",
        *(["It breaks the programs of others:", *breaking] if breaking else []),
        *(["Also:", *others] if others else []),
        *([] if changes else ["No program notices it: texts, examples or order."]),
    ]
    pytest.fail("\n".join(lines), pytrace=False)


def test_document_is_the_one_that_is_served(document: Any, client: Any, db: None) -> None:
    response = client.get("/api/careers/v1/openapi.json")
    assert response.json() == document
    assert response["Access-Control-Allow-Origin"] == "*"


def test_unchanged_document_has_no_changes(document: Any) -> None:
    assert compare(document, deepcopy(document)) == []


# What breaks a program


def positions(document: Any) -> Any:
    return document["paths"]["/positions/"]["get"]


def parameter(document: Any, name: str) -> Any:
    return next(each for each in positions(document)["parameters"] if each.get("name") == name)


def schema(document: Any, name: str) -> Any:
    return document["components"]["schemas"][name]


BREAKING: dict[str, Callable[[Any], Any]] = {
    "GET /site/ is gone": lambda document: document["paths"].pop("/site/"),
    "GET /positions/ ?q is gone": lambda document: positions(document)["parameters"].remove(
        parameter(document, "q")
    ),
    "GET /positions/ ?extra is new": lambda document: positions(document)["parameters"].append(
        {"name": "extra", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "GET /positions/ ?q is required or not": lambda document: parameter(document, "q").update(
        required=True
    ),
    "GET /positions/ ?limit has another maximum": lambda document: parameter(document, "limit")[
        "schema"
    ].update(maximum=50),
    "GET /positions/ ?limit has another type": lambda document: parameter(document, "limit")[
        "schema"
    ].update(type="string"),
    "GET /positions/ ?team[] has another pattern": lambda document: parameter(document, "team")[
        "schema"
    ]["items"].update(pattern="^[a-z]*$"),
    "GET /positions/ ?workplace[] doesn't allow 'remote' any more": lambda document: parameter(
        document, "workplace"
    )["schema"]["items"]["enum"].remove("remote"),
    "GET /positions/ ?fields is written differently": lambda document: parameter(
        document, "fields"
    ).update(explode=True),
    "GET /positions/ 200 ETag is gone": lambda document: positions(document)["responses"]["200"][
        "headers"
    ].pop("ETag"),
    "GET /positions/ 200 application/json is gone": lambda document: positions(document)[
        "responses"
    ]["200"]["content"].pop("application/json"),
    "PageLink.url is gone": lambda document: schema(document, "PageLink")["properties"].pop("url"),
    "PageLink.url may be missing": lambda document: schema(document, "PageLink")["required"].remove(
        "url"
    ),
    "PageLink.id may be string": lambda document: schema(document, "PageLink")["properties"][
        "id"
    ].update(type="string"),
    "PageLink.title may be null": lambda document: schema(document, "PageLink")[
        "properties"
    ].update(title={"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "PositionSummary.posted_date has another format": lambda document: schema(
        document, "PositionSummary"
    )["properties"]["posted_date"]["anyOf"][0].update(format="date-time"),
    "LinkNode.href is gone": lambda document: schema(document, "LinkNode")["properties"].pop(
        "href"
    ),
}
HARMLESS: dict[str, Callable[[Any], Any]] = {
    "GET /others/ is new": lambda document: document["paths"].update(
        {"/others/": document["paths"]["/site/"]}
    ),
    "GET /positions/ ?extra is new": lambda document: positions(document)["parameters"].append(
        {"name": "extra", "in": "query", "required": False, "schema": {"type": "string"}}
    ),
    "GET /positions/ ?limit has another maximum": lambda document: parameter(document, "limit")[
        "schema"
    ].update(maximum=500),
    "GET /positions/ ?workplace[] allows 'anywhere'": lambda document: parameter(
        document, "workplace"
    )["schema"]["items"]["enum"].append("anywhere"),
    "PageLink.extra is new": lambda document: schema(document, "PageLink")["properties"].update(
        extra={"type": "string"}
    ),
    "TeamPage.body[] may be extra": lambda document: schema(document, "TeamPage")["properties"][
        "body"
    ]["items"]["discriminator"]["mapping"].update(extra="#/components/schemas/AboutBlock"),
    "PositionSummary.pay is never null": lambda document: schema(document, "PositionSummary")[
        "properties"
    ].update(pay={"$ref": "#/components/schemas/Pay"}),
}


@pytest.mark.parametrize("expected", BREAKING)
def test_change_that_breaks_programs_is_told(document: Any, expected: str) -> None:
    changed = deepcopy(document)
    BREAKING[expected](changed)
    assert expected in [str(change) for change in compare(document, changed) if change.is_breaking]


@pytest.mark.parametrize("expected", HARMLESS)
def test_what_is_added_breaks_nothing(document: Any, expected: str) -> None:
    changed = deepcopy(document)
    HARMLESS[expected](changed)
    changes = compare(document, changed)
    assert [str(change) for change in changes] == [expected]
    assert not any(change.is_breaking for change in changes)


def test_texts_are_no_change(document: Any) -> None:
    changed = deepcopy(document)
    changed["info"]["description"] = "Other words."
    schema(changed, "PageLink")["properties"]["url"]["description"] = "Other words."
    assert compare(document, changed) == []


# What the document holds


def test_no_two_forms_want_the_same_name(document: Any) -> None:
    """Where two do, one has a number, its suffix, or the name of its module in it."""
    assert not [
        name
        for name in document["components"]["schemas"]
        if "__" in name or name[-1].isdigit() or name.endswith("JSON")
    ]


def test_every_field_of_an_answer_is_always_there(document: Any) -> None:
    for name, form in document["components"]["schemas"].items():
        if "properties" in form and not name.startswith("Partial"):
            assert set(form.get("required", ())) == set(form["properties"]), name


def test_document_needs_no_database(document: Any) -> None:
    """Without the fixture `db`, any query fails."""
    assert api.get_openapi_schema() == document


# What a host makes of it


@pytest.mark.urls("tests.careers.urls_without_api")
def test_command_says_that_the_site_has_no_api() -> None:
    with pytest.raises(CommandError, match=r"include careers\.api\.urls"):
        call_command("write_openapi", stdout=StringIO())


def test_command_writes_a_file(document: Any, tmp_path: Path) -> None:
    call_command("write_openapi", str(tmp_path / "openapi.json"))
    assert json.loads((tmp_path / "openapi.json").read_text(encoding="utf-8")) == document


def test_forms_of_the_same_name_do_not_replace_each_other() -> None:
    host_api = DocumentedAPI(openapi_url=None, urls_namespace="careers_api")
    one, other = (TypedDict("FlagJSON", {name: str}) for name in ("one", "other"))  # type: ignore
    for path, form in (("one/", one), ("other/", other)):
        answers = {200: form, 404: Problem}
        host_api.get(path, response=answers, operation_id=path)(lambda request: None)
    described = host_api.get_openapi_schema()
    found = {
        path: described["components"]["schemas"][reference(operations)]["required"]
        for path, operations in described["paths"].items()
    }
    assert found == {"/one/": ["one"], "/other/": ["other"]}


def reference(operations: Any) -> str:
    content = operations["get"]["responses"]["200"]["content"]["application/json"]
    return str(content["schema"]["$ref"]).rpartition("/")[2]
