"""Render the pictures through Chromium and keep them as WebP beside the content."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from . import articles, articles_more, gallery, heroes, mark, portraits, portraits_more, teams
from .sheet import Draw, Sheet

IMAGES = Path(__file__).parent.parent / "images"
CHROMIUM = "chromium"
OPTIONS = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb")
CLEAR = "--default-background-color=00000000"

PICTURES: dict[str, tuple[Draw, int]] = {
    name: picture
    for module in (mark, heroes, teams, articles, articles_more, gallery, portraits, portraits_more)
    for name, picture in module.PICTURES.items()
}


def screenshot(sheet: Sheet, width: int) -> Image.Image:
    """The sheet as a raster of the given width in pixels."""
    height = round(width * sheet.view[3] / sheet.view[2])
    with tempfile.TemporaryDirectory() as folder:
        drawing, page, shot = (Path(folder, name) for name in ("p.svg", "p.html", "p.png"))
        drawing.write_text(sheet.svg())
        page.write_text(
            f'<body style="margin:0"><img src="p.svg" style="display:block;width:{width}px">'
        )
        window = f"--window-size={width},{height}"
        command = [CHROMIUM, *OPTIONS, CLEAR, window, f"--screenshot={shot}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        image = Image.open(shot).convert("RGBA").crop((0, 0, width, height))
    opaque = image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB") if opaque else image


def save(image: Image.Image, target: Path) -> None:
    """Write lossless WebP, or lossy where that saves more than a seventh."""
    image.save(target, lossless=True, method=6)
    lossless = target.read_bytes()
    image.save(target, quality=86, method=6)
    if len(lossless) < target.stat().st_size * 1.15:
        target.write_bytes(lossless)


def main() -> None:
    """Draw the pictures named on the command line, or all of them."""
    names = sys.argv[1:] or list(PICTURES)
    IMAGES.mkdir(exist_ok=True)
    for name in names:
        draw, width = PICTURES[name]
        save(screenshot(draw(), width), IMAGES / f"{name}.webp")
