"""Prepare the file of an image: every rendition can be cut from it, and it holds no metadata.

A camera writes the place, the time and its owner's name into a photo, and many colour modes and
profiles are legal that no page can show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps

#: The longest edge of a stored image, in pixels. The largest rendition has 2,400.
MAX_EDGE = 4000
#: An image with more pixels is not decoded.
MAX_PIXELS = 100_000_000
#: Pillow's names of the formats that a prepared file has, with the ends of file names.
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
#: The segments of a JPEG that only say how to decode it: JFIF and Adobe.
PLAIN_SEGMENTS = {"APP0", "APP14"}
#: What Pillow finds beside the pixels of other formats.
METADATA = {"exif", "icc_profile", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
#: Modes with more than 8 bits a channel.
DEEP_MODES = {"I", "F", "I;16", "I;16B", "I;16L", "I;16N"}
QUALITY = {"JPEG": 92, "WEBP": 92, "AVIF": 90}

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class UnusableImageError(ValueError):
    """A file that is no image, is broken, or is one that no rendition can be cut from."""


@dataclass(frozen=True)
class PreparedImage:
    """The bytes of a prepared file; `suffix` is the end of its name, without a dot."""

    content: bytes
    suffix: str


def prepare(file: Any) -> PreparedImage | None:
    """Return the image in the open `file` without metadata, upright, in sRGB and not too large.

    Return None for a file that is so already, and for an animation, which stays as it is.

    Raises `UnusableImageError`.
    """
    with _decoders():
        file.seek(0)
        with Image.open(file) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnusableImageError("too many pixels")
            if _is_animation(image):
                image.convert("RGBA")
                return None
            if _is_prepared(image):
                image.load()  # a truncated file fails here
                return None
            return _rewritten(image)


@contextmanager
def _decoders() -> Iterator[None]:
    """Raise `UnusableImageError` for whatever a decoder raises: each has its own errors."""
    try:
        yield
    except (UnusableImageError, MemoryError):
        raise
    except Exception as error:
        raise UnusableImageError(str(error)) from error


def _is_animation(image: Image.Image) -> bool:
    # A phone's JPEG (MPO) holds several images that are no animation.
    return image.format in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(image, "is_animated", False)


def _is_prepared(image: Image.Image) -> bool:
    return (
        image.format in SUFFIXES
        and image.mode in {"RGB", "RGBA", "L"}
        and "transparency" not in image.info
        and max(image.size) <= MAX_EDGE
        and not _has_metadata(image)
    )


def _has_metadata(image: Image.Image) -> bool:
    if image.format == "JPEG":
        segments: list[tuple[str, bytes]] = getattr(image, "applist", [])
        return any(name not in PLAIN_SEGMENTS for name, _content in segments)
    texts = getattr(image, "text", None)  # of a PNG, wherever in the file they stand
    return bool(texts) or any(image.info.get(name) for name in METADATA) or bool(image.getexif())


def _rewritten(image: Image.Image) -> PreparedImage:
    name, profile = image.format or "", image.info.get("icc_profile")
    is_upright = image.getexif().get(ExifTags.Base.Orientation, 1) == 1
    is_small = max(image.size) <= MAX_EDGE
    if name == "JPEG" and image.mode in {"RGB", "L"} and is_small and is_upright and not profile:
        image.load()
        image.info = {}
        return _saved(image, name, quality="keep")  # nothing of the picture is lost
    still = _in_srgb(ImageOps.exif_transpose(_reduced(image)), profile)
    still.info = {}
    is_transparent = still.mode == "RGBA"
    if name not in SUFFIXES or (name == "JPEG" and is_transparent):
        name = "PNG" if is_transparent or name == "GIF" else "JPEG"
    return _saved(still, name, **({"quality": QUALITY[name]} if name in QUALITY else {}))


def _reduced(image: Image.Image) -> Image.Image:
    """Return `image` with edges of at most `MAX_EDGE`; a palette can't be reduced as it is."""
    if image.mode in {"1", "P", "PA"}:
        still = image.convert("RGBA" if image.has_transparency_data else "RGB")
        still.info = image.info
        still.format = image.format
        image = still
    image.thumbnail((MAX_EDGE, MAX_EDGE), reducing_gap=2.0)
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` as RGB, or RGBA where something of it is transparent."""
    alpha = None
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        alpha, image = rgba.getchannel("A"), rgba.convert("RGB")
    elif image.mode in DEEP_MODES:
        image = _with_8_bits(image)
    elif image.mode not in {"RGB", "L", "CMYK", "LAB"}:
        image = image.convert("RGB")
    still = _by_profile(image, profile) if profile else image
    still = still.convert("RGB")
    if alpha:
        still.putalpha(alpha)
    return still


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Return `image` in sRGB; a profile that is broken or of other colours says nothing."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image


def _with_8_bits(image: Image.Image) -> Image.Image:
    numbers = image.convert("F")
    _lowest, highest = numbers.getextrema()
    factor = 1 if float(highest) <= 255 else 1 / 256  # type: ignore[arg-type]
    return numbers.point(lambda value: value * factor + 0).convert("L")


def _saved(image: Image.Image, name: str, **options: Any) -> PreparedImage:
    buffer = BytesIO()
    image.save(buffer, name, **options)
    return PreparedImage(buffer.getvalue(), SUFFIXES[name])
