"""Keep what follows from content alone, in the process, until the content changes.

What is kept belongs to one content version and is thrown away whole with it, so that no piece can
be forgotten. What depends on the date needs nothing of its own: everything is made anew each
quarter of an hour, and every time zone has its midnight at the beginning of one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, wraps
from threading import Lock
from typing import Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from careers.kept.content_version import ContentVersion
from careers.kept.current_request import current_facts, is_answering, set_current_facts
from careers.kept.version import Version, current_version
from careers.kept.writes import number_of_renewals, waiting_renewal

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

#: With so many recent facts, those go that were not asked for since the last time it was so.
MAX_FACTS = 2_500
#: How often a request is answered anew because the content has changed meanwhile.
MAX_ATTEMPTS = 2


@dataclass
class KeptFacts:
    """What a process keeps for one version, in two parts, so that what is in use remains."""

    version: Version | None = None
    recent: dict[Any, Any] = field(default_factory=dict)
    earlier: dict[Any, Any] = field(default_factory=dict)

    def __contains__(self, key: Any) -> bool:
        return key in self.recent or key in self.earlier

    def __getitem__(self, key: Any) -> Any:
        if key not in self.recent:
            self.recent[key] = self.earlier[key]
        return self.recent[key]


@dataclass
class Facts:
    """What is known to a request: what others have worked out for its version, and itself."""

    #: Whether anything is known from others, or is kept for them.
    is_shared: bool = False
    #: The scheme and the host that were asked for: a site's addresses depend on them.
    address: str = ""
    #: That of the content when it was asked for the first time.
    version: Version | None = None
    known: KeptFacts = field(default_factory=KeptFacts)
    new: dict[Any, Any] = field(default_factory=dict)

    def name_of(self, key: Any) -> Hashable:
        """Return what a fact is kept by: `key`, and what all of them may depend on besides."""
        return (self.address, get_language(), key)

    def has(self, key: Any) -> bool:
        self.begin()
        return key in self.known or key in self.new

    def get(self, key: Any, find: Callable[[], Any]) -> Any:
        self.begin()
        for facts in (self.known, self.new):
            if key in facts:
                return facts[key]
        found = find()
        if found is not None:
            self.new[key] = found
        return found

    def begin(self) -> None:
        """Ask for the version of what is shared, unless that is known."""
        if not self.is_shared or self.version is not None:
            return
        self.version, latest = current_version(), _Process.latest
        if latest.version == self.version:
            self.known = latest


@dataclass
class Refreshed(Generic[Result]):
    """What `refreshed` keeps: the last result, and the version that it is of."""

    version: Version | None = None
    result: Result | None = None
    lock: Lock = field(default_factory=Lock)


class _Process:
    """What this process keeps: the facts of the version that it has seen last, and the rest."""

    latest = KeptFacts()
    refreshed: ClassVar[dict[Any, Refreshed[Any]]] = {}


def kept(
    function: Callable[Concatenate[HttpRequest | None, Arguments], Result],
) -> Callable[Concatenate[HttpRequest | None, Arguments], Result]:
    """Keep what `function` returns for its arguments until the content changes.

    It must follow from content, the address of the site, the language and the date alone, and must
    not be changed by who gets it; `None` is not kept. The request is the first argument; the others
    are hashable and given by position. Where nothing is kept, as for signed-in editors and in
    previews, it is worked out once a request, and without a request each time.
    """

    @wraps(function)
    def find(
        request: HttpRequest | None, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        if request is None:
            return function(request, *args, **kwargs)
        try:
            hash(args)
        except TypeError:  # a page that was never saved
            return function(request, *args, **kwargs)
        key = (function, args)
        found: Result = find_kept(request, key, lambda: function(request, *args, **kwargs))
        return found

    return find


def find_kept(request: HttpRequest, key: Any, find: Callable[[], Result]) -> Result:
    """Return what is kept under `key`, or else what `find` returns, by the rules of `kept`."""
    facts = _facts_of(request)
    found: Result = facts.get(facts.name_of(key), find)
    return found


def find_kept_now(key: Any, find: Callable[[], Result]) -> Result:
    """Do as `find_kept` for the request that this thread answers; without one, keep nothing."""
    if not is_answering():
        return find()
    facts: Facts = current_facts() or Facts()
    set_current_facts(facts)
    found: Result = facts.get(facts.name_of(key), find)
    return found


def find_each_kept(
    request: HttpRequest,
    name: str,
    keys: Sequence[Hashable],
    find: Callable[[Sequence[Any]], Mapping[Any, Result]],
) -> list[Result]:
    """Return what is kept for each of `keys`, and what `find` returns at once for all others.

    Keys for which it returns nothing are left out.
    """
    facts = _facts_of(request)
    names = {key: facts.name_of((name, key)) for key in keys}
    missing = [key for key in keys if not facts.has(names[key])]
    found = find(missing) if missing else {}
    results = [facts.get(names[key], partial(found.get, key)) for key in keys]
    return [result for result in results if result is not None]


def refreshed(
    function: Callable[Concatenate[HttpRequest | None, Result | None, Arguments], Result],
) -> Callable[Concatenate[HttpRequest | None, Arguments], Result]:
    """Keep what `function` returns for its arguments, and refresh it when the content changes.

    For what is too large to be made anew each time: behind the request, the function gets what it
    returned last, or `None`. It must follow from content and the date alone, and is kept for
    everybody. While one thread refreshes it, others wait.
    """

    @wraps(function)
    def find(
        request: HttpRequest | None, /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        try:
            last = _Process.refreshed.setdefault((function, args), Refreshed())
        except TypeError:  # a page that was never saved
            return function(request, None, *args, **kwargs)
        version = version_for(request)
        if version is None:
            return function(request, last.result, *args, **kwargs)
        with last.lock:
            if last.version != version or last.result is None:
                last.result = function(request, last.result, *args, **kwargs)
                last.version = version
            return last.result

    return find


def version_for(request: HttpRequest | None) -> Version | None:
    """Return the version of the content that `request` is answered from.

    `None` within a transaction that has written: only that sees the content as it is there.
    """
    if request is not None:
        facts = _facts_of(request)
        facts.begin()
        if facts.version is not None:
            return facts.version
    connection = connections[ContentVersion.objects.db]
    return None if waiting_renewal(connection) else current_version()


def keep_facts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: answer visitors from the facts that are kept, and keep what was new in an answer.

    An answer during which the content changed may hold something of both versions: it is made anew,
    unless it was the request that changed it. Of what goes on changing, nothing is kept.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _may_keep(request):
            return get_response(request)
        address = f"{request.scheme}://{request.get_host().lower()}"
        given, renewals = {*request.__dict__}, number_of_renewals()
        for _attempt in range(MAX_ATTEMPTS):
            facts = request._careers_facts = Facts(True, address)  # type: ignore[attr-defined]
            set_current_facts(facts)
            response = get_response(request)
            if facts.version is None:  # nothing was asked for, as by a picture
                break
            if facts.version == current_version():
                _keep(facts)
                break
            if number_of_renewals() != renewals:
                break
            _forget_results(request, given)
        return response

    return answer


def is_kept_for(request: HttpRequest) -> bool:
    """Tell whether facts are kept beyond `request`."""
    return _facts_of(request).is_shared


def forget() -> None:
    """Throw away all that this process keeps."""
    _Process.latest = KeptFacts()
    _Process.refreshed = {}


def _may_keep(request: HttpRequest) -> bool:
    """Tell whether `request` comes from a visitor; while templates are written, none counts."""
    is_reading = request.method in {"GET", "HEAD"} and not settings.DEBUG
    return is_reading and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _forget_results(request: HttpRequest, given: set[str]) -> None:
    """Take away what Wagtail and the plugin have found for `request` since it was `given`."""
    for name in {*request.__dict__} - given:
        if name.startswith(("_wagtail", "_careers")):
            delattr(request, name)


def _facts_of(request: HttpRequest) -> Facts:
    facts: Facts = request.__dict__.setdefault("_careers_facts", Facts())
    if facts.is_shared and getattr(request, "is_preview", False):
        # Wagtail sends a preview through all middleware before it says what it is.
        facts = request.__dict__["_careers_facts"] = Facts()
    return facts


def _keep(facts: Facts) -> None:
    if not facts.new:
        return
    latest = _Process.latest
    if latest.version != facts.version:
        latest = KeptFacts(facts.version)
    elif len(latest.recent) >= MAX_FACTS:
        latest = KeptFacts(facts.version, earlier=latest.recent)
    latest.recent.update(facts.new)
    _Process.latest = latest
