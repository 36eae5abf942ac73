"""Wagtail's bakerydemo, of which a checkout is served beside the site."""

from __future__ import annotations

import secrets
from pathlib import Path

from tests.bench.server import Server

#: The name and address of its page that is most like the page of the site.
LIKE_PAGES = {
    "home": ("bakerydemo: home", "/"),
    "team": ("bakerydemo: blog post", "/blog/wild-yeast/"),
    "position": ("bakerydemo: bread page", "/breads/anadama-bread/"),
    "search": ("bakerydemo: breads listing", "/breads/"),
}
SETTINGS = "bakerydemo.settings.production"
EXPECTED = f"""\
--peer DIR expects a checkout of https://github.com/wagtail/bakerydemo that is ready to be served:
  - a virtual environment in DIR/.venv with requirements/production.txt and gunicorn 26 or newer;
  - DIR/bakerydemodb, or the database that DATABASE_URL in DIR/.env names, with the data of
    `manage.py migrate` and `manage.py load_initial_data`;
  - static files: DJANGO_SETTINGS_MODULE={SETTINGS} manage.py collectstatic
It is served with {SETTINGS} and writes nothing but renditions of pictures.
"""


def bakerydemo(folder: Path, log: Path) -> Server:
    """Raises `SystemExit` if there is none in the folder."""
    folder = folder.resolve()
    python = folder / ".venv/bin/python"
    for needed in (folder / "bakerydemo/wsgi.py", python):
        if not needed.exists():
            raise SystemExit(f"{needed} is missing.\n\n{EXPECTED}")
    settings = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "SECURE_SSL_REDIRECT": "false",
    }
    return Server("bakerydemo.wsgi", log, settings, folder=folder, python=python)
