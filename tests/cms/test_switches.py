"""Every variable that the reference lists is switched on, alone and together with all others."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cms.start import DEMO_USERS
from tests.cms import test_serve, test_settings, test_start
from tests.cms.servers import database_url, free_port
from tests.cms.test_settings import HTTPS, SECRET_KEY, run
from tests.test_docs import listed

SETTINGS = Path(test_settings.settings.BASE_DIR) / "cms" / "settings.py"

#: A value for each variable, and what the settings say then, which they don't say without it.
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "SECRET_KEY": ("x" * 60, {"SECRET_KEY": "x" * 60}),
    "BASE_URL": (HTTPS, {"BASE_URL": HTTPS, "SECURE_SSL_REDIRECT": True}),
    "ALLOWED_HOSTS": (
        "www.example.com,testserver",
        {"ALLOWED_HOSTS": ["localhost", "www.example.com", "testserver"]},
    ),
    "HSTS_SECONDS": ("60", {"SECURE_HSTS_SECONDS": 60}),
    "HSTS_PRELOAD": ("1", {"SECURE_HSTS_PRELOAD": True, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True}),
    "DEBUG": ("1", {"DEBUG": True}),
    "DATABASE_URL": ("sqlite:////other/db.sqlite3", {"database": "/other/db.sqlite3"}),
    "REDIS_URL": (
        "redis://localhost:1/0",
        {
            "CACHES": {
                "default": {"BACKEND": "cms.cache.RedisCache", "LOCATION": "redis://localhost:1/0"}
            }
        },
    ),
    "PAGE_CACHE": ("0", {"keeps_pages": False}),
    "TRUSTED_PROXIES": ("2", {"TRUSTED_PROXIES": 2}),
    "MEDIA_ROOT": ("/other/media", {"MEDIA_ROOT": Path("/other/media")}),
    "SERVE_MEDIA": ("1", {"SERVE_MEDIA": True}),
    "EMAIL_URL": (
        "smtp://localhost:1",
        {"EMAIL_BACKEND": "cms.mail.EmailBackend", "EMAIL_HOST": "localhost", "EMAIL_PORT": 1},
    ),
    "DEFAULT_FROM_EMAIL": (
        "Us <us@example.com>",
        {"DEFAULT_FROM_EMAIL": "Us <us@example.com>", "SERVER_EMAIL": "Us <us@example.com>"},
    ),
    "LANGUAGE_CODE": ("de", {"LANGUAGE_CODE": "de", "WAGTAIL_CONTENT_LANGUAGES": [("de", "de")]}),
    "TIME_ZONE": ("Europe/Lisbon", {"TIME_ZONE": "Europe/Lisbon"}),
    "SITE_NAME": ("Halmere", {"WAGTAIL_SITE_NAME": "Halmere"}),
    "FRONT_END_ORIGINS": (
        "https://www.example.com, http://localhost:3000/",
        {"CAREERS_FRONT_END_ORIGINS": ["https://www.example.com", "http://localhost:3000"]},
    ),
    "HTTP_ALLOW_PRIVATE_ADDRESSES": ("1", {"CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES": True}),
    **{
        f"{user.upper()}_PASSWORD": (
            "secret",
            {"DEMO_PASSWORDS": dict.fromkeys(DEMO_USERS, "") | {user: "secret"}},
        )
        for user in DEMO_USERS
    },
}
#: What isn't a setting has tests of its own.
ELSEWHERE: dict[str, Callable[..., None]] = {
    "ENV_FILE": test_settings.test_env_file_is_read_and_the_environment_goes_first,
    "PORT": test_start.test_port_goes_before_environment_and_file,
    "ADMIN_PASSWORD": test_serve.TestAdministrator.test_is_made_with_the_password_of_this_run,
    "PYTHON": test_start.test_environment_of_another_python_than_the_named_one_is_made_again,
}
#: What other variables must say, so that one makes a difference.
WITH = {"HSTS_SECONDS": {"BASE_URL": HTTPS}}


def test_every_variable_of_the_reference_is_tried() -> None:
    assert listed("Environment variables") == CASES.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("name", CASES)
def test_variable_alone_does_what_the_reference_says(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, expected = CASES[name]
    for other in CASES:
        monkeypatch.delenv(other, raising=False)
    for other, needed in ({"SECRET_KEY": SECRET_KEY} | WITH.get(name, {})).items():
        monkeypatch.setenv(other, needed)
    without = said(expected)
    monkeypatch.setenv(name, value)
    assert said(expected) == expected
    assert said(expected) != without


def said(names: dict[str, Any]) -> dict[str, Any]:
    """What cms/settings.py says in this environment of the settings of these names."""
    found = runpy.run_path(str(SETTINGS))
    found["database"] = found["DATABASES"]["default"]["NAME"]
    found["keeps_pages"] = "careers.kept.page_cache.PageCacheMiddleware" in found["MIDDLEWARE"]
    return {name: found.get(name) for name in names}


ANSWER = """
import django; django.setup()
from django.core.cache import cache
from django.core.mail import send_mail
from django.test import Client
browser = Client(headers={"host": "careers.example.com", "x-forwarded-proto": "https"})
for path in ("/admin/login/", "/admin/password_reset/", "/nothing/", "/media/nothing.png"):
    print(path, browser.get(path).status_code)
print(cache.get("anything"))
print(send_mail("Subject", "Text", None, ["somebody@example.com"]))
"""


@pytest.mark.slow
@pytest.mark.django_db
def test_site_answers_with_all_variables_and_without_their_helpers(tmp_path: Path) -> None:
    """Nobody answers for Redis and for mail."""
    environment = {name: value for name, (value, _expected) in CASES.items()} | {
        "DEBUG": "0",
        "DATABASE_URL": database_url(),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0",
        "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
        "DJANGO_SETTINGS_MODULE": "tests.cms.served_settings",
    }
    result = run("-c", ANSWER, **environment)
    assert result.stdout.splitlines() == [
        "/admin/login/ 200",
        "/admin/password_reset/ 200",
        "/nothing/ 404",
        "/media/nothing.png 404",
        "None",
        "0",
    ], result.stderr
    assert "Traceback" not in result.stderr
    assert "Redis does not work" in result.stderr
    assert "the mail server does not work" in result.stderr
