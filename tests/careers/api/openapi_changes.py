"""What differs between two OpenAPI documents, and which of it breaks the programs of others.

A program sends what parameters allow, reads what answers hold, and ignores what it doesn't know:
what is added to an answer breaks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

#: Limits of what may be sent, and whether a larger number allows more.
LIMITS = {
    **dict.fromkeys(("maximum", "maxLength", "maxItems"), True),
    **dict.fromkeys(("minimum", "minLength", "minItems"), False),
}
METHODS = ("get", "put", "post", "delete", "patch")


class Change(NamedTuple):
    place: str
    what: str
    is_breaking: bool

    def __str__(self) -> str:
        return f"{self.place} {self.what}"


def compare(old: Any, new: Any) -> list[Change]:
    """Return what a program can notice; texts and examples are not compared."""
    return list(dict.fromkeys(_Comparison(old, new).changes()))


class _Comparison:
    def __init__(self, old: Any, new: Any) -> None:
        self.old, self.new = old, new
        self.compared: set[tuple[str, str]] = set()

    def changes(self) -> Iterator[Change]:
        for place, was, now in _pairs(_operations(self.old), _operations(self.new)):
            if was is None or now is None:
                yield _gone_or_new(place, now)
                continue
            yield from self._parameters(place, was, now)
            yield from self._answers(place, was, now)

    def _parameters(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        before = _by_name(self._old(each) for each in was["parameters"])
        after = _by_name(self._new(each) for each in now["parameters"])
        for name, one, other in _pairs(before, after):
            here = f"{place} ?{name}"
            if one is None or other is None:
                yield _gone_or_new(here, other, breaks=bool(other and other["required"]))
                continue
            if one["required"] != other["required"]:
                yield Change(here, "is required or not", other["required"])
            if any(one.get(key) != other.get(key) for key in ("style", "explode")):
                yield Change(here, "is written differently", True)
            yield from self._sent(here, one["schema"], other["schema"])

    def _sent(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        """Compare what may be sent: whatever was allowed must stay so."""
        if was.get("type") != now.get("type"):
            yield Change(place, "has another type", True)
        for key in ("pattern", "format"):
            if was.get(key) != now.get(key):
                yield Change(place, f"has another {key}", key in now)
        for key, larger_allows_more in LIMITS.items():
            one, other = was.get(key), now.get(key)
            if one != other:
                allows_less = one is None or (other < one) == larger_allows_more
                yield Change(place, f"has another {key}", other is not None and allows_less)
        if "enum" in was or "enum" in now:
            yield from self._values(place, was, now)
        if "items" in was and "items" in now:
            yield from self._sent(f"{place}[]", was["items"], now["items"])

    def _values(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        if "enum" not in was or "enum" not in now:
            yield Change(place, "allows any value or not", "enum" in now)
            return
        for value in was["enum"]:
            if value not in now["enum"]:
                yield Change(place, f"doesn't allow {value!r} any more", True)
        for value in now["enum"]:
            if value not in was["enum"]:
                yield Change(place, f"allows {value!r}", False)

    def _answers(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        for status, one, other in _pairs(was["responses"], now["responses"]):
            here = f"{place} {status}"
            if one is None or other is None:
                yield _gone_or_new(here, other)
                continue
            before, after = self._old(one), self._new(other)
            for part in ("headers", "content"):
                for name, first, second in _pairs(before.get(part, {}), after.get(part, {})):
                    if first is None or second is None:
                        yield _gone_or_new(f"{here} {name}", second)
                    elif part == "content":
                        yield from self._read(here, first["schema"], second["schema"])

    def _read(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        """Compare what is read: whatever was there must stay so."""
        if "$ref" in was and "$ref" in now:
            pair = (was["$ref"], now["$ref"])
            if pair in self.compared:
                return
            self.compared.add(pair)
            place = was["$ref"].rpartition("/")[2]
        was, now = self._old(was), self._new(now)
        before, after = self._alternatives(was, self._old), self._alternatives(now, self._new)
        is_open = "discriminator" in now  # readers pass over alternatives that they don't know
        for kind, one, other in _pairs(before, after):
            if one is None:
                yield Change(place, f"may be {kind}", not is_open)
            elif other is None:
                yield Change(place, f"is never {kind}", False)
            else:
                yield from self._form(place, one, other)

    def _form(self, place: str, was: Any, now: Any) -> Iterator[Change]:
        if "$ref" in was and "$ref" in now:
            yield from self._read(place, was, now)
            return
        was, now = self._old(was), self._new(now)
        if was.get("format") != now.get("format"):
            yield Change(place, "has another format", True)
        if "items" in was and "items" in now:
            yield from self._read(f"{place}[]", was["items"], now["items"])
        for name, one, other in _pairs(was.get("properties", {}), now.get("properties", {})):
            here = f"{place}.{name}"
            if one is None or other is None:
                yield _gone_or_new(here, other)
                continue
            if name in was.get("required", ()) and name not in now.get("required", ()):
                yield Change(here, "may be missing", True)
            yield from self._read(here, one, other)

    def _alternatives(self, schema: Any, resolve: Any) -> dict[str, Any]:
        """Return what a value may be, by its `type` in the union or its type in JSON."""
        mapping = schema.get("discriminator", {}).get("mapping")
        if mapping:
            return {kind: {"$ref": reference} for kind, reference in mapping.items()}
        union = schema.get("anyOf") or schema.get("oneOf") or [schema]
        has_several = sum("$ref" in each for each in union) > 1
        return {
            each["$ref"].rpartition("/")[2]
            if has_several and "$ref" in each
            else str(resolve(each).get("type", "anything")): each
            for each in union
        }

    def _old(self, part: Any) -> Any:
        return _resolve(self.old, part)

    def _new(self, part: Any) -> Any:
        return _resolve(self.new, part)


def _resolve(document: Any, part: Any) -> Any:
    if "$ref" not in part:
        return part
    found = document
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def _operations(document: Any) -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": operations[method]
        for path, operations in document["paths"].items()
        for method in METHODS
        if method in operations
    }


def _by_name(parameters: Iterator[Any]) -> dict[str, Any]:
    return {each["name"]: each for each in parameters}


def _pairs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*old, *new]):
        yield name, old.get(name), new.get(name)


def _gone_or_new(place: str, now: Any, *, breaks: bool = False) -> Change:
    return Change(place, "is gone", True) if now is None else Change(place, "is new", breaks)
