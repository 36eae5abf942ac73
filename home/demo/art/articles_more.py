"""More pictures for articles, talks and events, 3:2."""

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
    number,
    shape,
)


def key(sheet: Sheet, colour: str, teeth: int) -> None:
    """A key, hanging from the origin."""
    sheet.ring(0, 60, 46, colour, 24)
    sheet.rect(-12, 110, 24, 330, colour)
    for i in range(teeth):
        sheet.rect(12, 420 - i * 44, 52 - 12 * (i % 2), 20, colour)


def keys() -> Sheet:
    """Four keys that nobody takes any more, and the one that has come down."""
    sheet = Sheet(1200, 800, BLUSH)
    sheet.rect(0, 96, 1200, 8, INK)
    for x, teeth in ((170, 3), (360, 4), (550, 2), (740, 5)):
        sheet.rect(x - 4, 100, 8, 30, INK)
        sheet.begin(extra=f' transform="translate({x} 120)"')
        key(sheet, INK, teeth)
        sheet.end()
    sheet.rect(926, 100, 8, 30, INK)
    sheet.begin(extra=' transform="translate(650 730) rotate(-90)"')
    key(sheet, VERMILION, 3)
    sheet.end()
    return sheet


def nothing() -> Sheet:
    """Twelve months; in one of them there was something."""
    sheet = Sheet(1200, 800, PAPER)
    for month in range(12):
        y = 80 + month * 58
        if month == 6:
            sheet.rect(0, y, 700, 10, INK)
            sheet.rect(820, y, 380, 10, INK)
            sheet.stroke(f"M690 {y + 5}h20a50 50 0 0 1 100 0h20", VERMILION, 10)
        else:
            sheet.rect(0, y, 1200, 10, INK)
    return sheet


def flour() -> Sheet:
    """A telephone on the bench of a bakery, early."""
    sheet = Sheet(1200, 800, SUN)
    sheet.rows(0, 0, 1200, 800, 40, even(2), "#e0a92b")
    sheet.begin(extra=' transform="rotate(-8 600 400)"')
    sheet.begin(box(410, 30, 380, 740, 56))
    sheet.rect(410, 30, 380, 740, INK)
    sheet.rect(434, 54, 332, 692, PAPER)
    sheet.end()
    for i in range(4):
        sheet.rect(468, 96 + i * 64, (264, 200, 232, 168)[i], 32, INK if i else PINE)
    sheet.circle(600, 552, 150, VERMILION)
    sheet.rect(540, 538, 120, 28, WHITE)
    sheet.rect(586, 492, 28, 120, WHITE)
    sheet.end()
    rng = random.Random(SEED + 21)
    for _ in range(120):
        away = rng.gauss(0, 1) * 190
        x, y = 650 + away + rng.gauss(0, 120), 470 - away * 0.7 + rng.gauss(0, 90)
        sheet.circle(x, y, rng.choice([3, 4, 6, 9, 14]), WHITE)
    return sheet


def oldest() -> Sheet:
    """Six telephones, from this year's to the one in the drawer."""
    sheet = Sheet(1200, 800, STONE)
    sheet.rect(0, 660, 1200, 140, INK)
    x = 70
    for i, (w, h, radius) in enumerate(
        ((190, 520, 34), (176, 460, 30), (160, 390, 26), (150, 330, 22), (140, 290, 30))
    ):
        y = 660 - h
        sheet.begin(box(x, y, w, h, radius))
        sheet.rect(x, y, w, h, (NIGHT, PINE, NIGHT, PINE, NIGHT)[i])
        rim, foot = 8 + 4 * i, 8 + 26 * i
        sheet.rect(x + rim, y + rim, w - 2 * rim, h - rim - foot, SKY)
        sheet.rows(x + rim, y + rim, w - 2 * rim, h - rim - foot, 18, even(2 + 1.6 * i), NIGHT)
        sheet.end()
        x += w + 24
    sheet.rect(x + 92, 330, 20, 120, VERMILION)
    sheet.begin(box(x, 400, 126, 262, 26))
    sheet.rect(x, 400, 126, 262, VERMILION)
    sheet.rect(x + 20, 424, 86, 66, SUN)
    for row in range(4):
        for column in range(3):
            sheet.rect(x + 20 + column * 32, 514 + row * 32, 22, 18, INK)
    sheet.end()
    return sheet


