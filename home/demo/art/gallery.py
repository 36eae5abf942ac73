"""Pictures of the places where people work."""

import random

from .sheet import (
    BLUSH,
    INK,
    NIGHT,
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
    even,
    growing,
    shape,
)


def stairs() -> Sheet:
    """Nine steps."""
    sheet = Sheet(1200, 900, BLUSH)
    for i in range(9):
        x = i * 135
        sheet.rect(x, 840 - i * 90, 1200 - x, 900, VERMILION if i % 2 else "#e23a10")
        sheet.rows(x, 846 - i * 90, 135, 90, 15, growing(9, 0), INK)
    sheet.circle(270, 240, 120, INK)
    return sheet


def arcade() -> Sheet:
    """Three arches in the shade."""
    sheet = Sheet(900, 1200, SKY)
    sheet.rect(0, 0, 900, 1080, PAPER)
    for i in range(3):
        x = 60 + i * 270
        outer = f"M{x} 1080V420a120 120 0 0 1 240 0V1080z"
        sheet.path(outer, NIGHT)
        sheet.begin(shape(outer))
        sheet.columns(x + 90 - 40 * i, 200, 240, 900, 20, growing(3, 17), SKY)
        if i == 1:
            sheet.circle(x + 120, 1000, 80, VERMILION)
        sheet.end()
    sheet.rect(0, 1080, 900, 120, INK)
    return sheet


def table() -> Sheet:
    """Three lamps over a long table."""
    sheet = Sheet(1200, 900, PINE)
    for x, y, r, colour in (
        (270, 300, 120, VERMILION),
        (600, 210, 165, SUN),
        (930, 330, 105, WHITE),
    ):
        sheet.begin(shape(f"M{x - r} {y}H{x + r}L{x + r * 1.7} 700H{x - r * 1.7}z"))
        sheet.rows(x - r * 2, y + 10, r * 4, 700 - y, 20, growing(8.4, 1.4), colour)
        sheet.end()
        sheet.rect(x - 2.5, 0, 5, y - r, INK)
        sheet.path(f"M{x - r} {y}a{r} {r} 0 0 1 {2 * r} 0z", colour)
    sheet.rect(60, 700, 1080, 40, INK)
    sheet.rect(150, 740, 24, 160, INK)
    sheet.rect(1026, 740, 24, 160, INK)
    for x, h in ((210, 60), (480, 90), (540, 50), (760, 70), (960, 60)):
        sheet.rect(x, 700 - h, 44, h, INK)
    return sheet


def window() -> Sheet:
    """Forty windows; in some of them there is still work."""
    sheet = Sheet(1200, 900, NIGHT)
    rng = random.Random(SEED + 8)
    for c in range(8):
        for r in range(5):
            x, y = 60 + c * 138, 60 + r * 162
            fill = SUN if rng.random() > 0.62 else "#244a68"
            if (c, r) == (5, 2):
                fill = VERMILION
            sheet.rect(x, y, 114, 132, fill)
            blind = 132 * rng.choice([0.2, 0.45, 0.7])
            sheet.rows(x, y, 114, blind, 11, even(5), NIGHT)
    return sheet


def courtyard() -> Sheet:
    """Trees as arches, in June."""
    sheet = Sheet(900, 1200, STONE)
    sheet.rect(0, 780, 900, 420, INK)
    light = "#16695c"
    for i, (h, fill) in enumerate(
        ((520, PINE), (700, light), (420, PINE), (610, light), (330, PINE))
    ):
        x = 30 + i * 170
        crown = f"M{x} 900V{900 - h + 85}a85 85 0 0 1 170 0V900z"
        sheet.path(crown, fill)
        sheet.begin(shape(crown))
        sheet.columns(x + 85, 0, 85, 900, 17, growing(4, 10), STONE)
        sheet.end()
    sheet.rect(60, 900, 780, 120, VERMILION)
    sheet.columns(60, 900, 780, 120, 30, even(3), INK)
    sheet.circle(690, 190, 95, VERMILION)
    return sheet


def harbour() -> Sheet:
    """The sun goes down behind the cranes."""
    sheet = Sheet(1800, 900, SKY)
    sheet.circle(1230, 450, 300, VERMILION)
    sheet.rect(0, 600, 1800, 300, NIGHT)
    sheet.begin(box(0, 600, 1800, 300))
    sheet.rows(930, 606, 600, 300, 25, growing(16, 2), VERMILION)
    sheet.rows(0, 612, 930, 300, 25, growing(2, 5), SKY)
    sheet.rows(1530, 612, 300, 300, 25, growing(2, 5), SKY)
    sheet.end()
    for x, w, h in (
        (90, 150, 330),
        (240, 90, 210),
        (330, 180, 450),
        (540, 120, 270),
        (660, 60, 390),
        (1560, 180, 240),
    ):
        sheet.rect(x, 600 - h, w, h, INK)
        sheet.columns(x, 600 - h, w, h, 15, even(3.5), NIGHT)
    sheet.stroke("M660 210H960M720 210V240M900 210v120", INK, 9)
    return sheet


GALLERY: dict[str, tuple[Draw, int]] = {
    "stairs": (stairs, 1200),
    "arcade": (arcade, 1200),
    "table": (table, 1200),
    "window": (window, 1200),
    "courtyard": (courtyard, 1200),
    "harbour": (harbour, 1800),
}
PICTURES: dict[str, tuple[Draw, int]] = {f"gallery-{k}": picture for k, picture in GALLERY.items()}
