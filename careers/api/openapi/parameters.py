"""The parameters of the document."""

from __future__ import annotations

from typing import Any


def tidy_parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as OpenAPI 3.1 has it, of what ninja makes of its field.

    A parameter that may be left out isn't `null` then, and says nothing twice.
    """
    schema = dict(parameter["schema"])
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    if kinds:
        schema = kinds[0] | schema
    described = {
        "name": parameter["name"],
        "in": parameter["in"],
        "description": schema.pop("description", ""),
        "required": parameter["required"],
        "schema": schema,
    }
    if schema.get("type") == "array":
        schema.pop("default", None)  # an empty list is no parameter at all
        described |= {"style": "form", "explode": schema.pop("explode", True)}
    return described
