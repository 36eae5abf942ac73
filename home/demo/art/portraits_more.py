"""Portraits of fourteen more people who do not exist."""

import math

from .faces import Face, beard, cropped, eyes, face, glasses, portrait, shoulders, square_glasses
from .sheet import (
    BLUSH,
    INK,
    NIGHT,
    PAPER,
    PINE,
    SKY,
    STONE,
    SUN,
    VERMILION,
    WHITE,
    Draw,
    Sheet,
    disc,
    even,
    number,
    shape,
)


def fade(sheet: Sheet, f: Face, colour: str, line: float) -> None:
    """Very short hair, cut to a straight line over the brow and running out at the temples."""
    sheet.begin(shape(f.outline))
    sheet.path(f"M150 100H330V{line + 44}H316L306 {line}H174L164 {line + 44}H150z", colour)
    sheet.end()


def asta() -> Sheet:
    """A braid laid round the head."""
    s = portrait(PINE)
    hair, parting = "#e3b65b", "#b98a32"
    f = face(s, "ivory", width=146)
    cropped(s, f, hair, depth=0.4, extra=10)
    for i in range(11):
        a = math.pi * (1.03 + 0.94 * i / 10)
        x, y = 240 + 88 * math.cos(a), 186 + 90 * math.sin(a)
        turn = math.degrees(a) + (62 if i % 2 else 118)
        place = f'cx="{number(x)}" cy="{number(y)}" rx="27" ry="14"'
        spin = f'transform="rotate({number(turn)} {number(x)} {number(y)})"'
        s.add(f'<ellipse {place} fill="{hair}" stroke="{parting}" stroke-width="4" {spin}/>')
    eyes(s, f, brow=parting, heavy=7)
    shoulders(s, BLUSH, "columns", "#f0b3a2")
    return s


def mateus() -> Sheet:
    """Tight curls above, nothing at the sides."""
    s = portrait(BLUSH)
    hair = "#20130e"
    f = face(s, "bronze", width=146)
    s.begin(shape(f.outline))
    s.rect(150, 100, 180, 72, f.shade)
    s.path("M172 190V150h136v40l-12-18H184z", f.lit)
    s.path("M250 150h58v40l-12-18h-46z", f.shade)
    s.path("M150 262h16q10 50 56 50h36q46 0 56-50h16v90H150z", "#5a2f1b")
    s.end()
    for row, (count, y) in enumerate(((5, 96), (7, 120), (7, 146))):
        for i in range(count):
            s.circle(240 + (i - (count - 1) / 2) * 23, y + 3 * (row % 2), 17, hair)
    eyes(s, f, ink=hair, brow=hair, heavy=9)
    shoulders(s, WHITE, "rows", PINE)
    return s


def itamar() -> Sheet:
    """Curls, square glasses and a full beard."""
    s = portrait(SKY)
    hair = "#191413"
    for i in range(9):
        a = math.pi * (1.02 + 0.96 * i / 8)
        s.circle(240 + 70 * math.cos(a), 168 + 72 * math.sin(a), 26, hair)
    f = face(s, "amber", width=150)
    s.path("M165 192V140Q200 96 280 100Q320 110 315 192Q310 152 284 146Q230 156 196 146Z", hair)
    beard(s, f, hair, "M150 236h18q4 62 40 62q8-14 32-14t32 14q36 0 40-62h18v110H150z")
    s.path("M222 300q18-8 36 0q-18 12-36 0z", f.shade)
    eyes(s, f, heavy=9)
    square_glasses(s, f)
    shoulders(s, NIGHT, collar="shirt", line="#2b4d6b")
    return s


def fatoumata() -> Sheet:
    """Headwrap: cloth folded towards one knot."""
    s = portrait(PAPER)
    s.path("M262 96C250 30 330 24 344 70C372 66 384 112 340 124z", SUN)
    s.path("M262 96C250 30 330 24 344 70z", "#e5a91e")
    f = face(s, "ebony", width=146)
    wrap = "M152 190C120 60 270 40 318 92C344 120 338 160 326 190Q300 138 240 140T152 190z"
    s.path(wrap, VERMILION)
    s.begin(shape(wrap))
    for i in range(6):
        s.stroke(f"M{112 + i * 14} {200 + i * 6}Q{170 + i * 26} {60 + i * 20} 326 92", SUN, 7)
    s.end()
    eyes(s, f, ink="#120b08", brow="#120b08", heavy=7)
    for x in (162, 318):
        s.ring(x, 268, 19, SUN, 7)
    shoulders(s, PINE, "half", "#0a3831")
    return s


