"""The site's own settings, with positions by the thousand, and a count of SQL queries."""

import os
from pathlib import Path

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS as SITE_APPS
from cms.settings import MIDDLEWARE as SITE_MIDDLEWARE

INSTALLED_APPS = [*SITE_APPS, "tests.load"]
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
MIDDLEWARE = ["tests.bench.middleware.count_queries", *SITE_MIDDLEWARE]
