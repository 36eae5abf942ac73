"""The crops, widths and formats in which pages show images."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wagtail.images.models import Filter

#: In the order in which a browser should prefer them; the last is for all others.
FORMATS = ("avif", "webp", "jpeg")
#: No crop has more, of the largest image that is stored: 2,000 pixels wide and 4,800 high.
MAX_CROP_PIXELS = 9_600_000


@dataclass(frozen=True)
class Crop:
    """A Wagtail filter with one or more sizes, and the values of `sizes` and `media` in HTML."""

    resize: str
    sizes: str
    media: str = ""

    @cached_property
    def filters(self) -> dict[str, list[Filter]]:
        """The filters of each format, one a size."""
        return {
            name: [Filter(spec) for spec in Filter.expand_spec([f"format-{name}", self.resize])]
            for name in FORMATS
        }


@dataclass(frozen=True)
class ImagePreset:
    """How images are shown in one kind of place: its crops, the one for the widest windows last."""

    crops: tuple[Crop, ...]

    @cached_property
    def filters(self) -> list[Filter]:
        return [item for crop in self.crops for name in FORMATS for item in crop.filters[name]]


def _by_width(name: str, resize: str) -> dict[str, ImagePreset]:
    """The same crops in the columns of the page, beside a heading, and from edge to edge."""
    sizes = {
        name: "(width >= 85rem) 80rem, 92vw",
        f"{name}_narrow": "(width >= 85rem) 53rem, (width >= 60rem) 62vw, 92vw",
        f"{name}_full": "100vw",
    }
    return {preset: ImagePreset((Crop(resize, size),)) for preset, size in sizes.items()}


IMAGE_PRESETS = {
    "hero": ImagePreset(
        (
            Crop("fill-{480x480,960x960}", "100vw", "(width < 40rem)"),
            Crop("fill-{960x540,1600x900}", "100vw", "(width < 60rem)"),
            Crop("fill-{1440x630,2400x1050}", "100vw"),
        )
    ),
    "card": ImagePreset(
        (Crop("fill-{480x320,960x640}", "(width >= 60rem) 26rem, (width >= 40rem) 46vw, 92vw"),)
    ),
    "wide_card": ImagePreset(
        (Crop("fill-{480x320,960x640,1600x1067}", "(width >= 60rem) 54rem, 92vw"),)
    ),
    "team_card": ImagePreset((Crop("fill-{480x360,960x720}", "(width >= 60rem) 26rem, 46vw"),)),
    "team_row": ImagePreset((Crop("fill-{240x180,480x360}", "(width >= 60rem) 13rem, 6.5rem"),)),
    "pillar": ImagePreset((Crop("fill-{480x320,960x640}", "(width >= 60rem) 40rem, 92vw"),)),
    **_by_width("image", "width-{640,1280,2000}"),
    **_by_width("poster", "fill-{640x360,1280x720,1920x1080}"),
    "gallery_wide": ImagePreset((Crop("fill-{640x480,1280x960}", "(width >= 48rem) 66vw, 92vw"),)),
    "gallery_tall": ImagePreset((Crop("fill-{480x640,840x1120}", "(width >= 48rem) 33vw, 92vw"),)),
    **_by_width("gallery_full", "fill-{640x320,1280x640,2000x1000}"),
    "portrait": ImagePreset((Crop("fill-{160x160,320x320}", "7.5rem"),)),
}
#: For the image beside a shared link. JPEG, since not all networks take anything newer.
SHARED_FILTER = Filter("fill-1200x630|format-jpeg|jpegquality-80")
#: For drawings (SVG), which need no sizes. Originals are for the admin only.
DRAWING_FILTER = Filter("original")
#: The whole image in one size, made when it is stored: it stands in for all that is not cut yet.
STAND_IN = Filter("max-1600x1600|format-jpeg")
TRANSPARENT_STAND_IN = Filter("max-1600x1600|format-webp")
STAND_INS = (STAND_IN, TRANSPARENT_STAND_IN, DRAWING_FILTER)
ALL_SPECS = sorted(
    {
        SHARED_FILTER.spec,
        *(item.spec for item in STAND_INS),
        *(item.spec for preset in IMAGE_PRESETS.values() for item in preset.filters),
    }
)


def filters_of(*presets: str) -> list[Filter]:
    """The filters of all crops, sizes and formats of these presets."""
    return [item for preset in presets for item in IMAGE_PRESETS[preset].filters]


def preset_in_section(name: str, width: str | None) -> str:
    """The preset `name` in a section of this `width`, of those that `_by_width` has made.

    A stored width may be one that the block doesn't offer (any more).
    """
    in_width = f"{name}_{width}"
    return in_width if in_width in IMAGE_PRESETS else name