def grainne() -> Sheet:
    """Waves, and freckles."""
    s = portrait(NIGHT)
    hair, wave = "#c2461c", "#96300d"
    fall = (
        "M240 84C150 84 120 150 124 220C126 262 96 280 104 330C110 362 92 386 108 430"
        "H372C388 386 370 362 376 330C384 280 354 262 356 220C360 150 330 84 240 84z"
    )
    s.path(fall, hair)
    s.begin(shape(fall))
    for i in range(4):
        for side in (-1, 1):
            x = 240 + side * (92 + i * 16)
            s.stroke(f"M{x} 200q{side * 14} 40 0 80t0 80t0 80", wave, 4)
    s.end()
    f = face(s, "ivory", width=144, height=212)
    s.path("M162 206C158 130 190 96 250 92Q236 160 162 206z", hair)
    s.path("M246 92C300 96 322 130 318 206Q272 170 246 92z", hair)
    eyes(s, f, ink="#1d2a22", brow=wave, heavy=6)
    for x, y in ((186, 246), (200, 254), (192, 262), (210, 246), (216, 262), (178, 256)):
        s.circle(x, y, 2.6, "#c9825b")
        s.circle(484 - x, y, 2.6, "#b06a45")
    shoulders(s, SKY, "columns", "#8cbdd6")
    return s


def piotr() -> Sheet:
    """No hair above; all of it below the nose."""
    s = portrait(SUN)
    f = face(s, "sand", width=158, height=220)
    s.path("M161 196q-10 30 0 62h8V196z", "#b9bdb8")
    s.path("M319 196q10 30 0 62h-8V196z", "#8f948f")
    eyes(s, f, brow="#8f948f", heavy=10)
    s.path("M240 262C222 252 190 262 176 296Q210 300 240 282z", "#d3d6d2")
    s.path("M240 262C258 252 290 262 304 296Q270 300 240 282z", "#a6aba6")
    for y in (142, 154):
        s.stroke(f"M206 {y}Q240 {y - 6} 274 {y}", f.shade, 3)
    shoulders(s, INK, collar="high")
    return s


def yael() -> Sheet:
    """Cropped hair; the hearing aid is not hidden."""
    s = portrait(STONE)
    hair = "#2b1a14"
    f = face(s, "amber", width=144, height=210)
    s.path(
        "M164 214C146 110 196 82 246 86C316 86 332 140 318 214L308 196"
        "Q308 168 296 152L262 172L252 150L216 178L204 158L178 190z",
        hair,
    )
    eyes(s, f, ink=hair, brow=hair, heavy=7)
    s.stroke("M176 194C156 186 148 208 155 240", VERMILION, 9, ' stroke-linecap="round"')
    s.stroke("M176 194Q182 206 171 220", VERMILION, 4)
    s.circle(171, 222, 6, VERMILION)
    shoulders(s, SUN, collar="open")
    return s


def kwame() -> Sheet:
    """Vitiligo: the light changes twice on this face."""
    s = portrait(VERMILION)
    hair, pale, paler = "#17100d", "#e8bd9c", "#c48d68"
    f = face(s, "umber", width=152)
    left = "M190 196Q220 188 226 214Q230 240 206 244Q176 246 172 222Q172 200 190 196z"
    mouth = "M214 276Q240 262 262 274Q276 296 252 308Q224 312 214 296z"
    for d in (left, mouth):
        s.path(d, pale)
        s.begin(shape(d))
        s.path("M240 262V274L230 282L240 287L232 295Q240 300 238 308V320H290V262z", paler)
        s.end()
    s.begin(shape(f.outline))
    s.path("M296 232q18-6 24 12q2 26-14 30q-20-14-10-42z", paler)
    s.end()
    fade(s, f, hair, 150)
    eyes(s, f, ink=hair, brow=hair, heavy=9)
    shoulders(s, WHITE, "columns", STONE)
    return s


def caua() -> Sheet:
    """A cap, turned round."""
    s = portrait(SKY)
    hair = "#1a1210"
    s.path("M144 190Q128 300 150 352H330Q352 300 336 190z", hair)
    f = face(s, "bronze", width=146)
    s.path("M158 176Q156 240 166 300L150 320Q140 240 150 176z", hair)
    s.path("M322 176Q324 240 314 300L330 320Q340 240 330 176z", hair)
    s.path("M150 190V168A90 88 0 0 1 330 168V190Q240 158 150 190z", PINE)
    s.path("M240 80A90 88 0 0 1 330 168V190Q286 172 240 174z", "#0a3831")
    s.path("M202 170Q202 136 240 136T278 170Q240 164 202 170z", f.lit)
    s.path("M240 136Q278 136 278 170Q258 167 240 167z", f.shade)
    s.rect(196, 164, 88, 9, "#16695c")
    s.circle(240, 82, 8, SUN)
    eyes(s, f, ink=hair, brow=hair, heavy=8)
    shoulders(s, SUN, "half", "#e5a91e")
    return s


def iryna() -> Sheet:
    """A bob that slants, as does the fringe."""
    s = portrait(BLUSH)
    hair, strand = "#f2ead6", "#cfc3a5"
    s.path("M132 210a108 114 0 0 1 216 0V290L300 330H180L132 366z", hair)
    f = face(s, "ivory", width=142, height=210)
    front = "M132 210a108 114 0 0 1 216 0V290L316 304V200Q300 150 290 140L166 222V340L132 366z"
    s.begin(shape(front))
    s.rect(120, 80, 240, 300, hair)
    for i in range(6):
        bend = f"Q{150 + i * 10} 160 {262 + i * 4} 96"
        s.stroke(f"M{136 + i * 6} 366V{230 - i * 3}{bend}", strand, 3)
    s.end()
    eyes(s, f, ink="#22333b", brow="#b5a67f", heavy=6)
    square_glasses(s, f, height=28)
    shoulders(s, INK, collar="high")
    return s


