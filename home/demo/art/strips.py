"""The disc seen through strips, on which the hero pictures rest."""

from .sheet import Sheet, box, disc, even


def sliced_disc(
    sheet: Sheet,
    ground: str,
    figure: str,
    centre: tuple[float, float],
    radius: float,
    offsets: list[int],
    marked: dict[int, str],
    rain: float = 0,
) -> Sheet:
    """A disc cut into upright strips, one for each offset by which it stands higher or lower.

    `marked` gives strips a colour of their own; an empty one is left out. `rain` is the thickness
    of the lines that run on above and below the disc.
    """
    pitch = 30
    _, _, width, height = sheet.view
    step = width / len(offsets)
    cx, cy = centre
    for i, offset in enumerate(offsets):
        colour = marked.get(i, figure)
        if not colour:
            continue
        x, y = i * step, cy + offset
        top = y - radius
        sheet.begin(box(x, 0, step + 0.6, height))
        if rain:
            reach = pitch * 30
            sheet.rows(x, top - reach, step + 0.6, 2 * (radius + reach), pitch, even(rain), figure)
        sheet.begin(disc(cx, y, radius))
        sheet.rect(x, top, step + 0.6, radius * 2, colour)
        rising = i % 2 == 0
        sheet.rows(
            x - 1,
            top,
            step + 3,
            radius * 2,
            pitch,
            (lambda t: 27 * t**1.4) if rising else (lambda t: 27 * (1 - t) ** 1.4),
            ground,
        )
        sheet.end()
        sheet.end()
    return sheet
