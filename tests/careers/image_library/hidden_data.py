"""Pictures with a secret wherever their format has room for more than pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image

from tests.careers.image_library.pictures import SECRET, decode, encode

SIZE = (24, 16)


def pictures_with_a_secret() -> Iterator[tuple[str, bytes, bytes]]:
    """What it is, the bytes with the secret, and those of the same picture without."""
    for label, plain in plain_pictures():
        image_format = label.split()[-1]
        for place, content in HIDE[image_format](plain):
            assert SECRET in content, place
            yield f"{label}: {place}", content, plain
        yield f"{label}: behind the end", plain + SECRET, plain


def plain_pictures() -> Iterator[tuple[str, bytes]]:
    red, blue = Image.new("RGB", SIZE, "red"), Image.new("RGB", SIZE, "blue")
    red.paste("green", (3, 3, 9, 9))
    clear = red.convert("RGBA")
    clear.putalpha(90)
    for image_format in ("AVIF", "GIF", "JPEG", "PNG", "WEBP"):
        yield image_format, encode(red, image_format)
    frames: dict[str, Any] = {"save_all": True, "append_images": [blue, red], "duration": 70}
    yield "animated GIF", encode(red, "GIF", loop=0, **frames)
    yield "progressive JPEG", encode(red, "JPEG", progressive=True)
    yield "grey JPEG", encode(red.convert("L"), "JPEG")
    yield "palette PNG", encode(red.quantize(4), "PNG", transparency=0)
    yield "clear AVIF", encode(clear, "AVIF")
    yield "clear WEBP", encode(clear, "WEBP")
    yield "lossless WEBP", encode(clear, "WEBP", lossless=True)


def in_jpeg(plain: bytes) -> Iterator[tuple[str, bytes]]:
    for number in range(16):
        yield f"APP{number}", plain[:2] + segment(0xE0 + number, SECRET) + plain[2:]
    yield "comment", plain[:2] + segment(0xFE, SECRET) + plain[2:]
    yield "thumbnail", plain[:2] + segment(0xE0, b"JFXX\0\x10" + SECRET) + plain[2:]
    jfif = plain[6:18] + b"\x01\x03" + SECRET
    yield "thumbnail of JFIF", plain[:2] + segment(0xE0, jfif) + plain[20:]
    scan = plain.index(b"\xff\xda")
    yield "before the pixels", plain[:scan] + segment(0xEF, SECRET) + plain[scan:]
    yield "after the pixels", plain[:-2] + segment(0xE1, SECRET) + plain[-2:]


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data


def in_png(plain: bytes) -> Iterator[tuple[str, bytes]]:
    for name in (b"eXIf", b"iTXt", b"prVt", b"tEXt", b"tIME"):
        yield name.decode(), plain[:33] + chunk(name, b"Author\0" + SECRET) + plain[33:]
    yield "after the pixels", plain[:-12] + chunk(b"tEXt", b"Author\0" + SECRET) + plain[-12:]
    yield "in the end", plain[:-12] + chunk(b"IEND", SECRET)


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def in_webp(plain: bytes) -> Iterator[tuple[str, bytes]]:
    with_flags = plain[12:] if plain[12:16] == b"VP8X" else extended(plain) + plain[12:]
    head = bytes([with_flags[8] | 0x0C])  # EXIF and XMP
    flagged = with_flags[:8] + head + with_flags[9:]
    for name in (b"EXIF", b"XMP ", b"abcd"):
        yield name.decode(), riff(flagged + riff_chunk(name, SECRET))
    yield "before the pixels", riff(with_flags[:18] + riff_chunk(b"abcd", SECRET) + with_flags[18:])


def extended(plain: bytes) -> bytes:
    width, height = (length - 1 for length in SIZE)
    flags = b"\x10" if plain[12:16] == b"VP8L" else b"\0"
    size = width.to_bytes(3, "little") + height.to_bytes(3, "little")
    return riff_chunk(b"VP8X", flags + b"\0\0\0" + size)


def riff(chunks: bytes) -> bytes:
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks


def riff_chunk(name: bytes, data: bytes) -> bytes:
    return name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def in_gif(plain: bytes) -> Iterator[tuple[str, bytes]]:
    first = 13 + 3 * 2 ** ((plain[10] & 7) + 1)
    hidden = {
        "comment": b"!\xfe" + sub_blocks(SECRET),
        "text": b"!\x01" + sub_blocks(b"\0" * 12, SECRET),
        "XMP": b"!\xff" + sub_blocks(b"XMP DataXMP", SECRET),
        "application": b"!\xff" + sub_blocks(b"PRIVATE 1.0", SECRET),
        "loop": b"!\xff" + sub_blocks(b"NETSCAPE2.0", b"\x01\0\0", SECRET),
        "delay": b"!\xf9" + sub_blocks(b"\0\0\0\0", SECRET),
        "unknown": b"!\x77" + sub_blocks(SECRET),
        "between": SECRET,
    }
    for label, block in hidden.items():
        yield label, plain[:first] + block + plain[first:]
    yield "at the end", plain[:-1] + hidden["comment"] + plain[-1:]


def sub_blocks(*blocks: bytes) -> bytes:
    return b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def in_avif(plain: bytes) -> Iterator[tuple[str, bytes]]:
    for name in (b"free", b"moov", b"mpvd", b"skip", b"udta", b"uuid"):
        yield name.decode(), plain + box(name, SECRET)
    mdat = plain.index(b"mdat") - 4
    yield "pixels", plain[:mdat] + box(b"mdat", plain[mdat + 8 :] + SECRET)
    yield "second pixels", plain + box(b"mdat", SECRET)
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    image = decode(plain)
    yield "Exif", encode(image, "AVIF", exif=exif)
    yield "XMP", encode(image, "AVIF", xmp=b"<x:xmpmeta>" + SECRET)


def box(name: bytes, data: bytes) -> bytes:
    return (len(data) + 8).to_bytes(4) + name + data


HIDE = {"AVIF": in_avif, "GIF": in_gif, "JPEG": in_jpeg, "PNG": in_png, "WEBP": in_webp}
