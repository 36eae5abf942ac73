"""Validate web addresses that people type or paste, and say how to mend them."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

MAX_URL_LENGTH = 2000
SCHEMES = ("http", "https")
#: The scheme of an address; not the host in localhost:8000.
SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?!\d)", re.IGNORECASE)

_validate = URLValidator(SCHEMES)


def is_web_url(text: str) -> bool:
    """Tell whether `text` is a whole http or https address."""
    try:
        _validate(text)
    except ValidationError:
        return False
    return True


def problem_with(text: str) -> str:
    """Return what is wrong with `text` and what to write instead, or "" for a whole address."""
    if is_web_url(text):
        return ""
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in SCHEMES:
        return _(
            "Candidates' browsers don't open what starts with “%(scheme)s:”. "
            "Enter an address that starts with https://"
        ) % {"scheme": scheme[1]}
    whole = f"https://{text.removeprefix('//')}"
    if not scheme and is_web_url(whole):
        return _("The beginning is missing. Write: %(address)s") % {"address": whole}
    return _(
        "This isn't a whole web address. Copy it from your browser; "
        "it looks like https://example.com/apply"
    )
