"""Note which cookies and which parameters of a request are asked for while it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

#: Stands for all keys, those that a request doesn't have included.
EVERYTHING = "*"


class _Noting(dict[str, Any]):
    """A dictionary that notes the keys that it is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.asked: set[str] = set()
        super().__init__(*args, **kwargs)

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: Any) -> bool:
        self.asked.add(key)
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.asked.add(EVERYTHING)
        return super().__iter__()

    def keys(self) -> Any:
        self.asked.add(EVERYTHING)
        return super().keys()

    def values(self) -> Any:
        self.asked.add(EVERYTHING)
        return super().values()

    def items(self) -> Any:
        self.asked.add(EVERYTHING)
        return super().items()


class NotingCookies(_Noting):
    pass


class NotingQuery(_Noting, QueryDict):
    def getlist(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().getlist(key, default)

    def lists(self) -> Any:
        self.asked.add(EVERYTHING)
        return super().lists()


def note_questions(request: Any) -> None:
    """Have `request` note what it is asked for, in `COOKIES.asked` and `GET.asked`."""
    query = NotingQuery(mutable=True, encoding=request.encoding)
    for name, values in request.GET.lists():
        query.setlist(name, values)
    query._mutable = False
    query.asked.clear()
    request.GET = query
    request.COOKIES = NotingCookies(request.COOKIES)
