"""Names of what an answer shows, by which caches and front ends know it when that changes.

`page-12`, `location-3`, `positiontype-4` and `person-5` are single objects. `positions`, `teams`,
`pages`, `locations`, `types` and `site` are lists: an answer that shows a list, or counts it, has
its name. What belongs to such a list isn't named besides, since whatever changes an object changes
its list: so the header stays as short as proxies want it, however long the list is.
"""

from __future__ import annotations

from collections.abc import Mapping
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
#: What makes a form that of an object.
IDENTITY = {"id", "translation_key", "type"}
CONTAINERS = (dict, list)


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
    shown: dict[str, list[str]] = {}
    names = {*lists}
    _collect(form, shown, names)
    own = {_key_of(form)} if form.keys() >= IDENTITY else set()
    return names | own | {key for key, of_lists in shown.items() if names.isdisjoint(of_lists)}


def _collect(form: Any, shown: dict[str, list[str]], names: set[str]) -> None:
    """Add the objects in `form` to `shown`, with the lists that have them, and lists to `names`.

    Every answer is searched, so types are compared as they are: forms are plain JSON.
    """
    if type(form) is list:
        for item in form:
            if type(item) in CONTAINERS:
                _collect(item, shown, names)
        return
    if "translation_key" in form and form.keys() >= IDENTITY:
        shown[_key_of(form)] = lists_of(form["type"]) if "path" in form else []
    for name, value in form.items():
        if name in LISTS:
            names.add(LISTS[name])
        if type(value) in CONTAINERS:
            _collect(value, shown, names)


def _key_of(form: Mapping[str, Any]) -> str:
    if "path" in form:
        return page_key(form["id"])
    return f"{str(form['type']).rpartition('.')[2].lower()}-{form['id']}"
