"""Portraits of twelve people who do not exist."""

import math

from .faces import beard, cropped, eyes, face, glasses, portrait, shoulders
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
    even,
    growing,
    shape,
)


def yuki() -> Sheet:
    """A bob."""
    s = portrait(SKY)
    hair = "M138 200a102 102 0 0 1 204 0V352H138z"
    s.path(hair, INK)
    f = face(s, "sand")
    eyes(s, f)
    s.begin(shape(hair))
    s.rect(130, 90, 220, 68, INK)
    s.rect(130, 90, 36, 262, INK)
    s.rect(314, 90, 36, 262, INK)
    s.end()
    shoulders(s, VERMILION)
    return s


def renato() -> Sheet:
    s = portrait(SUN)
    hair = "#1c1512"
    f = face(s, "umber", width=156)
    cropped(s, f, hair, depth=0.3, extra=5)
    eyes(s, f, ink=hair, brow=hair, heavy=9)
    beard(s, f, hair, "M150 262h22q6 44 48 44h40q42 0 48-44h22v90H150z")
    shoulders(s, WHITE, "rows", NIGHT)
    return s


def samira() -> Sheet:
    """Headscarf: one circle, one fall of lines."""
    s = portrait(STONE)
    fold = "#2c7466"
    shoulders(s, PINE, collar="high")
    scarf = "M122 218a118 124 0 0 1 236 0C358 330 372 400 412 480H68C108 400 122 330 122 218z"
    s.path(scarf, PINE)
    s.begin(shape(scarf))
    s.columns(250, 60, 200, 440, 20, growing(3, 11), fold)
    s.end()
    f = face(s, "amber", width=138, height=206)
    s.path("M160 300q80 90 160 0v180h-160z", PINE)
    s.begin(shape("M160 300q80 90 160 0v180h-160z"))
    s.columns(250, 290, 100, 200, 20, even(4), fold)
    s.end()
    s.path("M171 170V290Q178 318 196 336H158V150z", PINE)
    s.path("M309 170V290Q302 318 284 336H322V150z", PINE)
    s.path("M158 204Q150 120 240 100Q330 120 322 204Q304 144 240 144T158 204z", PINE)
    eyes(s, f, brow="#3a2114", heavy=7)
    return s


def viggo() -> Sheet:
    s = portrait(NIGHT)
    f = face(s, "ivory", width=152)
    beard(s, f, "#c9ccc8", "M150 270h26q10 34 44 34h40q34 0 44-34h26v80H150z")
    cropped(s, f, "#e4e6e3", depth=0.34, extra=6)
    eyes(s, f, brow="#b9bdb8", heavy=8)
    glasses(s, f)
    shoulders(s, SKY, collar="shirt", line=WHITE)
    return s


def adaeze() -> Sheet:
    """A crown of curls."""
    s = portrait(BLUSH)
    hair = "#241613"
    s.circle(240, 190, 142, hair)
    for i in range(15):
        a = math.pi * (0.86 + 1.28 * i / 14)
        s.circle(240 + 134 * math.cos(a), 190 + 134 * math.sin(a), 27, hair)
    f = face(s, "bronze", width=148)
    s.path("M150 90h180v80q-20-26-46-20q-22-16-44 0q-22-16-44 0q-26-6-46 20z", hair)
    eyes(s, f, ink=hair, brow=hair)
    s.circle(164, 254, 8, SUN)
    s.circle(316, 254, 8, SUN)
    shoulders(s, PINE, "columns", "#0a3831")
    return s


def ilse() -> Sheet:
    s = portrait(VERMILION)
    hair = "#7a3a1a"
    s.circle(240, 92, 42, hair)
    f = face(s, "ivory", width=144, height=214)
    cropped(s, f, hair, depth=0.4, extra=9)
    eyes(s, f, brow=hair, heavy=7)
    shoulders(s, INK, collar="high")
    return s


def harpreet() -> Sheet:
    """Turban: bands laid across each other."""
    s = portrait(PAPER)
    f = face(s, "amber", width=152)
    s.path("M164 250q8 48 44 48h64q36 0 44-48l1 34q2 104-77 110q-79-6-77-110z", INK)
    turban = "M136 186C108 30 372 30 344 186Q300 132 240 132T136 186z"
    s.path(turban, VERMILION)
    s.begin(shape(turban))
    for i in range(7):
        bend = f"Q{200 + i * 12} {120 - i * 6} {360 + i * 8} {80 + i * 8}"
        s.stroke(f"M{130 + i * 20} 200{bend}", "#c9300a", 5)
    s.end()
    eyes(s, f, heavy=9)
    shoulders(s, NIGHT, "half", "#10263a")
    return s