def minh_anh() -> Sheet:
    """A high knot, one strand of it red."""
    s = portrait(PINE)
    hair = "#14100f"
    s.circle(240, 84, 36, hair)
    f = face(s, "sand", width=144, height=212)
    top = "M175 176C160 98 220 92 240 92S320 98 305 176Q294 152 240 150T175 176z"
    s.path(top, hair)
    s.begin(shape(top))
    s.stroke("M258 86Q292 112 300 180", VERMILION, 14)
    s.end()
    s.begin(disc(240, 84, 36))
    s.stroke("M240 44Q268 70 256 100", VERMILION, 12)
    s.end()
    eyes(s, f, ink=hair, brow=hair, heavy=7)
    s.circle(167, 242, 6, WHITE)
    shoulders(s, STONE, collar="shirt", line=WHITE)
    return s


def knitted_hat(s: Sheet, colour: str, line: str) -> None:
    crown = "M154 176C144 30 336 30 326 176z"
    s.path(crown, colour)
    s.begin(shape(crown))
    s.columns(150, 40, 180, 140, 18, even(5), line)
    s.end()
    s.path("M146 148Q240 126 334 148V192Q240 168 146 192z", line)


def tadhg() -> Sheet:
    """A hat that somebody knitted."""
    s = portrait(SUN)
    rust = "#b4532a"
    f = face(s, "ivory", width=150)
    full = "M166 236q8 50 44 52q14-16 30-16t30 16q36-2 44-52l3 44q2 112-77 118q-79-6-77-118z"
    s.path(full, rust)
    s.begin(shape(full))
    s.rect(240, 230, 100, 180, "#8d3c1a")
    s.end()
    s.path("M220 304q20-10 40 0q-20 14-40 0z", "#7a3013")
    knitted_hat(s, NIGHT, "#2b4d6b")
    eyes(s, f, brow=rust, heavy=8)
    shoulders(s, PINE, collar="high")
    return s


def laugh_lines(s: Sheet, f: Face) -> None:
    for side in (-1, 1):
        x = 240 + side * (f.half - 10)
        s.stroke(f"M{x} {f.brow + 18}l{side * 8} -6M{x} {f.brow + 24}l{side * 8} 4", f.shade, 3)


def rosa() -> Sheet:
    """White hair, swept up; glasses on a chain."""
    s = portrait(NIGHT)
    hair, line = "#eef0ee", "#bfc5c1"
    up = "M152 210C120 120 170 50 250 56C330 50 366 130 328 210Q322 160 290 138Q230 170 180 150z"
    f = face(s, "amber", width=148)
    s.path(up, hair)
    s.begin(shape(up))
    for i in range(6):
        s.stroke(f"M{146 + i * 12} 214Q{150 + i * 22} 90 {280 + i * 16} {70 + i * 14}", line, 4)
    s.end()
    eyes(s, f, brow=line, heavy=7)
    laugh_lines(s, f)
    s.stroke("M168 236Q140 330 190 384M314 236Q342 330 290 384", SUN, 3)
    shoulders(s, VERMILION, collar="round")
    glasses(s, f, INK, radius=31)
    return s


def dawit() -> Sheet:
    """Twists: upright bars again."""
    s = portrait(STONE)
    hair, light = "#20140f", "#4a2f22"
    for i in range(13):
        x, y = 168 + i * 12, 72 + abs(i - 6) * 4 + 14 * (i % 2)
        place = f'x="{number(x - 9)}" y="{number(y)}" width="18" height="96" rx="9"'
        lean = f'transform="rotate({number((i - 6) * 1.8)} {number(x)} 176)"'
        s.add(f'<rect {place} fill="{light if i % 2 else hair}" {lean}/>')
    f = face(s, "umber", width=148)
    fade(s, f, hair, 152)
    goatee = "M206 298q34-18 68 0v10q0 66-34 72q-34-6-34-72z"
    s.path(goatee, hair)
    s.path("M217 306q23-12 46 0q-6 16-23 16t-23-16z", f.shade)
    eyes(s, f, ink=hair, brow=hair, heavy=8)
    shoulders(s, SKY, "rows", NIGHT)
    return s


PEOPLE: tuple[Draw, ...] = (
    asta,
    mateus,
    itamar,
    fatoumata,
    grainne,
    piotr,
    yael,
    kwame,
    caua,
    iryna,
    minh_anh,
    tadhg,
    rosa,
    dawit,
)
PICTURES: dict[str, tuple[Draw, int]] = {
    f"portrait-{i:02}": (draw, 600) for i, draw in enumerate(PEOPLE, start=13)
}
