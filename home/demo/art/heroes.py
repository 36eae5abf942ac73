"""The wide pictures, 16:7."""

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
    disc,
    even,
    growing,
    number,
    shape,
)
from .strips import sliced_disc
from .teams import filled_columns, rings

WIDTH, HEIGHT = 2400, 1050


def hero() -> Sheet:
    """Nineteen strips, one whole; the small disc is the visitor."""
    rng = random.Random(SEED)
    offsets = []
    for i in range(19):
        reach = abs(i - 11) / 8
        offsets.append(10 * round(rng.choice([-1, 1]) * (5 + 17 * reach) * rng.uniform(0.6, 1)))
    sheet = Sheet(WIDTH, HEIGHT, VERMILION)
    sliced_disc(sheet, VERMILION, INK, (1452, 525), 640, offsets, {10: WHITE}, rain=2.4)
    sheet.circle(442, 720, 63, WHITE)
    return sheet


def foundations(sheet: Sheet, ground: int) -> None:
    """Bars of many loads below the street, with three vaults in them."""
    for i in range(20):
        x, start = i * 120, ground + 15 * (i % 2)
        colour = VERMILION if i == 13 else (NIGHT if i % 4 == 1 else INK)
        power = (0.5, 0.9, 1.5, 0.7, 1.1)[i * 7 % 5]
        sheet.rect(x, ground, 120, 15, colour)
        sheet.rows(x, start, 120.6, 720, 30, growing(4, 30, power), colour)
    for x, span, y in ((240, 360, 720), (960, 480, 640), (1800, 360, 780)):
        r = number(span / 2)
        vault = f"M{x} 1050V{number(y + span / 2)}a{r} {r} 0 0 1 {span} 0V1050z"
        sheet.path(vault, SUN)
        sheet.begin(shape(vault))
        sheet.columns(x, y, span, 500, 30, growing(2, 26), INK)
        sheet.end()


def shop(sheet: Sheet, ground: int, x: int, w: int, h: int, colour: str, kind: str) -> None:
    """One shop that stands on the street, with an awning, a flat roof or a round one."""
    top, dark = ground - h, colour in (INK, NIGHT, PINE)
    door = SUN if dark else INK
    sheet.rect(x, top, w, h, colour)
    sheet.rect(x + w - 51, ground - 60, 30, 60, door)
    if kind == "awning":
        sheet.rect(x + 21, ground - 60, w - 93, 33, door)
        sheet.rect(x - 12, ground - 93, w + 24, 24, SUN if dark else WHITE)
        stripe = VERMILION if colour == PINE else INK
        sheet.columns(x - 12, ground - 93, w + 24, 24, 24, even(12), stripe)
    elif kind == "flat":
        sheet.rows(x + 18, top + 21, w - 36, 75, 15, even(6), door)
    else:
        r = number(w / 2)
        sheet.path(f"M{x} {top}a{r} {r} 0 0 1 {w} 0z", colour)
        sheet.circle(x + w / 2, top, 21, door)


def home() -> Sheet:
    """Small shops, and what they stand on."""
    sheet = Sheet(WIDTH, HEIGHT, SUN)
    foundations(sheet, 360)
    for x, w, h, colour, kind in (
        (150, 180, 130, WHITE, "awning"),
        (345, 90, 200, VERMILION, "flat"),
        (700, 240, 110, PINE, "awning"),
        (1095, 120, 165, SKY, "flat"),
        (1230, 165, 100, WHITE, "round"),
        (1575, 105, 190, INK, "flat"),
        (1830, 210, 120, VERMILION, "awning"),
        (2130, 135, 90, NIGHT, "round"),
    ):
        shop(sheet, 360, x, w, h, colour, kind)
    sheet.circle(2010, 130, 60, WHITE)
    return sheet


def missing() -> Sheet:
    """One strip of the disc has gone for a walk."""
    offsets = [0, 0, 30, -54, 27, -81, 0, 54, -54, 81, -27, 0, 0]
    sheet = Sheet(WIDTH, HEIGHT, STONE)
    sliced_disc(sheet, STONE, INK, (1015, 525), 470, offsets, {6: ""})
    step = WIDTH / 13
    sheet.begin(box(10 * step, 0, step, 1050))
    sheet.begin(disc(1015 + 4 * step, 640, 470))
    sheet.rect(10 * step, 100, step, 1050, VERMILION)
    sheet.rows(10 * step, 170, step, 940, 30, growing(0, 27, 1.4), STONE)
    sheet.end()
    sheet.end()
    return sheet


