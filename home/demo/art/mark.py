"""The employer's mark: the disc in three strips, on no ground."""

from functools import partial

from .sheet import INK, VERMILION, Draw, Sheet, box, disc

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


PICTURES: dict[str, tuple[Draw, int]] = {
    "mark": (partial(mark, INK), 184),
    "mark-on-dark": (partial(mark, LIGHT), 184),
}
