"""The site in English and German, translated with wagtail-localize."""

from cms.settings import *  # noqa: F403
from cms.settings import INSTALLED_APPS as APPS_OF_THE_SITE
from cms.settings import MIDDLEWARE as MIDDLEWARE_OF_THE_SITE

INSTALLED_APPS = ["wagtail_localize", "wagtail_localize.locales", *APPS_OF_THE_SITE]
MIDDLEWARE = [*MIDDLEWARE_OF_THE_SITE, "django.middleware.locale.LocaleMiddleware"]
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
ROOT_URLCONF = "tests.translated.urls"
SILENCED_SYSTEM_CHECKS = ["wagtailcore.W001"]
