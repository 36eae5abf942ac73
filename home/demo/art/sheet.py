"""A picture in the making: SVG elements on a ground colour, and the inks to print them with."""

from collections.abc import Callable

SEED = 19

INK, WHITE, PAPER = "#101211", "#ffffff", "#e9ece9"
VERMILION, SUN, SKY = "#ff4b1f", "#ffc845", "#a9d2e6"
PINE, BLUSH, STONE, NIGHT = "#0d4a41", "#f9cfc2", "#d9ddd9", "#17324a"

OVERPRINT = ' style="mix-blend-mode:multiply"'

Thickness = Callable[[float], float]


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


class Sheet:
    """One picture, `width` by `height` units, filled with the ground colour if there is one."""

    def __init__(self, width: int, height: int, ground: str = "") -> None:
        self.view = (0, 0, width, height)
        self.parts: list[str] = []
        self.definitions: list[str] = []
        if ground:
            self.rect(0, 0, width, height, ground)

    def add(self, text: str) -> None:
        self.parts.append(text)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, extra: str = "") -> None:
        d = f"M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}z"
        self.add(f'<path fill="{fill}" d="{d}"{extra}/>')

    def circle(self, x: float, y: float, r: float, fill: str, extra: str = "") -> None:
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
        self.add(f'<circle {place} fill="{fill}"{extra}/>')

    def ring(self, x: float, y: float, r: float, colour: str, width: float) -> None:
        self.circle(x, y, r, "none", f' stroke="{colour}" stroke-width="{number(width)}"')

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
        self.add(f'<ellipse {place} fill="{fill}"/>')

    def path(self, d: str, fill: str, extra: str = "") -> None:
        self.add(f'<path d="{d}" fill="{fill}"{extra}/>')

    def stroke(self, d: str, colour: str, width: float, extra: str = "") -> None:
        pen = f'stroke="{colour}" stroke-width="{number(width)}"'
        self.add(f'<path d="{d}" fill="none" {pen}{extra}/>')

    def begin(self, clip: str = "", extra: str = "") -> None:
        """Open a group, clipped to the given SVG shape."""
        if clip:
            name = f"c{len(self.definitions) + 1}"
            self.definitions.append(f'<clipPath id="{name}">{clip}</clipPath>')
            extra += f' clip-path="url(#{name})"'
        self.add(f"<g{extra}>")

    def end(self) -> None:
        self.add("</g>")

    def rows(
        self, x: float, y: float, w: float, h: float, pitch: float, thickness: Thickness, fill: str
    ) -> None:
        """Horizontal bars; thickness(t) with t from 0 at the top to 1 at the bottom."""
        count = round(h / pitch)
        d = ""
        for i in range(count):
            size = thickness(i / max(1, count - 1))
            if size > 0.2:
                top = number(y + i * pitch)
                d += f"M{number(x)} {top}h{number(w)}v{number(size)}h{number(-w)}z"
        self.path(d, fill)

    def columns(
        self, x: float, y: float, w: float, h: float, pitch: float, thickness: Thickness, fill: str
    ) -> None:
        """Upright bars; thickness(t) with t from 0 at the left to 1 at the right."""
        count = round(w / pitch)
        d = ""
        for i in range(count):
            size = thickness(i / max(1, count - 1))
            if size > 0.2:
                left = number(x + i * pitch)
                d += f"M{left} {number(y)}h{number(size)}v{number(h)}h{number(-size)}z"
        self.path(d, fill)

    def svg(self) -> str:
        x, y, w, h = self.view
        definitions = f"<defs>{''.join(self.definitions)}</defs>" if self.definitions else ""
        frame = f'viewBox="{x} {y} {w} {h}" width="{w}" height="{h}"'
        body = "".join(self.parts)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{definitions}{body}</svg>\n'


Draw = Callable[[], Sheet]


def box(x: float, y: float, w: float, h: float, radius: float = 0) -> str:
    """A rectangle as a clipping shape."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}"'
    return f'<rect {place} rx="{number(radius)}"/>'


def disc(x: float, y: float, r: float) -> str:
    """A disc as a clipping shape."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'


def shape(d: str) -> str:
    """A path as a clipping shape."""
    return f'<path d="{d}"/>'


def even(size: float) -> Thickness:
    """Bars that are all of one thickness."""
    return lambda t: size


def growing(first: float, last: float, power: float = 1) -> Thickness:
    """Bars that go from one thickness to another."""
    return lambda t: first + (last - first) * t**power
