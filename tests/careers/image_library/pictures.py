"""Pictures as cameras, programs and mishaps make them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

#: Stands in everything that a camera writes into a photo.
SECRET = b"Nokiaflex"
FORMATS = ("AVIF", "GIF", "JPEG", "MPO", "PNG", "WEBP", "BMP", "TIFF", "ICO")
SUFFIXES = {"JPEG": "jpg", "MPO": "jpg"}
MODES = (
    *("1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "LA", "PA"),
    *("RGBX", "RGBa", "La", "I;16", "I;16L", "I;16B", "I;16N"),
)
SRGB, LAB = (
    ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes() for name in ("sRGB", "LAB")
)
#: By name; the last three fit no picture.
PROFILES = {"none": b"", "sRGB": SRGB, "other": LAB, "cut": SRGB[:200], "junk": b"\0junk" * 40}


def encode(drawing: Image.Image, image_format: str, **options: Any) -> bytes:
    file = BytesIO()
    drawing.save(file, image_format, **options)
    return file.getvalue()


def name_of(image_format: str) -> str:
    return f"picture.{SUFFIXES.get(image_format, image_format.lower())}"


def photo(orientation: int = 6, size: tuple[int, int] = (60, 40)) -> bytes:
    """A JPEG of a phone: on its side, left half red, with its place and maker wherever it can be.

    Even behind its end, where some append a film.
    """
    drawing = Image.new("RGB", size, "red")
    drawing.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 9.0, 0.0), 29: SECRET.decode()})
    content = encode(
        drawing, "JPEG", exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET, quality=95
    )
    marker = b"\xff\xed" + (len(SECRET) + 16).to_bytes(2) + b"Photoshop 3.0\0" + SECRET
    return content[:2] + marker + content[2:] + SECRET


def every_picture(size: tuple[int, int] = (24, 16)) -> Iterator[tuple[str, str, bytes]]:
    """What it is, its file name and its bytes: each mode that Pillow writes, with each profile."""
    for image_format in FORMATS:
        for mode in MODES:
            drawing = Image.new(mode, size)
            for label, profile in PROFILES.items():
                options = {"icc_profile": profile} if profile else {}
                try:
                    content = encode(drawing, image_format, **options)
                except (OSError, ValueError, KeyError):
                    continue  # Pillow doesn't write it
                yield f"{image_format} {mode} {label}", name_of(image_format), content
    for label, image_format, content in odd_pictures(size):
        yield label, name_of(image_format), content


def odd_pictures(size: tuple[int, int]) -> Iterator[tuple[str, str, bytes]]:
    """Label, format and bytes of legal pictures that a mode alone doesn't say."""
    red, blue = Image.new("RGB", size, "red"), Image.new("RGB", size, "blue")
    palette = red.quantize(4)
    yield "palette with transparency", "PNG", encode(palette, "PNG", transparency=0)
    yield "palette with several", "PNG", encode(palette, "PNG", transparency=b"\0\x80\xff")
    yield "transparent GIF", "GIF", encode(palette, "GIF", transparency=0)
    yield "colour key", "PNG", encode(red, "PNG", transparency=(255, 0, 0))
    yield "grey key", "PNG", encode(red.convert("L"), "PNG", transparency=76)
    yield "1-bit key", "PNG", encode(red.convert("1"), "PNG", transparency=0)
    yield "progressive", "JPEG", encode(red, "JPEG", progressive=True)
    yield "two frames of a camera", "MPO", encode(red, "MPO", save_all=True, append_images=[blue])
    yield "one pixel", "PNG", encode(Image.new("RGB", (1, 1)), "PNG")
    yield "a hair", "PNG", encode(Image.new("RGB", (1, 3000)), "PNG")
    yield "a line", "JPEG", encode(Image.new("RGB", (3000, 1)), "JPEG")
    for image_format in ("GIF", "PNG", "WEBP", "AVIF"):
        frames = {"save_all": True, "append_images": [blue]}
        yield f"animated {image_format}", image_format, encode(red, image_format, **frames)
    for orientation in (0, 9, 65_535):
        exif = Image.Exif()
        exif[0x0112] = orientation
        yield f"orientation {orientation}", "JPEG", encode(red, "JPEG", exif=exif)
    broken_exif = b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\x01" * 20
    yield "broken EXIF", "JPEG", encode(red, "JPEG", exif=broken_exif)


def broken_pictures() -> Iterator[tuple[str, str, bytes]]:
    """What it is, its file name and its bytes, which are no picture."""
    drawing = Image.effect_noise((90, 60), 90)
    for image_format in ("AVIF", "GIF", "JPEG", "PNG", "WEBP"):
        content = encode(drawing, image_format)
        for length in (1, 12, len(content) // 2, len(content) - len(content) // 8):
            yield f"{image_format} cut at {length}", name_of(image_format), content[:length]
    yield "text", "picture.png", b"no picture"
    yield "no pixels", "picture.gif", b"GIF89a" + b"\0" * 20
    yield "PSD called JPEG", "picture.jpg", b"8BPS\0\1" + b"\0" * 40


def decode(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image
