"""Names of what an answer shows, by which caches and front ends know it when that changes.

`page-12`, `location-3`, `positiontype-4` and `person-5` are single objects. `positions`, `teams`,
`locations`, `types` and `site` are lists: an answer that shows a list, or counts it, has its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

POSITIONS, TEAMS, LOCATIONS, TYPES, SITE = "positions", "teams", "locations", "types", "site"
#: The fields that show or count a list.
LISTS = {
    "open_positions": POSITIONS,
    "similar": POSITIONS,
    "search": POSITIONS,
    "positions": POSITIONS,
    "teams": TEAMS,
}


def page_key(key: int) -> str:
    """Return the name of the page with this key."""
    return f"page-{key}"


def keys_in(form: Any) -> set[str]:
    """Return the names of all that the JSON `form` of an answer shows."""
    return {*_keys_in(form)}


def _keys_in(form: Any) -> Iterator[str]:
    if isinstance(form, list):
        for item in form:
            yield from _keys_in(item)
    elif isinstance(form, Mapping):
        if {"id", "translation_key", "type"} <= form.keys():
            yield _key_of(form)
        for name, value in form.items():
            if name in LISTS:
                yield LISTS[name]
            if isinstance(value, list | Mapping):
                yield from _keys_in(value)


def _key_of(form: Mapping[str, Any]) -> str:
    if "path" in form:
        return page_key(form["id"])
    return f"{str(form['type']).rpartition('.')[2].lower()}-{form['id']}"
