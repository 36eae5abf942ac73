"""The language of an answer: what `?locale=` asks for, or else the browser's, or the site's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from careers.api.problems import invalid


def language_for(request: HttpRequest) -> str:
    """Return the language code of the answer; raise `ApiError` for one that isn't known."""
    if "locale" in request.GET:
        asked = request.GET["locale"]
        if asked not in dict(settings.LANGUAGES):
            known = ", ".join(dict(settings.LANGUAGES))
            raise invalid([{"parameter": "locale", "detail": f"Give one of these: {known}."}])
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
