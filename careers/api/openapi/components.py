"""The schemas of the document: their names, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

PREFIX = "#/components/schemas/"
#: The classes in the code end so; in the document every schema is of JSON.
SUFFIX = "JSON"


def named(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` with names of schemas without `SUFFIX`, where they are free."""
    schemas = document["components"]["schemas"]
    taken = set(schemas)
    names: dict[str, str] = {}
    for name in schemas:
        short = name.removesuffix(SUFFIX)
        names[name] = name if short in taken or short in names.values() else short
    renamed: dict[str, Any] = _with_references(
        document, lambda reference: f"{PREFIX}{names[reference.removeprefix(PREFIX)]}"
    )
    renamed["components"]["schemas"] = {
        names[name]: schema for name, schema in renamed["components"]["schemas"].items()
    }
    return renamed


def in_order(document: dict[str, Any]) -> dict[str, Any]:
    """Return `document` with the schemas that it refers to, by name, without what says nothing."""
    schemas = document["components"]["schemas"]
    used: set[str] = set()
    to_do = [document["paths"], document["components"]["responses"]]
    while to_do:
        for reference in _references(to_do.pop()):
            name = reference.removeprefix(PREFIX)
            if name in schemas and name not in used:
                used.add(name)
                to_do.append(schemas[name])
    kept = {name: _tidy(schemas[name]) for name in sorted(used)}
    paths = _with_tidy_schemas(document["paths"])
    return {**document, "paths": paths, "components": {**document["components"], "schemas": kept}}


def _tidy(schema: Any, name: str = "") -> Any:
    """Return `schema` without titles, and without descriptions that repeat the name of a field."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy: dict[str, Any] = {
        key: {field: _tidy(value, field) for field, value in kept.items()}
        if key == "properties"
        else _tidy(kept)
        for key, kept in schema.items()
        if not (key == "title" and isinstance(kept, str))
    }
    said = str(tidy.get("description", ""))
    if name and said.rstrip(".").lower().replace(" ", "_") == name:
        del tidy["description"]
    return tidy


def _with_tidy_schemas(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_tidy_schemas(item) for item in part]
    if isinstance(part, dict):
        return {
            key: _tidy(value) if key == "schema" else _with_tidy_schemas(value)
            for key, value in part.items()
        }
    return part


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _references(item)
    elif isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)


def _with_references(part: Any, change: Callable[[str], str]) -> Any:
    """Return `part` with every reference to a schema changed, those in discriminators included."""
    if isinstance(part, list):
        return [_with_references(item, change) for item in part]
    if isinstance(part, Mapping):
        return {key: _with_references(value, change) for key, value in part.items()}
    return change(part) if isinstance(part, str) and part.startswith(PREFIX) else part
