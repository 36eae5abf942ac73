"""The script that defines the elements, in one of the site's languages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, override
from wagtail.models import Site

from careers.core.representation.public_pages import represent_public_page
from careers.core.site_indexes import site_indexes
from careers.embed.compact import compact_script, compact_sheet
from careers.embed.texts import texts
from careers.facts.registry import filter_facts
from careers.kept.facts import kept

FOLDER = Path(__file__).parent


def script(request: HttpRequest, wanted: str) -> str:
    """Return the script in the site's language that is nearest to the code `wanted`."""
    with override(nearest(wanted, site_languages(request))):
        return _script(request)


@kept
def site_languages(request: HttpRequest | None) -> tuple[str, ...]:
    """Return the codes of the languages in which the request's site has a home page, its own first.

    These are languages that the API takes, too.
    """
    site = Site.find_for_request(request)
    if site is None:
        return (settings.LANGUAGE_CODE,)
    home = site.root_page
    codes = [home.locale.language_code]
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        others = home.get_translations().live().order_by("path")
        codes += others.values_list("locale__language_code", flat=True)
    known = dict(settings.LANGUAGES)
    return tuple(code for code in codes if code in known) or (settings.LANGUAGE_CODE,)


def nearest(wanted: str, languages: tuple[str, ...]) -> str:
    """Return the one of `languages` that a code as browsers write it means; else the first."""
    code = wanted.lower()
    like = (language for language in languages if _base(language) == _base(code))
    return code if code in languages else next(like, languages[0])


@kept
def _script(request: HttpRequest | None) -> str:
    data = json.dumps(_data(request), ensure_ascii=False, separators=(",", ":"))
    return f"const EMBED={data};{_source()}"


def _data(request: HttpRequest | None) -> dict[str, Any]:
    language = str(get_language())
    index_page = represent_public_page(site_indexes(request).positions, request)
    others = (_base(code) for code in site_languages(request) if code != language)
    return {
        "lang": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        #: The first parts of the codes of the languages that stand in other scripts.
        "others": list(dict.fromkeys(others)),
        "search": index_page["url"] if index_page else "",
        #: The filters besides the plugin's own.
        "facts": list(filter_facts()),
        "style": _style(),
        "texts": texts(),
    }


@cache
def _source() -> str:
    return compact_script((FOLDER / "elements.js").read_text(encoding="utf-8"))


@cache
def _style() -> str:
    return compact_sheet((FOLDER / "elements.css").read_text(encoding="utf-8"))


def _base(code: str) -> str:
    return code.partition("-")[0]
