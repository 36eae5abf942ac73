"""Take out of an image's file whatever its pixels don't need.

For each format it is listed what stays, so that what nobody has thought of goes as well: camera
data, texts, thumbnails, colour profiles, what programs store for themselves, and whatever stands
behind the end. The pixels are not compressed anew.

Sources: ITU-T T.81 and T.871 (JPEG), W3C PNG, the WebP container specification, GIF89a, ISO/IEC
14496-12 and 23008-12 with the AV1 Image File Format (AVIF).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from re import compile as pattern
from typing import Any

# JPEG. Tables, frames and scans; the numbers of the markers.
JPEG_SEGMENTS = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}
#: Two that say what the colours mean: their beginning, and how many bytes of them that takes.
APP0, APP14 = 0xE0, 0xEE
JPEG_COLOURS = {APP0: (b"JFIF\0", 12), APP14: (b"Adobe", 12)}
NO_THUMBNAIL = b"\0\0"
JPEG_OPTIONAL = {*range(0xE0, 0xF0), 0xFE}
SCAN, JPEG_END = 0xDA, b"\xff\xd9"
#: Within a scan this is no marker: 0xFF as a value, a restart, a filling.
SCAN_END = pattern(rb"\xff[^\x00\xd0-\xd7\xff]")

PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT"}
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"

WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
#: The one flag of VP8X that concerns the pixels of a still image.
WEBP_ALPHA = 0x10

#: Extensions of a GIF: how long a frame is shown, and how often all are.
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF
GIF_LOOPS = {b"\x0bNETSCAPE2.0\x03\x01", b"\x0bANIMEXTS1.0\x03\x01"}

#: Boxes of an AVIF, each with those that may stand in it.
AVIF_PROPERTIES = (b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"a1lx", b"a1op", b"pasp", b"clap")
AVIF_BOXES: dict[bytes, Any] = {
    b"ftyp": None,
    b"meta": {
        b"hdlr": None,
        b"pitm": None,
        b"iloc": None,
        b"iinf": {b"infe": None},
        b"iref": None,
        b"iprp": {b"ipco": dict.fromkeys(AVIF_PROPERTIES), b"ipma": None},
    },
    b"mdat": None,
}
#: What stands in a box before the first box in it.
AVIF_HEADS = {b"meta": 4, b"iinf": 6}
#: Kind and name of what an AVIF consists of, as encoders write them.
AVIF_ITEMS = {b"av01\0", b"av01Color\0", b"av01Alpha\0"}


class UnknownStructureError(ValueError):
    """The file isn't built as these functions know it."""


