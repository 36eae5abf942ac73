"""The teams' pictures, 4:3."""

import math
import random

from .sheet import (
    BLUSH,
    INK,
    NIGHT,
    OVERPRINT,
    PAPER,
    PINE,
    SEED,
    SKY,
    STONE,
    SUN,
    VERMILION,
    WHITE,
    Draw,
    Sheet,
    box,
    growing,
    number,
)
from .strips import sliced_disc


def backend() -> Sheet:
    offsets = [54, -81, 27, -54, 0, 81, -27, 54, -81]
    return sliced_disc(
        Sheet(1200, 900, VERMILION), VERMILION, INK, (600, 450), 380, offsets, {5: WHITE}
    )


def interface() -> Sheet:
    """The same frame at every size of window."""
    sheet = Sheet(1200, 900, SKY)
    for i in range(9):
        w, h = 1080 - i * 120, 810 - i * 90
        colour = VERMILION if i == 6 else (SKY if i % 2 else INK)
        sheet.rect(0, 900 - h, w, h, colour)
    return sheet


def data() -> Sheet:
    """Two hills made of nothing but bars."""
    sheet = Sheet(1200, 900, INK)

    def hills(x: float) -> float:
        low = 520 * math.exp(-(((x - 380) / 190) ** 2))
        return low + 690 * math.exp(-(((x - 830) / 150) ** 2)) + 40

    for i in range(40):
        x = i * 30
        height = round(hills(x + 15) / 15) * 15
        colour = VERMILION if i == 27 else (SUN if 760 < x < 900 else SKY)
        sheet.rect(x + 6, 900 - height, 18, height, colour)
        sheet.rect(x + 12, 0, 6, round(hills(1200 - x) * 0.24 / 15) * 15, STONE)
    return sheet


def infrastructure() -> Sheet:
    """Storeys: each rests on the one below, each with its own load."""
    sheet = Sheet(1200, 900, STONE)
    sheet.circle(930, 210, 120, INK)
    sheet.rect(0, 750, 1200, 150, PINE)
    sheet.columns(0, 750, 1200, 150, 30, growing(2, 26), STONE)
    sheet.rect(120, 600, 960, 150, PINE)
    sheet.rows(120, 600, 960, 150, 25, growing(19, 4), STONE)
    sheet.rect(120, 450, 720, 150, VERMILION)
    for arch in range(4):
        sheet.path(f"M{150 + 172 * arch} 600v-48a72 72 0 0 1 144 0v48z", INK)
    sheet.rect(240, 300, 480, 150, PINE)
    sheet.columns(240, 300, 480, 150, 24, growing(19, 2), STONE)
    sheet.rect(360, 150, 240, 150, INK)
    return sheet


def rings(sheet: Sheet, radii: list[int], weight: float, seed: int) -> None:
    """Rings, each with one way in, none of them in line; light and dark change at the middle."""
    rng = random.Random(seed)
    _, _, width, height = sheet.view
    cx, cy = width / 2, height / 2
    sheet.rect(cx, 0, cx, height, SKY)
    for i, r in enumerate(radii):
        start = rng.uniform(0, math.tau)
        span = math.tau - max(0.24, 1.1 - i * 0.09)
        ends = [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in (start, start + span)]
        (x1, y1), (x2, y2) = ends
        d = f"M{number(x1)} {number(y1)}A{r} {r} 0 1 1 {number(x2)} {number(y2)}"
        for left, colour in ((0.0, SKY), (cx, NIGHT)):
            sheet.begin(box(left, 0, cx, height))
            sheet.stroke(d, colour, weight)
            sheet.end()


def security() -> Sheet:
    sheet = Sheet(1200, 900, NIGHT)
    rings(sheet, [60 + i * 45 for i in range(9)], 22, SEED + 1)
    sheet.circle(600, 450, 30, VERMILION)
    return sheet


def filled_columns(sheet: Sheet, top: float, height: float, fills: list[int], marked: int) -> None:
    """Rounded columns, each filled to its own height and fading out above."""
    for i, fill in enumerate(fills):
        x = 75 + i * 150
        sheet.begin(box(x, top, 132, height, 66))
        sheet.rect(x, top, 132, height, VERMILION if i == marked else INK)
        sheet.rows(x, top, 132, height - fill, 30, growing(24, 3), SUN)
        sheet.end()


def mobile() -> Sheet:
    sheet = Sheet(1200, 900, SUN)
    filled_columns(sheet, 60, 780, [300, 480, 660, 780, 600, 420, 240], 4)
    return sheet


def design() -> Sheet:
    """Three inks and what they make of each other."""
    sheet = Sheet(1200, 900, PAPER)
    sheet.circle(450, 360, 300, VERMILION, OVERPRINT)
    sheet.circle(750, 360, 300, SUN, OVERPRINT)
    sheet.rect(300, 450, 600, 450, SKY, OVERPRINT)
    sheet.rows(300, 450, 600, 450, 30, growing(1.5, 25.5, 2), INK)
    return sheet


def product() -> Sheet:
    """One line from question to answer, by way of everything else."""
    sheet = Sheet(1200, 900, BLUSH)

    def lane(shift: int) -> str:
        wide, narrow = 105 + shift, 105 - shift
        return (
            f"M-60 {150 - shift}H780a{wide} {wide} 0 0 1 0 {2 * wide}"
            f"H330a{narrow} {narrow} 0 0 0 0 {2 * narrow}"
            f"H900a{wide} {wide} 0 0 1 0 {2 * wide}H-60"
        )

    sheet.stroke(lane(0), INK, 132)
    for shift in (-44, -22, 22, 44):
        sheet.stroke(lane(shift), BLUSH, 3)
    sheet.stroke(lane(0), VERMILION, 12)
    sheet.circle(1050, 150, 66, VERMILION)
    return sheet


TEAMS: dict[str, Draw] = {
    "backend": backend,
    "interface": interface,
    "data": data,
    "infrastructure": infrastructure,
    "security": security,
    "mobile": mobile,
    "design": design,
    "product": product,
}
PICTURES: dict[str, tuple[Draw, int]] = {f"team-{k}": (draw, 1200) for k, draw in TEAMS.items()}
