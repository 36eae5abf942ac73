"""Pictures of all hosts, in build/hosts/pictures, and one sheet of them to be looked at.

`python -m tests.hosts.look.pictures` joins those of the last run in build/hosts/sheet-<look>.png.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page

from tests.hosts.environment import FOLDER
from tests.hosts.look.house import HOUSES, PAGES, REFERENCE, SCHEMES

PICTURES = FOLDER / "pictures"
HOSTS = (REFERENCE.project, *HOUSES)
#: What is shown of a page, in pixels of the page.
MAX_HEIGHT = 2400
THUMBNAIL = 240
GAP = 8
LABEL = 14


def take(page: Page, host: str, look: str, name: str, width: int, scheme: str) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{look}.{name}.{width}.{scheme}.{host}.png"
    page.screenshot(path=path, full_page=True)
    return path


def join(look: str) -> list[Path]:
    """Join the pictures of a look, a sheet for each width, a row for each state of a page."""
    return [_sheet(look, width) for width in (1280, 390)]


def _sheet(look: str, width: int) -> Path:
    rows = [(name, scheme) for name in PAGES for scheme in SCHEMES]
    height = THUMBNAIL * (3 if width < 1000 else 2)
    size = ((THUMBNAIL + GAP) * len(HOSTS) + GAP, (height + GAP + LABEL) * len(rows))
    sheet = Image.new("RGB", size, "#888")
    pencil = ImageDraw.Draw(sheet)
    for line, (name, scheme) in enumerate(rows):
        top = line * (height + GAP + LABEL)
        for column, host in enumerate(HOSTS):
            left = GAP + column * (THUMBNAIL + GAP)
            pencil.text((left, top), f"{host} {name} {scheme}", "white")
            # The reference site has one look.
            kind = "own" if host == REFERENCE.project else look
            path = PICTURES / f"{kind}.{name}.{width}.{scheme}.{host}.png"
            if path.exists():
                sheet.paste(_thumbnail(path, height), (left, top + LABEL))
    path = FOLDER / f"sheet-{look}-{width}.png"
    sheet.save(path)
    return path


def _thumbnail(path: Path, height: int) -> Image.Image:
    with Image.open(path) as picture:
        shown = picture.convert("RGB")
        scale = THUMBNAIL / shown.width
        shown = shown.crop((0, 0, shown.width, min(shown.height, round(height / scale))))
        return shown.resize((THUMBNAIL, round(shown.height * scale)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for look in sorted({file.name.split(".")[0] for file in PICTURES.glob("*.png")}):
        for path in join(look):
            sys.stdout.write(f"{path}\n")
