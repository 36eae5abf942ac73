"""Pictures for articles, talks and videos, 3:2."""

import math
import random

from .sheet import (
    BLUSH,
    INK,
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
    number,
    shape,
)


def deployments() -> Sheet:
    """Six hundred marks, twenty-five in each of a day's hours; the heavier, the busier."""
    sheet = Sheet(1200, 800, INK)
    for hour in range(24):
        d = ""
        for row in range(25):
            centre = 11.5 + 5.5 * math.sin((row - 4) / 24 * math.tau)
            size = 2 + 24 * math.exp(-(((hour - centre) / 4.6) ** 2))
            top = number(row * 32 + 16 - size / 2)
            d += f"M{hour * 50 + 5} {top}h40v{number(size)}h-40z"
        sheet.path(d, VERMILION if hour == 14 else WHITE)
    return sheet


def rollback() -> Sheet:
    """Out, and back again by a shorter way."""
    sheet = Sheet(1200, 800, STONE)
    for i in range(12):
        r = 492 - i * 40
        sheet.stroke(f"M{600 - r} 510A{r} {r} 0 0 1 {600 + r} 510", INK, 4 + i * 2)
    for i in range(6):
        r = 246 - i * 40
        sheet.stroke(f"M{846 - r} 510A{r} {r} 0 0 0 {846 + r} 510", VERMILION, 14 + i * 2)
    return sheet


def twice() -> Sheet:
    """The same thing twice is still the same thing."""
    sheet = Sheet(1200, 800, SKY)
    arch = "M{0} 800V360a230 230 0 0 1 460 0V800z"
    sheet.path(arch.format(230), VERMILION)
    sheet.begin(shape(arch.format(510)))
    sheet.rows(500, 130, 480, 680, 20, even(12), INK)
    sheet.end()
    return sheet


def nineteen() -> Sheet:
    """Nineteen places on a grid of bars."""
    sheet = Sheet(1200, 800, PINE)
    sheet.columns(0, 0, 1200, 800, 40, even(2), "#2b6a5f")
    rng = random.Random(SEED + 4)
    cells = [(c, r) for c in range(1, 14) for r in range(1, 8)]
    rng.shuffle(cells)
    taken: list[tuple[int, int]] = []
    for c, r in cells:
        if len(taken) < 19 and all(abs(c - a) + abs(r - b) > 1 for a, b in taken):
            taken.append((c, r))
    for i, (c, r) in enumerate(sorted(taken)):
        x, y = c * 80 + 40, r * 95 + 20
        sheet.rect(x - 2, y, 4, 800 - y, SKY)
        colour = VERMILION if i == 11 else (SKY if i % 2 else SUN)
        sheet.circle(x, y, (22, 32, 44)[i % 3], colour)
    return sheet


def fifth() -> Sheet:
    """One day in five."""
    sheet = Sheet(1200, 800, SUN)
    for i in range(5):
        x = 60 + i * 220
        sheet.rect(x, 80, 200, 640, INK if i != 4 else VERMILION)
        if i != 4:
            sheet.rows(x, 80, 200, 640, 40, even(2 + 7 * i), SUN)
    sheet.circle(1040, 400, 70, SUN)
    return sheet


def aloud() -> Sheet:
    """Nine lines of a page turn into sound halfway across."""
    sheet = Sheet(1200, 800, BLUSH)
    rng = random.Random(SEED + 11)
    for line in range(9):
        y = 80 + line * 80
        colour = VERMILION if line == 4 else INK
        x = 80
        while x < 520:
            word = min(rng.choice([40, 60, 100, 140]), 560 - x)
            sheet.rect(x, y - 12, word, 24, colour)
            x += word + 20
        for i in range(27):
            swell = math.sin(math.pi * (i + 1) / 28) * rng.uniform(0.25, 1)
            size = 5 + 68 * swell
            sheet.rect(600 + i * 20, y - size / 2, 10, size, colour)
    return sheet


def forty() -> Sheet:
    """Forty letters in a box made for thirty-three."""
    sheet = Sheet(1200, 800, SUN)
    rng = random.Random(SEED + 12)
    sheet.rect(48, 220, 909, 360, WHITE)
    for i in range(40):
        x = 75 + i * 27
        up, down = rng.choice([(60, 60), (60, 60), (130, 60), (60, 130)])
        sheet.rect(x, 400 - up, 18, up + down, VERMILION if i > 32 else INK)
    return sheet


def median() -> Sheet:
    """Everybody is somewhere round the middle, and nobody is in it."""
    sheet = Sheet(1200, 800, SKY)
    rng = random.Random(SEED + 13)
    for c in range(9):
        for r in range(6):
            x, y = 120 + c * 120, 100 + r * 120
            gap = math.hypot(x - 600, y - 400)
            if gap > 130:
                size = min(56, 10 + gap * 0.085) * rng.uniform(0.8, 1)
                sheet.begin(disc(x, y, size))
                sheet.rect(x - 60, y - 60, 120, 120, INK)
                sheet.rows(x - 60, y - 60, 120, 120, 12, even(rng.choice([0, 3, 6])), SKY)
                sheet.end()
    sheet.ring(600, 400, 84, VERMILION, 16)
    return sheet


def half() -> Sheet:
    """Ten attempts, five of them kept."""
    sheet = Sheet(1200, 800, STONE)
    for i in range(10):
        x, y = 160 + (i % 5) * 220, 290 + (i // 5) * 220
        if i in (1, 3, 5, 7, 9):
            sheet.circle(x, y, 98, VERMILION if i == 7 else INK)
        else:
            sheet.begin(disc(x, y, 98))
            sheet.rows(x - 100, y - 98, 200, 200, 14, even(3), INK)
            sheet.end()
    return sheet


def switched_off() -> Sheet:
    """Seventy switches, seven of them off; one has just been turned."""
    sheet = Sheet(1200, 800, "#0f2436")
    off = {(1, 2), (3, 5), (4, 1), (6, 3), (7, 5), (8, 0), (9, 4)}
    night, dull = "#0f2436", "#2b4d6b"
    for c in range(10):
        for r in range(7):
            x, y = 55 + c * 110, 75 + r * 100
            on = (c, r) not in off
            sheet.begin(box(x, y, 100, 50, 25))
            sheet.rect(x, y, 100, 50, SKY if on else dull)
            if on:
                sheet.columns(x + 8, y, 44, 50, 11, even(4), night)
            sheet.end()
            knob = night if on else (VERMILION if (c, r) == (6, 3) else night)
            sheet.circle(x + (75 if on else 25), y + 25, 18, knob)
    return sheet


ARTICLES: dict[str, Draw] = {
    "deployments": deployments,
    "rollback": rollback,
    "twice": twice,
    "nineteen": nineteen,
    "fifth": fifth,
    "aloud": aloud,
    "forty": forty,
    "median": median,
    "half": half,
    "off": switched_off,
}
PICTURES: dict[str, tuple[Draw, int]] = {
    f"article-{name}": (draw, 1200) for name, draw in ARTICLES.items()
}
