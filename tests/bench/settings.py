"""The site's own settings, with a constant view to compare with, and a count of SQL queries."""

import os
from pathlib import Path

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS as SITE_APPS
from cms.settings import MIDDLEWARE as SITE_MIDDLEWARE

INSTALLED_APPS = [*SITE_APPS, "tests.load"]
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.middleware.BenchMiddleware", *SITE_MIDDLEWARE]
