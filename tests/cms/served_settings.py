"""The settings of the site, with static files that were not gathered."""

from cms.settings import *  # noqa: F403
from cms.settings import STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
