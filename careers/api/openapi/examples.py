"""Examples in the document, which are taken from the demo content of the reference site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

JSON = "application/json"
#: `examples` by their names, the `answers` that they are of, and examples of blocks by schema.
STORED = Path(__file__).with_name("examples.json")


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` with the stored examples that fit: a host's schemas may differ."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    schemas, examples = document["components"]["schemas"], stored["examples"]
    used: set[str] = set()
    for operation, status, content in _answers(document["paths"]):
        names = [
            name
            for name in stored["answers"].get(f"{operation} {status}", ())
            if _fits(examples[name]["value"], content["schema"], schemas)
        ]
        used.update(names)
        if names:
            content["examples"] = {name: _reference(name) for name in names}
    for name, values in stored["schemas"].items():
        fitting = [
            value for value in values if name in schemas and _fits(value, schemas[name], schemas)
        ]
        if fitting:
            schemas[name]["examples"] = fitting
    document["components"]["examples"] = {name: examples[name] for name in sorted(used)}
    return document


def _answers(paths: Mapping[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    for operations in paths.values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if JSON in response.get("content", ()):
                    yield operation["operationId"], status, response["content"][JSON]


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/examples/{name}"}


def _fits(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> bool:
    """Tell whether an object has the fields that its schema requires, and those below too."""
    if "$ref" in schema:
        return _fits(value, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if mapping := schema.get("discriminator", {}).get("mapping"):
        reference = mapping.get(value.get("type"))
        return bool(reference) and _fits(value, {"$ref": reference}, schemas)
    if isinstance(value, list):
        return all(_fits(item, schema.get("items", {}), schemas) for item in value)
    if not isinstance(value, dict):
        return True
    properties = schema.get("properties", {})
    return {*schema.get("required", ())} <= value.keys() and all(
        _fits(value[name], properties[name], schemas) for name in properties.keys() & value.keys()
    )
