"""The settings as a new process reads them, with an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SECRET_KEY = "a-key-for-these-tests-that-is-as-long-as-the-checks-demand"
HTTPS = "https://careers.example.com"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python, with nothing but `environment` to read settings from."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def read(*names: str, **environment: str) -> list[object]:
    """The settings of these names."""
    values = ", ".join(f"settings.{name}" for name in names)
    code = f"import json; from cms import settings; print(json.dumps([{values}], default=str))"
    result = run("-c", code, **{"SECRET_KEY": SECRET_KEY, **environment})
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"BASE_URL": "http://careers.example.com"}, "is not encrypted: use https://"),
        ({"BASE_URL": "http://localhost.example.com"}, "is not encrypted: use https://"),
        ({"BASE_URL": "careers.example.com"}, "BASE_URL must be an address such as"),
        ({"BASE_URL": "https://careers.example.com/jobs"}, "BASE_URL must be an address such as"),
    ],
)
def test_half_safe_settings_stop_the_start_with_one_sentence(
    environment: dict[str, str], sentence: str
) -> None:
    if "BASE_URL" in environment:
        environment = {**environment, "SECRET_KEY": SECRET_KEY}
    result = run("manage.py", "check", **environment)
    assert result.returncode == 1
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_debug_is_off_and_uploads_are_not_served_unless_asked_for() -> None:
    assert read("DEBUG", "SERVE_MEDIA") == [False, False]
    assert read("DEBUG", "SERVE_MEDIA", DEBUG="1", SERVE_MEDIA="1") == [True, True]


def test_proxies_are_trusted_only_where_somebody_says_how_many() -> None:
    assert read("TRUSTED_PROXIES") == [0]
    assert read("TRUSTED_PROXIES", TRUSTED_PROXIES="2") == [2]


def test_env_file_is_read_and_the_environment_goes_first(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"SECRET_KEY=from-the-file\nBASE_URL={HTTPS}\n")
    names = ("SECRET_KEY", "BASE_URL")
    assert read(*names, ENV_FILE=str(env_file)) == [SECRET_KEY, HTTPS]


def test_https_brings_redirect_hsts_and_secure_cookies() -> None:
    names = (
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
    )
    assert read(*names, BASE_URL=f"{HTTPS}/") == [
        True,
        31_536_000,
        True,
        True,
        ["careers.example.com"],
        [HTTPS],
    ]


def test_http_on_this_machine_needs_none_of_them() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS")
    assert read(*names, BASE_URL="http://[::1]:8000") == [False, False, ["[::1]"]]


def test_further_hosts_are_allowed_by_name() -> None:
    hosts = {"ALLOWED_HOSTS": "www.example.com,careers.example.com", "BASE_URL": HTTPS}
    assert read("ALLOWED_HOSTS", **hosts) == [["careers.example.com", "www.example.com"]]


def test_database_is_sqlite_unless_an_address_is_given() -> None:
    engine = "DATABASES['default']['ENGINE']"
    assert read(engine) == ["django.db.backends.sqlite3"]
    address = "postgres://careers:secret@db.example.com:5432/careers"
    assert read(engine, "DATABASES['default']['HOST']", DATABASE_URL=address) == [
        "django.db.backends.postgresql",
        "db.example.com",
    ]


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("TRUSTED_PROXIES", "two", "a number, 0 or more"),
        ("TRUSTED_PROXIES", "-1", "a number, 0 or more"),
        ("DEBUG", "perhaps", "1 or 0"),
        ("SERVE_MEDIA", "2", "1 or 0"),
        ("HSTS_PRELOAD", "-", "1 or 0"),
        ("HSTS_SECONDS", "abc", "a number of seconds"),
        ("DATABASE_URL", "foo", "an address such as postgres://"),
        ("DATABASE_URL", "postgres://careers:secret@host:port/name", "an address such as"),
        ("DATABASE_URL", "oracle://root@localhost/careers", "an address such as postgres://"),
        ("HSTS_SECONDS", "-1", "a number of seconds"),
        ("REDIS_URL", "localhost:6379", "an address such as redis://"),
        ("REDIS_URL", "http://:secret@localhost:6379", "an address such as redis://"),
        ("REDIS_URL", "redis://:secret@localhost:port", "an address such as redis://"),
        ("REDIS_URL", "redis://:secret@localhost?nonsense=1", "an address such as redis://"),
        ("TIME_ZONE", "Mars/X", "a time zone such as Europe/Lisbon"),
        ("TIME_ZONE", "../etc/passwd", "a time zone such as Europe/Lisbon"),
        ("TIME_ZONE", "Europe", "a time zone such as Europe/Lisbon"),
        ("LANGUAGE_CODE", "xx-yy", "a language such as en-gb"),
        ("LANGUAGE_CODE", "en gb", "a language such as en-gb"),
    ],
)
def test_mistyped_value_stops_the_start_with_one_sentence(
    name: str, value: str, wanted: str
) -> None:
    environment = {"SECRET_KEY": SECRET_KEY, "BASE_URL": HTTPS, name: value}
    result = run("manage.py", "check", **environment)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{name} must be {wanted}")
    assert result.stderr.count("\n") == 1
    assert "secret" not in result.stderr


@pytest.mark.parametrize("place", ["environment", "file"])
def test_empty_value_counts_as_absent(tmp_path: Path, place: str) -> None:
    names = (
        "DEBUG",
        "SERVE_MEDIA",
        "BASE_URL",
        "ALLOWED_HOSTS",
        "DATABASES",
        "LANGUAGE_CODE",
        "TIME_ZONE",
        "MEDIA_ROOT",
        "WAGTAIL_SITE_NAME",
    )
    variables = ("HSTS_PRELOAD", "HSTS_SECONDS", "DATABASE_URL", "REDIS_URL", "SITE_NAME", *names)
    empty = dict.fromkeys(variables, "")
    if place == "file":
        env_file = tmp_path / ".env"
        env_file.write_text("".join(f"{name}=\n" for name in variables))
        empty = {"ENV_FILE": str(env_file)}
    assert read(*names, **empty) == read(*names)
    assert read("SECURE_HSTS_SECONDS", BASE_URL=HTTPS, HSTS_SECONDS=" ") == [31_536_000]


@pytest.mark.parametrize("language", ["de", "pt-br", "de-at", "zh-hans"])
def test_languages_that_django_speaks_are_accepted(language: str) -> None:
    assert read("LANGUAGE_CODE", LANGUAGE_CODE=language) == [language]


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{}, {"HSTS_PRELOAD": "1"}], ids=["default", "preload"])
def test_deployment_checks_find_nothing(environment: dict[str, str]) -> None:
    result = run(
        *("manage.py", "check", "--deploy", "--fail-level=WARNING"),
        SECRET_KEY=SECRET_KEY,
        BASE_URL=HTTPS,
        DATABASE_URL="sqlite:///:memory:",
        **environment,
    )
    assert result.returncode == 0, result.stderr
    silenced = 0 if environment else 2
    assert f"no issues ({silenced} silenced)" in result.stdout + result.stderr


@pytest.mark.slow
def test_bare_gunicorn_stops_with_the_sentence_and_tries_no_second_worker() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:0", "--no-control-socket", "cms.wsgi"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "ENV_FILE": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 3
    assert result.stderr.count("SECRET_KEY is not set") == 1
    assert "Traceback" not in result.stderr


# Mail


def test_mail_is_shown_on_the_console_unless_there_is_a_server() -> None:
    assert read("EMAIL_BACKEND", "DEFAULT_FROM_EMAIL") == [
        "django.core.mail.backends.console.EmailBackend",
        "careers@localhost",
    ]


def test_mail_server_comes_from_its_address() -> None:
    names = [
        *("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_TIMEOUT"),
        *("EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "DEFAULT_FROM_EMAIL", "SERVER_EMAIL"),
    ]
    address = "submission://careers%40example.com:p%23ss@mail.example.com"
    assert read(*names, EMAIL_URL=address, BASE_URL=HTTPS) == [
        *("cms.mail.EmailBackend", "mail.example.com", 587, True, 5),
        *("careers@example.com", "p#ss", "careers@careers.example.com"),
        "careers@careers.example.com",
    ]
    given = read("EMAIL_TIMEOUT", "EMAIL_USE_SSL", EMAIL_URL="smtp://mail:465/?ssl=1&timeout=9")
    assert given == [9, True]


def test_sender_can_be_named() -> None:
    sender = "Careers <hello@example.com>"
    assert read("DEFAULT_FROM_EMAIL", DEFAULT_FROM_EMAIL=sender) == [sender]


@pytest.mark.parametrize("sender", ["Careers", "Careers <hello@", "a@b\nBcc: everybody@c"])
def test_unusable_sender_is_named(sender: str) -> None:
    result = run("-m", "cms.settings", SECRET_KEY=SECRET_KEY, DEFAULT_FROM_EMAIL=sender)
    assert result.returncode == 1
    assert result.stderr == (
        "DEFAULT_FROM_EMAIL must be an address such as Careers <careers@example.com>.\n"
    )


@pytest.mark.parametrize(
    "address",
    [
        *("mail.example.com", "pigeon://secret@mail", "smtp://a:b", "smtp://", "smtp:mail"),
        *("smtp://mail?timeout=-1", "smtp://the secret mail"),
    ],
)
def test_unusable_mail_server_is_named_without_its_password(address: str) -> None:
    result = run("-m", "cms.settings", SECRET_KEY=SECRET_KEY, EMAIL_URL=address)
    assert result.returncode == 1
    assert result.stderr == (
        "EMAIL_URL must be an address such as submission://user:password@mail.example.com.\n"
    )


def test_passwords_of_the_demos_users_come_from_the_env_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("RECRUITER_PASSWORD=from-the-file\nAPPROVER_PASSWORD=\n")
    assert read("DEMO_PASSWORDS", ENV_FILE=str(env_file)) == [
        {"marketing": "", "approver": "", "recruiter": "from-the-file"}
    ]
