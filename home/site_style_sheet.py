"""The style sheet of the site: that of the plugin with the site's own rules at its end."""

from __future__ import annotations

from pathlib import Path

from careers.stylesheets.finder import StyleSheetFinder


class SiteStyleSheetFinder(StyleSheetFinder):
    further_sources = (Path(__file__).resolve().parent / "stylesheets" / "site.css",)
