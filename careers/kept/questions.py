"""Note which cookies and which parameters of a request are asked for while it is answered."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import QueryDict

#: Stands for all keys, those that a request doesn't have included.
EVERYTHING = "*"
#: Methods whose first argument is the key that they tell of.
TELLING_OF_ONE = ("__getitem__", "__contains__", "get", "getlist")
#: Methods whose result depends on all keys.
TELLING_OF_ALL = (
    *("__iter__", "__reversed__", "__len__", "__eq__", "__ne__", "__repr__", "__or__", "__ror__"),
    *("keys", "values", "items", "lists", "copy", "pop", "popitem", "setdefault"),
)


class NotingCookies(dict[str, str]):
    """Cookies that note in `asked` by which keys they are asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.asked: set[str] = set()
        super().__init__(*args, **kwargs)


class NotingQuery(QueryDict):
    """A query string that notes in `asked` by which keys it is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.asked: set[str] = set()
        super().__init__(*args, **kwargs)


def _noting(method: Any, *, all_keys: bool) -> Any:
    def noting(self: Any, *args: Any, **kwargs: Any) -> Any:
        self.asked.add(EVERYTHING if all_keys or not args else args[0])
        return method(self, *args, **kwargs)

    return noting


for _class in (NotingCookies, NotingQuery):
    for _name in (*TELLING_OF_ONE, *TELLING_OF_ALL):
        if _method := getattr(_class, _name, None):
            setattr(_class, _name, _noting(_method, all_keys=_name in TELLING_OF_ALL))


class Questions(NamedTuple):
    """The keys by which the cookies and the parameters of a request were asked for."""

    cookies: set[str]
    parameters: set[str]


def note_questions(request: Any) -> None:
    """Have `request` note what it is asked for."""
    query = NotingQuery(mutable=True, encoding=request.encoding)
    for name, values in request.GET.lists():
        query.setlist(name, values)
    query._mutable = False
    cookies = NotingCookies(request.COOKIES)
    query.asked.clear()
    request.GET, request.COOKIES = query, cookies
    request._careers_noting = (cookies, query)


def questions_of(request: Any) -> Questions:
    """Return what `request` was asked for; everything, if a middleware has replaced what notes."""
    cookies, query = request._careers_noting
    return Questions(
        cookies.asked if request.COOKIES is cookies else {EVERYTHING},
        query.asked if request.GET is query else {EVERYTHING},
    )
