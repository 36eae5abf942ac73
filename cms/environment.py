"""Read the variables of the environment, and below them those of an untracked `.env`."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import django
from django.core.mail.message import sanitize_address
from django.utils.translation import to_locale
from environs import Env, EnvError

from cms.addresses import is_loopback, split_origin

env = Env()
if env_file := os.environ.get("ENV_FILE", str(Path(__file__).resolve().parent.parent / ".env")):
    env.read_env(env_file, recurse=False)

Value = TypeVar("Value")

#: Seconds that a mail server has for an answer.
MAIL_TIMEOUT = 5


def read(name: str, parse: Callable[[str], Any], *, default: Value, wanted: str) -> Value:
    """The variable `name`, or `default` if it is absent or empty.

    Raises `SystemExit` for a value that isn't what is `wanted`; the value, which may hold a
    password, is not repeated.
    """
    if not env.str(name, default="").strip():
        return default
    try:
        found: Value = parse(name)
    except (EnvError, LookupError, ValueError, OSError):
        raise SystemExit(f"{name} must be {wanted}.") from None
    return found


def read_text(name: str, default: str = "") -> str:
    return read(name, env.str, default=default, wanted="a text")


def read_switch(name: str, *, default: bool = False) -> bool:
    return read(name, env.bool, default=default, wanted="1 or 0")


def parse_count(name: str) -> int:
    number = env.int(name)
    if number < 0:
        raise ValueError(number)
    return number


def parse_origins(name: str) -> list[str]:
    """Origins with commas between them, encrypted unless they are on this machine."""
    given: list[str] = env.list(name)
    origins = [origin.strip().rstrip("/").lower() for origin in given]
    for origin in origins:
        parts = split_origin(origin)
        if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
            raise ValueError(origin)
    return origins


def parse_language(name: str) -> str:
    """A language that Django speaks, or a variant of one; else a ValueError."""
    language = env.str(name)
    translations = Path(django.__file__).parent / "conf" / "locale"
    named = re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", language, re.IGNORECASE)
    if not named or not gettext.find("django", translations, [to_locale(language)]):
        raise ValueError(language)
    return language


def parse_database_url(name: str) -> dict[str, Any]:
    """Django's settings for the database; a ValueError for one that the search has no SQL for."""
    found: dict[str, Any] = env.dj_db_url(name)
    if found["ENGINE"].rpartition(".")[2] not in {"postgresql", "sqlite3", "mysql"}:
        raise ValueError(name)
    return found


def parse_email_url(name: str) -> dict[str, Any]:
    """Django's settings for mail; a ValueError for a scheme that isn't known.

    The site waits for a mail server, while an editor waits for the site: not for long.
    """
    found: dict[str, Any] = env.dj_email_url(name)
    if "EMAIL_BACKEND" not in found:
        raise ValueError(name)
    found["EMAIL_TIMEOUT"] = found["EMAIL_TIMEOUT"] or MAIL_TIMEOUT
    if found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        found["EMAIL_BACKEND"] = "cms.mail.EmailBackend"
        named = re.fullmatch(r"[\w.:-]+", urlsplit(env.str(name)).hostname or "")
        if not named or found["EMAIL_TIMEOUT"] < 0:
            raise ValueError(name)
    return found


def parse_sender(name: str) -> str:
    """An address that mail can come from, with a name or without; else a ValueError."""
    sender = env.str(name)
    if "@" not in sanitize_address(sender, "utf-8"):
        raise ValueError(sender)
    return sender
