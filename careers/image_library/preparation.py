"""Make of an image what every rendition can be cut from: upright, in sRGB, without metadata."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from threading import RLock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms
from PIL.JpegImagePlugin import JpegImageFile

from careers.conf import max_image_edge
from careers.image_library.metadata import without_metadata

#: Formats that Wagtail takes, by Pillow's names, each with the one in which it is kept.
KEPT_AS = {
    "AVIF": "AVIF",
    "BMP": "PNG",
    "DIB": "PNG",
    "GIF": "PNG",
    "HEIF": "JPEG",
    "ICO": "PNG",
    "JPEG": "JPEG",
    "MPO": "JPEG",
    "PNG": "PNG",
    "TIFF": "PNG",
    "WEBP": "WEBP",
}
SUFFIXES = {
    "AVIF": ".avif",
    "GIF": ".gif",
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
}
PLAIN_MODES = {"L", "P", "RGB", "RGBA"}
#: Modes that can be made smaller before their colours are converted, which takes less memory.
RESIZABLE_MODES = {"CMYK", "HSV", "L", "LAB", "RGB", "RGBA", "YCbCr"}
QUALITY: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 85},
    "JPEG": {"quality": 90, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 90},
}
#: Wagtail's default of `WAGTAILIMAGES_MAX_IMAGE_PIXELS`.
MAX_PIXELS = 128_000_000
#: The EXIF tag, and what brings each of its values upright. Source: EXIF 2.3, 4.6.4.
ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}
#: A decoded image takes much memory, so a process decodes one at a time, for whatever purpose.
decoding = RLock()

BROKEN = _(
    "This picture can't be shown: the file is broken, or of a kind that pages can't use. "
    "Save it anew as JPEG or PNG in an image program, and upload that."
)
TOO_LARGE = _(
    "This picture has too many pixels. Make it smaller in an image program, "
    "with at most %(pixels)s million pixels, and upload that."
)


class ImageRefusedError(ValidationError):
    """The file is no image that pages can show; the message tells an editor what to do.

    Its code is none that a form's field has words of its own for, which would replace the message.
    """


@dataclass(frozen=True)
class PreparedImage:
    """The bytes to store, and the suffix of their format.

    `source_size` is the upright size before scaling.
    """

    content: bytes
    suffix: str
    size: tuple[int, int]
    source_size: tuple[int, int]


def prepare_image(content: bytes) -> PreparedImage:
    """Decode `content` once, and return it upright, in sRGB, without metadata, not too large.

    Pixels that are fine are not compressed anew, nor are those of an animated GIF. Of other
    animations the first frame is kept, since pages show no more. Raises `ImageRefusedError`.
    """
    try:
        with decoding:
            return _prepare(content)
    except ImageRefusedError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:  # any decoder may raise its own
        raise ImageRefusedError(BROKEN, code="image_refused") from error


def _prepare(content: bytes) -> PreparedImage:
    with Image.open(BytesIO(content), formats=_known_formats()) as image:
        _refuse_too_large(image)
        source_format, full_size = str(image.format), image.size
        is_animated = source_format != "MPO" and getattr(image, "is_animated", False)
        _decode(image)
        orientation = _orientation(image)
        upright_size = full_size[::-1] if orientation in SIDEWAYS else full_size
        keeps_pixels = orientation not in UPRIGHT and full_size == _scaled_size(image.size)
        if keeps_pixels and _has_plain_pixels(image, is_animated=is_animated):
            kept = without_metadata(source_format, content)
            if kept:
                return PreparedImage(kept, SUFFIXES[source_format], full_size, full_size)
        plain = _plain(image, UPRIGHT.get(orientation))
    kept_as = KEPT_AS[source_format]
    if kept_as == "JPEG" and plain.mode == "RGBA":
        kept_as = "PNG"
    options = {"lossless": True} if b"VP8L" in content[:64] else {}
    prepared = _encode(plain, kept_as, **options)
    return PreparedImage(prepared, SUFFIXES[kept_as], plain.size, upright_size)


def _has_plain_pixels(image: Image.Image, *, is_animated: bool) -> bool:
    """Tell whether every rendition can be cut from the pixels of `image` as they are."""
    if is_animated:
        return image.format == "GIF"
    has_profile = "icc_profile" in image.info
    return image.mode in PLAIN_MODES and not has_profile and not _has_colour_key(image)


def _known_formats() -> list[str]:
    Image.init()
    return [name for name in KEPT_AS if name in Image.OPEN]


def _refuse_too_large(image: Image.Image) -> None:
    if image.width * image.height > max_pixels():
        raise _too_large()


def max_pixels() -> int:
    """Return how many pixels an image may have."""
    return getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", None) or MAX_PIXELS


def _too_large() -> ImageRefusedError:
    millions = f"{max_pixels() / 1_000_000:g}"
    return ImageRefusedError(TOO_LARGE, code="image_refused", params={"pixels": millions})


def _decode(image: Image.Image) -> None:
    """Decode the first frame; of a large JPEG only every second, fourth or eighth pixel."""
    edge = max_image_edge()
    if edge and max(image.size) > edge and isinstance(image, JpegImageFile):
        # A little below the limit is enough, and spares decoding what is thrown away.
        ratio = edge * 0.75 / max(image.size)
        image.draft(None, (max(1, int(image.width * ratio)), max(1, int(image.height * ratio))))
    image.load()


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(ORIENTATION_TAG)
    except Exception:  # EXIF that can't be read says nothing
        return 1
    return value if isinstance(value, int) else 1


def _scaled_size(size: tuple[int, int]) -> tuple[int, int]:
    edge, longest = max_image_edge(), max(size)
    if not edge or longest <= edge:
        return size
    width, height = (max(1, round(length * edge / longest)) for length in size)
    return width, height


def _plain(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Return `image` made smaller, upright and in sRGB, as L, RGB or RGBA."""
    profile = image.info.get("icc_profile")
    plain = image
    if image.mode not in RESIZABLE_MODES or _has_colour_key(image):
        plain = _convert(image)
    if _scaled_size(plain.size) != plain.size:
        plain = plain.resize(_scaled_size(plain.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        plain = plain.transpose(turn)
    return _convert(_in_srgb(plain, profile))


def _has_colour_key(image: Image.Image) -> bool:
    """Tell whether one colour stands for transparency, as in a PNG's tRNS."""
    return "transparency" in image.info and image.mode in {"1", "L", "RGB"}


def _convert(image: Image.Image) -> Image.Image:
    """Return `image` as L, RGB or RGBA."""
    if image.mode in {"L", "RGB", "RGBA"} and not _has_colour_key(image):
        return image
    if image.mode in {"I", "F"} or image.mode.startswith("I;"):
        return _in_eight_bits(image)
    if image.mode == "La":
        return image.convert("LA").convert("RGBA")
    if image.has_transparency_data or image.mode == "RGBa":
        return image.convert("RGBA")
    if image.mode == "LAB":
        return _by_profile(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return an image of 16 or 32 bits as L, with its whole range of values."""
    numbers = image.convert("I").convert("F") if image.mode.startswith("I;") else image.convert("F")
    low, high = (float(number) for number in numbers.getextrema())  # type: ignore[arg-type]
    if image.mode.startswith("I;"):
        low, high = 0.0, 65_535.0
    elif low >= 0:
        usual = (1.0, 255.0, 65_535.0) if image.mode == "F" else (255.0, 65_535.0)
        low, high = 0.0, next((end for end in usual if high <= end), high)
    scale = 255 / (high - low) if high > low else 1.0
    stretch: Callable[[Any], Any] = lambda value: value * scale + -low * scale  # noqa: E731
    return numbers.point(stretch).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Apply the colour profile; leave out one that is broken or made for other colours."""
    if not profile:
        return image
    if image.mode in {"HSV", "YCbCr"}:
        image = image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(source).strip().startswith("sRGB"):
            return image
        return _by_profile(image, source)
    except Exception:  # LittleCMS and Pillow raise several kinds
        return image


def _by_profile(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    converted = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode=mode
    )
    if converted is None:
        raise ValueError("LittleCMS converts nothing.")
    return converted


def _encode(image: Image.Image, image_format: str, **options: Any) -> bytes:
    image.info = {}  # Pillow writes what it finds there
    file = BytesIO()
    image.save(file, image_format, **(QUALITY[image_format] | options))
    return file.getvalue()