def offline() -> Sheet:
    """The bridge has a gap; its reflection hasn't."""
    sheet = Sheet(1200, 800, SKY)
    sheet.rect(0, 500, 1200, 300, NIGHT)
    for arch in range(6):
        x = arch * 200
        reflection = f"M{x} 500v170h200V500h-20a80 80 0 0 1 -160 0z"
        sheet.begin(shape(reflection))
        sheet.rows(x, 512, 200, 170, 20, growing(13, 3), VERMILION if arch == 3 else SKY)
        sheet.end()
        if arch != 3:
            sheet.path(f"M{x} 500V270h200V500h-20V440a80 80 0 0 0 -160 0V500z", INK)
            sheet.rows(x, 292, 200, 40, 20, even(4), SKY)
    sheet.circle(536, 206, 64, VERMILION)
    return sheet


def minutes() -> Sheet:
    """An hour; its first ten minutes are the long ones."""
    sheet = Sheet(1200, 800, PAPER)
    for minute in range(60):
        early = minute < 10
        inner, outer, wide = (110, 370, 26) if early else (250, 330, 9)
        spin = f' transform="rotate({number(minute * 6 + 3)} 600 400)"'
        colour = VERMILION if early else INK
        sheet.rect(600 - wide / 2, 400 - outer, wide, outer - inner, colour, spin)
    sheet.circle(600, 400, 60, INK)
    return sheet


def voice() -> Sheet:
    """Something loud from the left; something small goes through it."""
    sheet = Sheet(1200, 800, BLUSH)
    for i in range(11):
        r = 120 + i * 74
        sheet.ring(-60, 400, r, INK, 46 - i * 3.4)
    sheet.rect(260, 352, 940, 96, BLUSH)
    sheet.circle(300, 400, 48, VERMILION)
    sheet.rows(370, 358, 830, 90, 18, even(3), VERMILION)
    return sheet


def away() -> Sheet:
    """Twenty-eight squares; one was in the way."""
    sheet = Sheet(1200, 800, SKY)
    for c in range(7):
        for r in range(4):
            if (c, r) != (4, 1):
                x, y = 60 + c * 140, 120 + r * 140
                sheet.rect(x, y, 120, 120, INK)
                sheet.rows(x, y, 120, 120, 20, even((c * 3 + r * 5) % 4 * 4), SKY)
    sheet.rect(1056, 520, 120, 120, VERMILION, ' transform="rotate(15 1116 660)"')
    return sheet


def six() -> Sheet:
    """Six plans and the one line that goes through them all."""
    sheet = Sheet(1200, 800, STONE)
    inks = (INK, PINE, NIGHT, INK, PINE, NIGHT)
    for i, ink in enumerate(inks):
        x = 45 + i * 188
        if i % 2:
            sheet.columns(x, 90, 170, 620, 17, even(3 + i * 2), ink)
        else:
            sheet.rows(x, 90, 170, 620, 20, even(16 - i * 2.5), ink)
    sheet.rect(0, 372, 1200, 56, STONE)
    sheet.rect(0, 386, 1200, 28, VERMILION)
    return sheet


ARTICLES: dict[str, Draw] = {
    "keys": keys,
    "nothing": nothing,
    "flour": flour,
    "oldest": oldest,
    "offline": offline,
    "minutes": minutes,
    "voice": voice,
    "away": away,
    "six": six,
}
PICTURES: dict[str, tuple[Draw, int]] = {
    f"article-{name}": (draw, 1200) for name, draw in ARTICLES.items()
}