class Reader:
    """Hands out bytes from the beginning to the end."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.position = 0

    def take(self, length: int) -> bytes:
        """Return the next `length` bytes. Raise `UnknownStructureError` where there are fewer."""
        end = self.position + length
        if length < 0 or end > len(self.content):
            raise UnknownStructureError("The file ends too early.")
        part = self.content[self.position : end]
        self.position = end
        return part


def without_metadata(image_format: str, content: bytes) -> bytes | None:
    """Return the file of a decoded image of this format (Pillow's name) with its pixels alone.

    These are the same bytes where there is nothing else. `None` where the file can't be taken
    apart, so that its pixels have to be written anew.
    """
    take_apart = FORMATS.get(image_format)
    try:
        return take_apart(content) if take_apart else None
    except UnknownStructureError:
        return None


def carries_metadata(image_format: str, content: bytes) -> bool:
    """Tell whether a file of a known format (Pillow's name) holds more than pixels."""
    return image_format in FORMATS and without_metadata(image_format, content) != content


def jpeg_pixels(content: bytes) -> bytes:
    """Of several images in one file, as cameras write them, the first one stays."""
    file = Reader(content)
    kept = [file.take(2)]
    while (marker := file.take(2)) != JPEG_END:
        number, length = marker[1], file.take(2)
        data = file.take(int.from_bytes(length) - 2)
        if marker[0] != 0xFF or number not in JPEG_SEGMENTS | JPEG_OPTIONAL:
            raise UnknownStructureError("This isn't known as a segment.")
        if number in JPEG_SEGMENTS:
            kept += [marker, length, data]
        elif number in JPEG_COLOURS:
            kept.append(_jpeg_colours(number, data))
        if number == SCAN:
            kept.append(_jpeg_scan(file))
    return b"".join([*kept, JPEG_END])


def _jpeg_colours(number: int, data: bytes) -> bytes:
    beginning, length = JPEG_COLOURS[number]
    if not data.startswith(beginning) or len(data) < length:
        return b""
    data = data[:length] + (NO_THUMBNAIL if number == APP0 else b"")
    return bytes([0xFF, number]) + (len(data) + 2).to_bytes(2) + data


def _jpeg_scan(file: Reader) -> bytes:
    end = SCAN_END.search(file.content, file.position)
    if end is None:
        raise UnknownStructureError("The pixels have no end.")
    return file.take(end.start() - file.position)


def png_pixels(content: bytes) -> bytes:
    file = Reader(content)
    kept = [file.take(8)]
    while (head := file.take(8))[4:] != b"IEND":
        data_and_checksum = file.take(int.from_bytes(head[:4]) + 4)
        if head[4:] in PNG_CHUNKS:
            kept += [head, data_and_checksum]
    return b"".join([*kept, PNG_END])


def webp_pixels(content: bytes) -> bytes:
    file = Reader(content)
    head = file.take(12)
    end = int.from_bytes(head[4:8], "little") + 8
    kept = [b"WEBP"]
    while file.position < end:
        name, length = file.take(4), file.take(4)
        data = file.take(int.from_bytes(length, "little"))
        file.position += len(data) % 2
        if name == b"VP8X" and len(data) >= 10:
            data = bytes([data[0] & WEBP_ALPHA]) + b"\0\0\0" + data[4:10]
            length = len(data).to_bytes(4, "little")
        if name in WEBP_CHUNKS:
            kept += [name, length, data, b"\0" * (len(data) % 2)]
    pixels = b"".join(kept)
    return b"RIFF" + len(pixels).to_bytes(4, "little") + pixels


def gif_pixels(content: bytes) -> bytes:
    """Of an animation all frames stay; a last one that is cut off goes."""
    file = Reader(content)
    head = file.take(13)
    kept = [head, file.take(_gif_palette(head[10]))]
    try:
        while (kind := file.take(1)) != b";":
            if kind == b",":
                kept.append(_gif_frame(file))
            elif kind == b"!":
                kept.append(_gif_extension(file))
            # What stands between the blocks is passed over, as by Pillow and by browsers.
    except UnknownStructureError:
        pass  # many have no end
    return b"".join([*kept, b";"])


def _gif_frame(file: Reader) -> bytes:
    head = file.take(9)
    palette_and_code = file.take(_gif_palette(head[8]) + 1)
    return b"," + head + palette_and_code + _gif_sub_blocks(file)


def _gif_extension(file: Reader) -> bytes:
    label = file.take(1)
    blocks = _gif_sub_blocks(file)
    if label[0] == GIF_CONTROL and blocks[0] == 4:
        return b"!" + label + blocks[:5] + b"\0"
    if label[0] == GIF_APPLICATION and blocks[:14] in GIF_LOOPS:
        return b"!" + label + blocks[:16] + b"\0"
    return b""


def _gif_palette(flags: int) -> int:
    """Return how many bytes the palette takes that `flags` announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_sub_blocks(file: Reader) -> bytes:
    blocks = []
    while (length := file.take(1)) != b"\0":
        blocks += [length, file.take(length[0])]
    return b"".join([*blocks, b"\0"])


def avif_pixels(content: bytes) -> bytes:
    """Return `content`, or raise `UnknownStructureError`.

    Nothing can be left out: its boxes refer to each other by their places in the file.
    """
    boxes = list(_avif_boxes(content, AVIF_BOXES))
    bodies = dict(boxes)
    items = [body[8:] for name, body in boxes if name == b"infe"]
    colours = [body[:4] for name, body in boxes if name == b"colr"]
    pixels = sum(len(body) for name, body in boxes if name == b"mdat")
    is_plain = (
        AVIF_ITEMS.issuperset(items)
        and {b"nclx"}.issuperset(colours)
        and bodies.get(b"hdlr", b"")[24:] in {b"", b"\0"}
        and pixels == _avif_used_bytes(bodies.get(b"iloc", b""))
    )
    if not is_plain:
        raise UnknownStructureError("There is more than pixels.")
    return content


def _avif_boxes(content: bytes, allowed: dict[bytes, Any]) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each box, those in other boxes included."""
    file = Reader(content)
    while file.position < len(content):
        length, name = int.from_bytes(file.take(4)), file.take(4)
        body = file.take(length - 8)
        if name not in allowed:
            raise UnknownStructureError("This box isn't known.")
        yield name, body
        if allowed[name]:
            yield from _avif_boxes(body[AVIF_HEADS.get(name, 0) :], allowed[name])


def _avif_used_bytes(locations: bytes) -> int:
    """Return how many bytes belong to an item, where places and lengths are plain numbers."""
    file = Reader(locations)
    if file.take(6) != b"\0\0\0\0\x44\0":
        raise UnknownStructureError("The places are written in another way.")
    used = set()
    for _item in range(int.from_bytes(file.take(2))):
        file.take(4)
        used |= {file.take(8) for _part in range(int.from_bytes(file.take(2)))}
    return sum(int.from_bytes(part[4:]) for part in used)


FORMATS: dict[str, Callable[[bytes], bytes]] = {
    "AVIF": avif_pixels,
    "GIF": gif_pixels,
    "JPEG": jpeg_pixels,
    "MPO": jpeg_pixels,
    "PNG": png_pixels,
    "WEBP": webp_pixels,
}
