"""Names of what an answer shows, by which caches and front ends know it when that changes.

`page-12`, `location-3`, `positiontype-4` and `person-5` are single objects. `positions`, `teams`,
`pages`, `locations`, `types` and `site` are lists: an answer that shows a list, or counts it, has
its name. What belongs to such a list isn't named besides, since whatever changes an object changes
its list: so the header stays as short as proxies want it, however long the list is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

POSITIONS, TEAMS, LOCATIONS, TYPES, SITE = "positions", "teams", "locations", "types", "site"
#: All pages, of whatever type.
PAGES = "pages"
#: The fields that show or count a list.
LISTS = {
    "open_positions": POSITIONS,
    "similar": POSITIONS,
    "search": POSITIONS,
    "positions": POSITIONS,
    "teams": TEAMS,
}
#: The list that has all objects of a type.
LIST_OF_TYPE = {"careers.PositionPage": POSITIONS, "careers.TeamPage": TEAMS}


def page_key(key: int) -> str:
    """Return the name of the page with this key."""
    return f"page-{key}"


def lists_of(page_type: str) -> list[str]:
    """Return the names of the lists that have the pages of a type."""
    own = LIST_OF_TYPE.get(page_type)
    return [own, PAGES] if own else [PAGES]


def keys_in(form: Any, *lists: str) -> set[str]:
    """Return the names of all that the JSON `form` of an answer shows, `lists` among them.

    A form of a page has the name of the page in any case.
    """
    found = list(_found_in(form))
    names = {*lists, *(name for name, _of_lists in found if name in LISTS.values())}
    shown = {name for name, of_lists in found if names.isdisjoint(of_lists)}
    own = {_key_of(form)} if _is_object(form) else set()
    return names | shown | own


def _found_in(form: Any) -> Iterator[tuple[str, list[str]]]:
    """Find the names in a form, each with those of the lists that its object belongs to."""
    if isinstance(form, list):
        for item in form:
            yield from _found_in(item)
    elif isinstance(form, Mapping):
        if _is_object(form):
            yield _key_of(form), lists_of(form["type"]) if "path" in form else []
        for name, value in form.items():
            if name in LISTS:
                yield LISTS[name], []
            if isinstance(value, list | Mapping):
                yield from _found_in(value)


def _is_object(form: Any) -> bool:
    return isinstance(form, Mapping) and {"id", "translation_key", "type"} <= form.keys()


def _key_of(form: Mapping[str, Any]) -> str:
    if "path" in form:
        return page_key(form["id"])
    return f"{str(form['type']).rpartition('.')[2].lower()}-{form['id']}"
