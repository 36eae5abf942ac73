"""What portraits are made of: faces, eyes, shoulders, glasses, hair."""

from dataclasses import dataclass

from .sheet import INK, Sheet, growing, number, shape

SIZE = 480
SKIN = {
    "ivory": ("#f7dcc9", "#dca98c"),
    "sand": ("#eec3a0", "#c98f69"),
    "amber": ("#d79c6a", "#a9683d"),
    "bronze": ("#b5754a", "#7f472a"),
    "umber": ("#8a5134", "#5a301f"),
    "ebony": ("#5f3826", "#372018"),
}


@dataclass(frozen=True)
class Face:
    """Where a face stands on its sheet, and its two tones."""

    left: float
    right: float
    top: float
    bottom: float
    brow: float
    lit: str
    shade: str
    outline: str

    @property
    def half(self) -> float:
        return (self.right - self.left) / 2


def portrait(ground: str) -> Sheet:
    """A sheet for one portrait, framed on head and shoulders."""
    sheet = Sheet(SIZE, SIZE, ground)
    sheet.view = (42, 40, 396, 396)
    return sheet


def face(sheet: Sheet, skin: str, width: float = 150, height: float = 216) -> Face:
    """A face whose shadow begins at its own profile: seen from the front and the side at once."""
    lit, shade = SKIN[skin]
    half, chin = width / 2, width * 0.52
    left, right, top, bottom = 240 - half, 240 + half, 108, 108 + height
    jaw, cheek = bottom - chin, bottom - chin * 0.35
    outline = (
        f"M{left} {top + half}A{half} {half} 0 0 1 {right} {top + half}V{jaw}"
        f"C{right} {cheek} {240 + half * 0.5} {bottom} 240 {bottom}"
        f"C{240 - half * 0.5} {bottom} {left} {cheek} {left} {jaw}z"
    )
    sheet.path(f"M196 {bottom - 70}h88V402a44 30 0 0 1 -88 0z", shade)
    ear = top + height * 0.5
    sheet.ellipse(left, ear, 13, 23, lit)
    sheet.ellipse(right, ear, 13, 23, shade)
    sheet.path(outline, lit)
    b = top + height * 0.41
    profile = (
        f"M250 {top - 10}V{b - 14}Q250 {b - 4} 240 {b}L238 {b + 12}L222 {b + 54}"
        f"Q219 {b + 62} 228 {b + 64}L240 {b + 66}V{b + 78}L230 {b + 86}L240 {b + 91}L232 {b + 99}"
        f"Q240 {b + 104} 238 {b + 112}L236 {bottom + 10}H{right + 10}V{top - 10}z"
    )
    sheet.begin(shape(outline))
    sheet.path(profile, shade)
    sheet.end()
    return Face(left, right, top, bottom, b, lit, shade, outline)


def eyes(sheet: Sheet, f: Face, ink: str = INK, brow: str = INK, heavy: float = 8) -> None:
    y, quarter = f.brow + 14, f.half * 0.5
    for x in (240 - quarter - 2, 240 + quarter + 4):
        a, b, c = number(x - 17), number(x), number(x + 17)
        level = number(y)
        sheet.path(
            f"M{a} {level}Q{b} {number(y - 17)} {c} {level}Q{b} {number(y + 9)} {a} {level}z", ink
        )
        arch = f"Q{b} {number(y - 30)} {number(x + 21)} {number(y - 21)}"
        sheet.stroke(f"M{number(x - 21)} {number(y - 20)}{arch}", brow, heavy)


COLLARS = {
    "open": "190 372L240 420L290 372",
    "shirt": "190 372L240 420L290 372",
    "high": "192 374V322q48 26 96 0V374",
    "round": "186 372C196 424 284 424 294 372",
}


def shoulders(
    sheet: Sheet, colour: str, pattern: str = "", line: str = INK, collar: str = "round"
) -> None:
    """A jersey, shirt or roll-neck; the pattern is rows, columns or half."""
    left, right, edge = 44, 436, 121.5
    outline = (
        f"M{left} 480C{left} 410 {240 - edge} 388 {COLLARS[collar]}"
        f"C{240 + edge} 388 {right} 410 {right} 480z"
    )
    sheet.path(outline, colour)
    sheet.begin(shape(outline))
    if pattern == "rows":
        sheet.rows(0, 372, 480, 120, 18, growing(8, 8), line)
    elif pattern == "columns":
        sheet.columns(24, 300, 440, 200, 18, growing(2, 14), line)
    elif pattern == "half":
        sheet.rect(240, 300, 240, 200, line)
    sheet.end()
    if collar == "shirt":
        sheet.path("M190 372L240 420L204 452L168 384z", line)
        sheet.path("M290 372L240 420L276 452L312 384z", line)


def glasses(sheet: Sheet, f: Face, colour: str = INK, radius: float = 28) -> None:
    """Round glasses."""
    y, q = f.brow + 12, f.half * 0.5
    for x in (240 - q - 3, 240 + q + 5):
        sheet.ring(x, y, radius, colour, 6)
    bridge = f"M{number(240 - q + radius - 3)} {number(y)}Q241 {number(y - 9)}"
    sheet.stroke(f"{bridge} {number(240 + q - radius + 5)} {number(y)}", colour, 6)


def square_glasses(sheet: Sheet, f: Face, colour: str = INK, height: float = 42) -> None:
    """Glasses with straight rims; a small height makes them narrow."""
    y, q = f.brow + 12 - height / 2, f.half * 0.5
    for x in (240 - q - 33, 240 + q - 25):
        place = f'x="{number(x)}" y="{number(y)}" width="60" height="{number(height)}" rx="8"'
        sheet.add(f'<rect {place} fill="none" stroke="{colour}" stroke-width="6"/>')
    sheet.rect(240 - q + 27, f.brow + 6, 2 * q - 52, 6, colour)


def cropped(sheet: Sheet, f: Face, colour: str, depth: float = 0.36, extra: float = 8) -> None:
    """Hair as a plain mass that follows the skull down to a straight line."""
    r, y, crown = f.half + extra, f.top + 216 * depth, f.top + f.half
    sheet.path(
        f"M{240 - r} {y}V{crown}A{r} {r} 0 0 1 {240 + r} {crown}V{y}h{-extra - 6}"
        f"Q{240 + f.half - 12} {f.top + 44} 240 {f.top + 44}T{240 - f.half + 6} {y}z",
        colour,
    )


def beard(sheet: Sheet, f: Face, colour: str, d: str) -> None:
    """A beard of the given shape, kept to the face's own outline."""
    sheet.begin(shape(f.outline))
    sheet.path(d, colour)
    sheet.end()
