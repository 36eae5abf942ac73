"""The site's own settings, with the command that makes up positions."""

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = [*SITE_APPS, "tests.load"]
