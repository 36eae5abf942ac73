"""The settings of the site, with a new connection to the database for each request."""

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES

DATABASES["default"]["CONN_MAX_AGE"] = 0
