"""Tokens by which a front end fetches a preview, and nobody else can.

A token is the key of a stored preview with a signature that depends on the password of its author.
It opens this preview alone: as long as its author refreshes it, may use the admin, keeps his
password and doesn't sign out. Whatever else a token shall open, such as a draft for somebody
without an account, needs a table with keys and a rule of its own for who signs them.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.core.signing import BadSignature, Signer
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from careers.front_end.preview import KEY_LENGTH, Preview

#: Apart from letters, digits, "-" and "_", so that a token is one part of a path.
SEPARATOR = "."
SALT = "careers.front_end.preview"
KEY = re.compile(rf"[a-zA-Z0-9]{{{KEY_LENGTH}}}")
ACCESS = "wagtailadmin.access_admin"


def token_for(preview: Preview) -> str:
    return _signer(preview).sign(preview.key)


def find_preview(token: str) -> Preview | None:
    """Return the preview that `token` opens, or `None` for a token that opens none any more."""
    key = token.partition(SEPARATOR)[0]
    if not KEY.fullmatch(key):  # PostgreSQL refuses some characters
        return None
    found = (
        Preview.objects.current()
        .select_related("user", "content_type", "site__root_page")
        .filter(key=key)
        .first()
    )
    if found is None:
        return None
    try:
        _signer(found).unsign(token)
    except BadSignature:
        return None
    return found if found.user.is_active and found.user.has_perm(ACCESS) else None


def session_digest(request: HttpRequest) -> str:
    """Return what tells sessions apart, from which no key of a session can be found."""
    return salted_hmac(SALT, request.session.session_key or "", algorithm="sha256").hexdigest()


@receiver(user_logged_out)
def forget_previews(request: HttpRequest | None = None, user: Any = None, **kwargs: Any) -> None:
    """Delete the previews of a session that ends."""
    if request is not None and user is not None:
        Preview.objects.filter(user=user, session=session_digest(request)).delete()


def _signer(preview: Preview) -> Signer:
    user: Any = preview.user
    return Signer(salt=f"{SALT}.{user.get_session_auth_hash()}", sep=SEPARATOR)
