from __future__ import annotations

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command
from pytest_django import Settings

from careers.stylesheets import NAME
from careers.stylesheets.minified import minified_sheet, minify
from home.site_style_sheet import SiteStyleSheetFinder


def test_plugin_and_site_have_one_minified_sheet(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    [site_css] = SiteStyleSheetFinder.further_sources
    sheet = (tmp_path / NAME).read_text(encoding="utf-8")
    assert sheet == minified_sheet() + minify(site_css.read_text(encoding="utf-8"))
    assert not list(tmp_path.rglob("site*.css"))
    assert len(gzip.compress(sheet.encode())) <= 12_000


def test_sheet_is_served_while_nothing_is_collected() -> None:
    found = finders.find(NAME)
    assert found
    assert ".site-header" in Path(found).read_text(encoding="utf-8")
