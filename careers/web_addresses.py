"""Web addresses that people type or paste, and what to tell them where one isn't whole."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

SCHEMES = ("http", "https")
#: What stands before the first colon, unless a port follows as in localhost:8000.
SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?!\d)", re.IGNORECASE)

_validate = URLValidator(SCHEMES)


def is_web_address(text: str) -> bool:
    """Whether `text` is the whole address of a page, which a browser opens as such."""
    try:
        _validate(text)
    except ValidationError:
        return False
    return True


def problem_with(text: str) -> str:
    """What is wrong with `text` as a web address and what to write instead; "" if it is whole."""
    if is_web_address(text):
        return ""
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in SCHEMES:
        return _(
            "Candidates' browsers don't open what starts with “%(scheme)s:”. "
            "Enter an address that starts with https://"
        ) % {"scheme": scheme[1]}
    whole = f"https://{text.removeprefix('//')}"
    if not scheme and is_web_address(whole):
        return _("The beginning is missing. Write: %(address)s") % {"address": whole}
    return _(
        "This isn't a whole web address. Copy it from your browser; "
        "it looks like https://example.com/apply"
    )