def interface() -> Sheet:
    """Three windows of three sizes, and the same frame in each."""
    sheet = Sheet(WIDTH, HEIGHT, SKY)

    def nest(width: int, height: int, right: bool, top: bool, marked: int, dark: str) -> None:
        count = min(width // 120, height // 90)
        for i in range(count):
            w, h = width - i * 120, height - i * 90
            colour = VERMILION if i == marked else (SKY if i % 2 else dark)
            sheet.rect(WIDTH - w if right else 0, 0 if top else HEIGHT - h, w, h, colour)

    nest(1440, 990, right=False, top=False, marked=6, dark=INK)
    nest(840, 450, right=True, top=True, marked=-1, dark=INK)
    nest(600, 450, right=True, top=False, marked=-1, dark=NIGHT)
    return sheet


def data() -> Sheet:
    """A range of hills made of nothing but bars."""
    sheet = Sheet(WIDTH, HEIGHT, INK)
    peaks = ((180, 300, 130), (600, 560, 190), (1080, 380, 150), (1700, 830, 190), (2220, 470, 140))

    def hills(x: float) -> float:
        return 40 + sum(height * math.exp(-(((x - at) / wide) ** 2)) for at, height, wide in peaks)

    for i in range(80):
        x = i * 30
        height = round(hills(x + 15) / 15) * 15
        colour = VERMILION if i == 56 else (SUN if 1590 < x < 1790 else SKY)
        sheet.rect(x + 6, HEIGHT - height, 18, height, colour)
        sheet.rect(x + 12, 0, 6, round(hills(WIDTH - x) * 0.2 / 15) * 15, STONE)
    return sheet


def infrastructure() -> Sheet:
    """Storeys on a long foundation, and an aqueduct that leads out of the picture."""
    sheet = Sheet(WIDTH, HEIGHT, STONE)
    sheet.circle(1740, 240, 150, INK)
    sheet.rect(0, 900, WIDTH, 150, PINE)
    sheet.columns(0, 900, WIDTH, 150, 30, growing(2, 26), STONE)
    sheet.rect(300, 750, 1500, 150, PINE)
    sheet.rows(300, 750, 1500, 150, 25, growing(19, 4), STONE)
    sheet.rect(480, 570, 1920, 180, VERMILION)
    for arch in range(11):
        sheet.path(f"M{510 + 174 * arch} 750v-64a72 72 0 0 1 144 0v64z", INK)
    sheet.rect(1800, 750, 600, 150, INK)
    sheet.columns(1800, 750, 600, 150, 24, growing(1, 19), VERMILION)
    sheet.rect(600, 420, 840, 150, PINE)
    sheet.columns(600, 420, 840, 150, 24, growing(21, 2), STONE)
    sheet.rect(780, 270, 420, 150, INK)
    sheet.rows(780, 270, 420, 150, 25, growing(14, 2), STONE)
    sheet.rect(900, 120, 150, 150, PINE)
    return sheet


def security() -> Sheet:
    """Rings to the edge of the picture; the way in leads round."""
    sheet = Sheet(WIDTH, HEIGHT, NIGHT)
    rings(sheet, [84 + i * 60 for i in range(20)], 30, SEED + 1)
    sheet.circle(1200, 525, 42, VERMILION)
    return sheet


def mobile() -> Sheet:
    sheet = Sheet(WIDTH, HEIGHT, SUN)
    fills = [330, 480, 690, 840, 930, 780, 600, 450, 540, 720, 900, 660, 480, 360, 270]
    filled_columns(sheet, 60, 930, fills, 10)
    return sheet


def design() -> Sheet:
    """Three inks and what they make of each other, over one sheet of paper."""
    sheet = Sheet(WIDTH, HEIGHT, PAPER)
    sheet.circle(780, 450, 375, VERMILION, OVERPRINT)
    sheet.circle(1200, 450, 375, SUN, OVERPRINT)
    sheet.circle(1620, 450, 375, SKY, OVERPRINT)
    sheet.rows(405, 555, 1590, 510, 30, growing(1.5, 27, 1.6), INK)
    return sheet


def product() -> Sheet:
    """One line from question to answer, by way of everything else."""
    sheet = Sheet(WIDTH, HEIGHT, BLUSH)
    turn, high, low = 190, 310, 740

    def lane(shift: int) -> str:
        d = f"M{230 - shift} {HEIGHT + 60}"
        for i in range(5):
            rising = i % 2 == 0
            r = turn + (shift if rising else -shift)
            d += f"V{high if rising else low}a{r} {r} 0 0 {int(rising)} {2 * r} 0"
        return d + f"V{low - 40}"

    sheet.stroke(lane(0), INK, 198)
    for shift in (-66, -33, 33, 66):
        sheet.stroke(lane(shift), BLUSH, 4)
    sheet.stroke(lane(0), VERMILION, 18)
    sheet.circle(230 + 10 * turn, low, 135, VERMILION)
    return sheet


WIDE: dict[str, Draw] = {
    "hero": hero,
    "home": home,
    "missing": missing,
    "hero-interface": interface,
    "hero-data": data,
    "hero-infrastructure": infrastructure,
    "hero-security": security,
    "hero-mobile": mobile,
    "hero-design": design,
    "hero-product": product,
}
PICTURES: dict[str, tuple[Draw, int]] = {name: (draw, WIDTH) for name, draw in WIDE.items()}
