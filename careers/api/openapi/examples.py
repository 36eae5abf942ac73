"""Examples in the document."""

from __future__ import annotations

from typing import Any


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    return document