def lin() -> Sheet:
    """Long straight hair, parted, on bars."""
    s = portrait(SUN)
    hair, strand = "#15110f", "#5b4a3c"
    fall = "M126 206a114 114 0 0 1 228 0V430H126z"
    s.path(fall, hair)
    s.begin(shape(fall))
    s.columns(302, 200, 60, 240, 13, even(3), strand)
    s.columns(126, 200, 48, 240, 13, even(3), strand)
    s.end()
    f = face(s, "sand", width=142, height=210)
    s.begin(shape(fall))
    s.path("M126 90H264Q248 166 166 214V300H126z", hair)
    s.path("M262 90Q276 170 314 214V300H354V90z", hair)
    s.end()
    eyes(s, f, ink=hair, brow=hair, heavy=6)
    shoulders(s, WHITE, collar="shirt", line=STONE)
    return s


def joseph() -> Sheet:
    s = portrait(PINE)
    f = face(s, "ebony", width=154, height=220)
    eyes(s, f, ink="#120b08", brow="#120b08", heavy=8)
    s.begin(shape(f.outline))
    s.rect(150, 100, 180, 20, "#2a1912")
    s.end()
    glasses(s, f, SUN)
    shoulders(s, SUN, "columns", "#e5a91e")
    return s


def nomsa() -> Sheet:
    """Locs are a field of lines already."""
    s = portrait(SKY)
    hair, strand = "#2a1813", "#5d3626"
    fall, fringe = "M128 210a112 118 0 0 1 224 0V396H128z", "M150 90h180v82q-90-42-180 0z"
    s.path(fall, hair)
    s.begin(shape(fall))
    s.columns(140, 60, 220, 340, 22, even(5), strand)
    s.end()
    f = face(s, "umber", width=146)
    s.begin(shape(fall))
    s.path(fringe, hair)
    s.begin(shape(fringe))
    s.columns(140, 60, 220, 340, 22, even(5), strand)
    s.end()
    s.end()
    eyes(s, f, ink="#1b0f0b", brow="#1b0f0b", heavy=8)
    shoulders(s, INK, "rows", VERMILION)
    return s


def tomasz() -> Sheet:
    s = portrait(PAPER)
    hair = "#b5651d"
    f = face(s, "ivory", width=150)
    s.path(
        "M160 196C150 96 300 40 336 130Q352 160 322 204"
        "Q318 160 290 146Q226 168 186 150Q166 166 160 196z",
        hair,
    )
    beard(s, f, hair, "M150 272h22q14 34 48 34h40q34 0 48-34h22v80H150z")
    eyes(s, f, brow="#8f4c12", heavy=8)
    shoulders(s, PINE, "rows", SKY)
    return s


def mirela() -> Sheet:
    """Grey, cut to the jaw."""
    s = portrait(BLUSH)
    hair = "#9aa09b"
    mass = "M130 214a110 116 0 0 1 220 0V312H130z"
    s.path(mass, hair)
    f = face(s, "sand", width=146)
    s.begin(shape(mass))
    s.path("M130 90H350V312H314V204Q306 150 268 134Q226 178 166 196V312H130z", hair)
    s.columns(131, 200, 36, 120, 9, even(2.5), "#c3c8c3")
    s.columns(315, 200, 36, 120, 9, even(2.5), "#7f8580")
    s.end()
    eyes(s, f, brow="#6f7570", heavy=7)
    shoulders(s, NIGHT, collar="shirt", line=WHITE)
    return s


PEOPLE: tuple[Draw, ...] = (
    yuki,
    renato,
    samira,
    viggo,
    adaeze,
    ilse,
    harpreet,
    lin,
    joseph,
    nomsa,
    tomasz,
    mirela,
)
PICTURES: dict[str, tuple[Draw, int]] = {
    f"portrait-{i:02}": (draw, 600) for i, draw in enumerate(PEOPLE, start=1)
}
