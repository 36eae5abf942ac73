"""The examples in the API's document are what the demo site answers."""

from __future__ import annotations

import json
import os
from typing import Any

import jsonschema_rs
import pytest

from careers.api.api import api
from careers.api.openapi.examples import STORED
from tests.careers.api.openapi_examples import take_examples
from tests.home.demo import load, pretend_renditions


@pytest.mark.slow
@pytest.mark.django_db
def test_examples_are_those_of_the_demo_site() -> None:
    """Write them anew with `make examples`."""
    load()
    pretend_renditions()
    taken = take_examples()
    if os.environ.get("WRITE_EXAMPLES"):
        text = json.dumps(taken, indent=1, ensure_ascii=False)
        STORED.write_text(f"{text}\n", encoding="utf-8")
    assert json.loads(STORED.read_text(encoding="utf-8")) == taken, "run `make examples`"


@pytest.fixture(scope="module")
def document() -> Any:
    return api.get_openapi_schema()


def test_every_answer_has_an_example(document: Any) -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert set(document["components"]["examples"]) == set(stored["examples"])
    described = document["components"]["schemas"]
    assert {name for name, schema in described.items() if "examples" in schema} == set(
        stored["schemas"]
    )


def test_examples_are_what_their_schemas_say(document: Any) -> None:
    components = document["components"]
    for operations in document["paths"].values():
        for response in operations["get"]["responses"].values():
            content = response.get("content", {}).get("application/json", {})
            validator = validator_of(content.get("schema", {}), components)
            for name in content.get("examples", ()):
                validator.validate(components["examples"][name]["value"])
    for schema in components["schemas"].values():
        for example in schema.get("examples", ()):
            validator_of(schema, components).validate(example)


def validator_of(schema: Any, components: Any) -> Any:
    return jsonschema_rs.Draft202012Validator({**schema, "components": components})
