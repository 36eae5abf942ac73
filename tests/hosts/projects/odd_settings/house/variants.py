"""What is odd about the settings of a host: each function changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Settings = dict[str, Any]
Variant = Callable[[Settings], None]


def plain(settings: Settings) -> None:
    """Change nothing."""


def no_time_zones(settings: Settings) -> None:
    settings["USE_TZ"] = False


def under_a_prefix(settings: Settings) -> None:
    """All addresses begin with /company, as a web server that mounts the host there has it."""
    settings["FORCE_SCRIPT_NAME"] = "/company"
    settings["STATIC_URL"] = "static/"
    settings["MEDIA_URL"] = "media/"


def included_under_a_prefix(settings: Settings) -> None:
    """Wagtail's pages stand below /company, its admin and our API do not."""
    settings["PAGES_BELOW"] = "company/"


def no_appended_slash(settings: Settings) -> None:
    settings["APPEND_SLASH"] = False


def slashless_pages(settings: Settings) -> None:
    settings["WAGTAIL_APPEND_SLASH"] = False


def own_models(settings: Settings) -> None:
    """Users have a UUID, images and documents are the host's; nothing says what other keys are."""
    del settings["DEFAULT_AUTO_FIELD"]
    settings["INSTALLED_APPS"] += ["people", "media_library"]
    settings["AUTH_USER_MODEL"] = "people.User"
    settings["WAGTAILIMAGES_IMAGE_MODEL"] = "media_library.Picture"
    settings["WAGTAILDOCS_DOCUMENT_MODEL"] = "media_library.Paper"


def no_documents(settings: Settings) -> None:
    settings["INSTALLED_APPS"].remove("wagtail.documents")


def no_redirects(settings: Settings) -> None:
    settings["INSTALLED_APPS"].remove("wagtail.contrib.redirects")
    settings["MIDDLEWARE"].remove("wagtail.contrib.redirects.middleware.RedirectMiddleware")


def further_apps(settings: Settings) -> None:
    settings["INSTALLED_APPS"] += [
        "wagtail.contrib.search_promotions",
        "wagtail.contrib.simple_translation",
        "wagtail.locales",
        "django.contrib.humanize",
        "django.contrib.sitemaps",
    ]


def no_translation(settings: Settings) -> None:
    settings["USE_I18N"] = False


def arabic(settings: Settings) -> None:
    settings["LANGUAGE_CODE"] = "ar"


def pages_in_languages(settings: Settings) -> None:
    """Addresses begin with the language, as Wagtail's guide for sites in several has it."""
    settings["WAGTAIL_I18N_ENABLED"] = True
    settings["LANGUAGES"] = settings["WAGTAIL_CONTENT_LANGUAGES"] = [("en", "English"), ("de", "D")]
    settings["MIDDLEWARE"].insert(1, "django.middleware.locale.LocaleMiddleware")
    settings["INSTALLED_APPS"] += ["wagtail.contrib.simple_translation", "wagtail.locales"]


def hashed_static_files(settings: Settings) -> None:
    storage = "django.contrib.staticfiles.storage"
    settings["STORAGES"] = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": f"{storage}.ManifestStaticFilesStorage"},
    }


def kept_answers(settings: Settings) -> None:
    """All middleware of the plugin, together with a prefix, which addresses of answers have."""
    under_a_prefix(settings)
    settings["MIDDLEWARE"].insert(0, "careers.kept.page_cache.PageCacheMiddleware")
    settings["MIDDLEWARE"] += [
        "careers.kept.facts.keep_facts",
        "careers.kept.kept_pages.KeptPagesMiddleware",
    ]


VARIANTS: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        plain,
        no_time_zones,
        under_a_prefix,
        included_under_a_prefix,
        no_appended_slash,
        slashless_pages,
        own_models,
        no_documents,
        no_redirects,
        further_apps,
        no_translation,
        arabic,
        pages_in_languages,
        hashed_static_files,
        kept_answers,
    )
}
