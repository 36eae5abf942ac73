"""Derive the tones of text and background from the accent colour."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from coloraide import Color
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: The backgrounds of the accent as text or ring: paper and tint in careers/stylesheets/tokens.css.
LIGHT_GROUNDS = ("#ffffff", "#f1f3f0")
DARK_GROUNDS = ("#121413", "#1b1e1c")
INKS = ("#101211", "#ffffff")
BLACK = "#000000"

#: WCAG 2.2, success criterion 1.4.3; more than the 3:1 of a focus ring (1.4.11).
MIN_TEXT_CONTRAST = 4.5
#: Below it a surface can hardly be told from the ground that it stands on.
MIN_VISIBLE_CONTRAST = 1.2
#: A difference in OKLab that the eye sees side by side.
MIN_VISIBLE_DIFFERENCE = 0.02
LIGHTNESS_STEP = 0.005


@dataclass(frozen=True)
class Accent:
    """An accent colour, the ink that stands on it, and its tones as text on light and on dark."""

    colour: str
    ink: str
    on_light: str
    on_dark: str

    @classmethod
    @lru_cache(maxsize=64)  # the one colour of a site is asked for by every page
    def derive(cls, value: str) -> Accent:
        """The tones of `value`, an opaque CSS colour; raises `ValidationError` for all else."""
        colour = parse_colour(value)
        return cls(
            colour=_hex(colour),
            ink=_ink(colour),
            on_light=_hex(_readable(colour, LIGHT_GROUNDS, -LIGHTNESS_STEP)),
            on_dark=_hex(_readable(colour, DARK_GROUNDS, LIGHTNESS_STEP)),
        )

    @cached_property
    def edge(self) -> tuple[str, str]:
        """The border of a button on light and on dark: there only where it would vanish."""
        return self._edge(LIGHT_GROUNDS[0]), self._edge(DARK_GROUNDS[0])

    def _edge(self, ground: str) -> str:
        vanishes = Color(self.colour).contrast(ground) < MIN_VISIBLE_CONTRAST
        return "currentColor" if vanishes else "transparent"

    @property
    def changed_on_light(self) -> bool:
        return self._differs(self.on_light)

    @property
    def changed_on_dark(self) -> bool:
        return self._differs(self.on_dark)

    def _differs(self, tone: str) -> bool:
        return Color(self.colour).delta_e(tone, method="ok") > MIN_VISIBLE_DIFFERENCE


def parse_colour(value: str) -> Color:
    """`value` on a screen; raises `ValidationError` if it isn't an opaque CSS colour."""
    try:
        colour = Color(value.strip())
    except (ValueError, AttributeError) as error:
        raise ValidationError(
            _("“%(value)s” isn't a colour: enter one such as #ff4b1f.") % {"value": value[:40]}
        ) from error
    if colour.alpha() < 1:
        raise ValidationError(_("The colour must not be transparent."))
    return colour.convert("srgb").fit()


def validate_colour(value: str) -> None:
    """Raise `ValidationError` unless `value` is an opaque CSS colour."""
    parse_colour(value)


def _ink(colour: Color) -> str:
    """The ink that contrasts more with `colour`; black where neither can be read on it."""
    ink = max(INKS, key=lambda ink: colour.contrast(ink))
    return ink if colour.contrast(ink) >= MIN_TEXT_CONTRAST else BLACK


def _readable(colour: Color, grounds: tuple[str, ...], step: float) -> Color:
    """`colour`, made darker or lighter until it can be read on all `grounds`."""
    tone = colour.convert("oklch")
    while min(_fitted(tone).contrast(ground) for ground in grounds) < MIN_TEXT_CONTRAST:
        lightness = tone["lightness"] + step
        if not 0 <= lightness <= 1:
            break
        tone["lightness"] = lightness
    return _fitted(tone)


def _fitted(tone: Color) -> Color:
    """The colour as a screen shows it: within sRGB and rounded to eight bits."""
    return Color(_hex(tone.convert("srgb").fit()))


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").to_string(hex=True, fit=True))
