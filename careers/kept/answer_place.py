"""Where the answer to a request is kept."""

from __future__ import annotations

from django.http import HttpRequest
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
        #: Whether it is known that the answer is for this request alone.
        self.is_for_one = False

    def look(self, version: Version | None) -> KeptAnswer | None:
        """Return the last answer, which may be outdated; without a version, it may be a day old."""
        at_address = found = find(self.address_key)
        if at_address is None:
            return None
        variant = at_address.rules.variant(self.request)
        if variant is None:
            self.is_for_one = version in (None, at_address.rules.version)
            return None
        if variant:
            self.key = key_of(self.address, variant)
            found = find(self.key)
        answer = found.answer if found else None
        return answer if answer and answer.age <= DAY else None

    def keep(self, rules: Rules, answer: KeptAnswer) -> None:
        at_address = find(self.address_key)
        if at_address and at_address.rules.version == rules.version:
            rules = rules.united(at_address.rules)
        variant = rules.variant(self.request)
        if variant is None:
            return
        if not variant:
            keep(self.address_key, Kept(rules, answer), DAY)
            return
        keep(key_of(self.address, variant), Kept(rules, answer), VARIANT_SECONDS)
        if at_address is None or at_address.rules != rules:
            plain = at_address.answer if at_address else None
            keep(self.address_key, Kept(rules, plain), DAY)

    def forget(self) -> None:
        forget_answers(self.address_key, self.key)
