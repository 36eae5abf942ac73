"""The environment of the tests, set before Django reads its settings.

A pytest plugin (`-p tests.environment` in pyproject.toml): a developer's own `.env` plays no part.
`DATABASE_URL` is honoured, so that the same tests run on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import os

os.environ["ENV_FILE"] = ""
os.environ["SECRET_KEY"] = "only-for-tests-and-long-enough-for-the-deployment-checks"
os.environ["BASE_URL"] = "http://localhost:8000"
# A test sees each answer being made. Those of the page cache switch it on for themselves.
os.environ["PAGE_CACHE"] = "0"
os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or "sqlite:///:memory:"

for name in (
    "ADMIN_PASSWORD",
    "ALLOWED_HOSTS",
    "APPROVER_PASSWORD",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "HSTS_PRELOAD",
    "HSTS_SECONDS",
    "LANGUAGE_CODE",
    "MARKETING_PASSWORD",
    "MEDIA_ROOT",
    "HTTP_ALLOW_PRIVATE_ADDRESSES",
    "RECRUITER_PASSWORD",
    "REDIS_URL",
    "SERVE_MEDIA",
    "SITE_NAME",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
):
    os.environ.pop(name, None)
