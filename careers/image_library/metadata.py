"""What an image file holds besides its pixels."""

from __future__ import annotations

from typing import Any

from PIL import Image

#: Pillow's names of what is no pixel: camera data, texts, thumbnails and colour profiles.
METADATA = {
    "XML:com.adobe.xmp",
    "comment",
    "exif",
    "flashpix",
    "icc_profile",
    "mp",
    "photoshop",
    "xmp",
}
#: Segments of a JPEG that say how to decode it; all others are metadata.
JPEG_SEGMENTS = {"APP0", "APP14"}
JPEG_END = b"\xff\xd9"
PNG_END = b"IEND\xaeB`\x82"


def carries_metadata(image: Image.Image, content: bytes) -> bool:
    """Tell whether `content`, of which `image` is decoded, holds more than pixels.

    A camera also appends its data behind the image's end.
    """
    segments = {name for name, _data in getattr(image, "applist", [])}
    return bool(
        METADATA.intersection(map(str, image.info))
        or segments - JPEG_SEGMENTS
        or getattr(image, "text", None)
        or getattr(image, "private_chunks", None)
        or _has_exif(image)
        or _goes_on_behind_its_end(str(image.format), content)
    )


def _has_exif(image: Image.Image) -> bool:
    try:
        exif: Any = image.getexif()
    except Exception:  # what can't be read is there
        return True
    return image.format != "TIFF" and bool(exif)


def _goes_on_behind_its_end(image_format: str, content: bytes) -> bool:
    if image_format in {"JPEG", "MPO"}:
        # It stands once: within the pixels it is escaped, and other segments are left out.
        return content.count(JPEG_END) != 1 or not content.endswith(JPEG_END)
    if image_format == "PNG":
        return not content.endswith(PNG_END)
    if image_format == "WEBP":
        return len(content) > int.from_bytes(content[4:8], "little") + 8
    return False
