"""Where the answer to a request is kept."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase

from careers.kept.answer_rules import Rules
from careers.kept.answer_store import (
    DAY,
    VARIANT_SECONDS,
    CacheEntry,
    find,
    forget,
    keep,
    key_of,
)
from careers.kept.kept_answer import KeptAnswer
from careers.kept.version import Version
from careers.kept.withdrawals import withdrawals


class Found(NamedTuple):
    """What a slot held when it was looked at."""

    #: That of the answer, as far as the rules were known.
    key: str
    #: That of the content; `None` while the database is away.
    version: Version | None
    #: What to send: the current answer, or while the database is away the last one.
    answer: KeptAnswer | None
    #: Whether it is known that nothing can be kept of the answer to this request.
    is_for_one: bool


def _may_stand_in(answer: KeptAnswer) -> bool:
    return answer.age <= DAY and withdrawals.may_show(answer.made_at)


class AnswerSlot:
    """The slot of an address in the cache, and the one of its variant that a request asks for.

    At the address stand the rules by which its variants are known, and the answer to a request to
    which none of them applies. Raises `SuspiciousOperation` for a request that Django refuses.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        if request.META.get("QUERY_STRING"):
            len(request.GET)  # which is read now
        host = request.get_host()
        domain, port = split_domain_port(host)
        #: Whether the host is written as in the address: it may stand in the answer as it is.
        self.is_plain = host in (domain, f"{domain}:{port}")
        if settings.USE_X_FORWARDED_PORT:  # else one that isn't in the host is that of the socket
            port = request.get_port()
        # A page names style sheets that another release may no longer have.
        release = getattr(staticfiles_storage, "manifest_hash", "")
        self.address = f"{release} {request.scheme}://{domain}:{port} {request.path}"
        self.address_key = key_of(self.address)

    def look(self, version: Version | None) -> Found:
        key = self.address_key
        at_address = kept = find(key)
        variant: str | None = ""
        if at_address:
            rules = at_address.rules
            variant = rules.variant(self.request) if rules else None
        if variant:
            key = key_of(self.address, variant)
            kept = find(key)
        answer = kept.answer if kept and variant is not None else None
        if answer and answer.version != version and not (version is None and _may_stand_in(answer)):
            answer = None
        return Found(key, version, answer, version is None or self._is_for_one(at_address, version))

    def _is_for_one(self, at_address: CacheEntry | None, version: Version) -> bool:
        if at_address is None or at_address.version != version:
            return False
        rules = at_address.rules
        return rules is None or rules.variant(self.request) is None or not self._may_fill(rules)

    def _may_fill(self, rules: Rules) -> bool:
        """Tell whether others may get the answer to a request that is written as this one."""
        return self.is_plain and rules.covers(self.request)

    def send(self, found: Found, answer: KeptAnswer) -> HttpResponseBase:
        if found.version == answer.version:
            return answer.respond(self.request, "hit")
        age = answer.age
        response = answer.respond(self.request, f"hit; ttl={-age}")
        response["Age"] = str(age)
        return response

    def keep(self, rules: Rules, answer: KeptAnswer) -> None:
        at_address, version = find(self.address_key), answer.version
        if at_address and at_address.rules and at_address.version == version:
            rules = rules.united(at_address.rules)
        variant = rules.variant(self.request)
        if variant is None:
            return
        if self._may_fill(rules):
            if not variant:
                keep(self.address_key, CacheEntry(version, rules, answer), DAY)
                return
            keep(key_of(self.address, variant), CacheEntry(version, rules, answer), VARIANT_SECONDS)
        if at_address is None or (at_address.version, at_address.rules) != (version, rules):
            plain = at_address.answer if at_address else None
            keep(self.address_key, CacheEntry(version, rules, plain), DAY)

    def give_up(self, found: Found, *, is_page: bool) -> None:
        """Forget the last answer. From now on nobody waits for another's answer, if it is a page.

        There are too many addresses at which there is none.
        """
        forget(self.address_key, found.key)
        if is_page and found.version:
            keep(self.address_key, CacheEntry(found.version, None, None), VARIANT_SECONDS)
