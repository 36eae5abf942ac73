"""The employer's mark, the disc in three strips: on no ground, and on a square as an icon."""

from functools import partial

from .sheet import INK, VERMILION, WHITE, Draw, Sheet, box, disc

LIGHT = "#eff1ed"


def mark(ink: str) -> Sheet:
    """The mark in the given ink, its middle strip in vermilion."""
    sheet = Sheet(184, 224)
    for i, offset in enumerate((16, -20, 20)):
        sheet.begin(box(64 * i, 0, 56, 224))
        sheet.begin(disc(92, 112 + offset, 92))
        sheet.rect(0, 0, 184, 224, VERMILION if i == 1 else ink)
        sheet.end()
        sheet.end()
    return sheet


def icon() -> Sheet:
    """The mark on vermilion, its middle strip in white: told apart in a tab of 16 pixels."""
    sheet = Sheet(512, 512, VERMILION)
    for i, offset in enumerate((34, -30, 42)):
        sheet.begin(box(66 + 133 * i, 0, 114, 512))
        sheet.begin(disc(256, 256 + offset, 190))
        sheet.rect(0, 0, 512, 512, WHITE if i == 1 else INK)
        sheet.end()
        sheet.end()
    return sheet


PICTURES: dict[str, tuple[Draw, int]] = {
    "mark": (partial(mark, INK), 184),
    "mark-on-dark": (partial(mark, LIGHT), 184),
    "icon": (icon, 512),
}
