"""Where the answer to a request is kept."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from careers.kept.answer_rules import Rules
from careers.kept.answer_store import (
    DAY,
    VARIANT_SECONDS,
    Kept,
    find,
    forget_answers,
    keep,
    key_of,
)
from careers.kept.kept_answer import KeptAnswer
from careers.kept.version import Version


class AnswerPlace:
    """The place of an address in the cache, and the one of its variant that a request asks for.

    At the address stand the rules by which its variants are known, and the answer to a request to
    which none of them applies. Raises `SuspiciousOperation` for a request that Django refuses.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        if request.META.get("QUERY_STRING"):
            len(request.GET)  # which is read now
        site = f"{request.scheme}://{request.get_host()} {request.get_port()}"
        self.address = f"{site} {get_language()} {request.path}"
        self.address_key = self.key = key_of(self.address)
        #: That of the content when it was looked for; `None` while the database is away.
        self.version: Version | None = None
        #: What is kept, although it may be outdated.
        self.last: KeptAnswer | None = None
        #: Whether it is known that nothing can be kept of the answer to this request.
        self.is_for_one = False

    def look(self, version: Version | None) -> KeptAnswer | None:
        """Return the answer to send: the current one, or the last one if no other can be made."""
        self.version, self.last = version, None
        at_address = found = find(self.address_key)
        variant: str | None = ""
        if at_address:
            rules = at_address.rules
            variant = rules.variant(self.request) if rules else None
        is_known = at_address is not None and at_address.version == version
        self.is_for_one = version is None or (is_known and variant is None)
        if variant:
            self.key = key_of(self.address, variant)
            found = find(self.key)
        if found and variant is not None and found.answer and found.answer.age <= DAY:
            self.last = found.answer
        return self.last if self.last and version in (None, self.last.version) else None

    def send(self, last: KeptAnswer) -> HttpResponseBase:
        if self.version == last.version:
            return last.respond(self.request, "hit")
        age = last.age
        response = last.respond(self.request, f"hit; ttl={-age}")
        response["Age"] = str(age)
        return response

    def keep(self, rules: Rules, answer: KeptAnswer) -> None:
        at_address, version = find(self.address_key), answer.version
        if at_address and at_address.rules and at_address.version == version:
            rules = rules.united(at_address.rules)
        variant = rules.variant(self.request)
        if variant is None:
            return
        if not variant:
            keep(self.address_key, Kept(version, rules, answer), DAY)
            return
        keep(key_of(self.address, variant), Kept(version, rules, answer), VARIANT_SECONDS)
        if at_address is None or (at_address.version, at_address.rules) != (version, rules):
            plain = at_address.answer if at_address else None
            keep(self.address_key, Kept(version, rules, plain), DAY)

    def give_up(self, *, is_page: bool) -> None:
        """Forget the last answer. From now on nobody waits for another's answer, if it is a page.

        There are too many addresses at which there is none.
        """
        forget_answers(self.address_key, self.key)
        if is_page and self.version:
            keep(self.address_key, Kept(self.version, None, None), VARIANT_SECONDS)
