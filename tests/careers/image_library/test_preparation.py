"""What is stored of an image: upright, in sRGB, without metadata, and of a size that pages need."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageSequence

from careers.core.image_presets import ALL_SPECS
from careers.image_library.preparation import ImageRefusedError, prepare_image
from tests.careers.image_library.hidden_data import pictures_with_a_secret
from tests.careers.image_library.pictures import (
    SECRET,
    broken_pictures,
    decode,
    encode,
    every_picture,
    photo,
)

RED, BLUE = (254, 0, 0), (0, 0, 254)


def is_close(found: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


def test_photo_loses_what_its_camera_says_and_stands_upright() -> None:
    content = photo(orientation=6)
    assert content.count(SECRET) >= 5
    prepared = prepare_image(content)
    assert SECRET not in prepared.content
    image = decode(prepared.content)
    assert image.size == prepared.size == prepared.source_size == (40, 60)
    assert is_close(image.getpixel((20, 5)), RED)
    assert is_close(image.getpixel((20, 55)), BLUE)


def test_photo_that_stands_upright_keeps_its_quality_but_not_its_data() -> None:
    content = photo(orientation=1)
    prepared = prepare_image(content)
    assert SECRET not in prepared.content
    found, wanted = decode(prepared.content), decode(content)
    assert getattr(found, "quantization") == getattr(wanted, "quantization")  # noqa: B009


def test_nothing_but_pixels_stays_wherever_it_is_hidden() -> None:
    """The pixels come out as they went in; those of an AVIF are compressed anew."""
    tried = 0
    for label, content, plain in pictures_with_a_secret():
        prepared = prepare_image(content).content
        assert SECRET not in prepared, label
        assert prepare_image(prepared).content == prepared, label
        if "AVIF" in label:
            assert decode(prepared).size == decode(plain).size, label
        else:
            assert frames_of(prepared) == frames_of(plain), label
        tried += 1
    assert tried > 100


def frames_of(content: bytes) -> list[Any]:
    """The pixels of each frame, how long it is shown, and how often all are."""
    image: Any = Image.open(BytesIO(content))
    return [
        (frame.convert("RGBA").tobytes(), frame.info.get("duration", 0), image.info.get("loop", 0))
        for frame in ImageSequence.Iterator(image)
    ]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_as_pillow_turns_it(orientation: int) -> None:
    drawing = Image.new("RGB", (30, 20), "red")
    drawing.paste("blue", (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encode(drawing, "PNG", exif=exif)
    found = decode(prepare_image(content).content)
    method = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}.get(orientation)
    wanted = drawing if method is None else drawing.transpose(Image.Transpose(method))
    assert found.tobytes() == wanted.tobytes()
    assert not found.getexif()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_whatever_pillow_writes_becomes_a_plain_picture_without_a_profile() -> None:
    tried = 0
    for label, _name, content in every_picture():
        prepared = prepare_image(content)
        image = decode(prepared.content)
        assert image.format in {"AVIF", "GIF", "JPEG", "PNG", "WEBP"}, label
        assert image.mode in {"L", "P", "RGB", "RGBA"}, label
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(image.info), label
        assert prepare_image(prepared.content).content == prepared.content, label
        tried += 1
    assert tried > 200


def test_no_broken_file_is_taken() -> None:
    taken = [label for label, _name, content in broken_pictures() if is_taken(content)]
    assert taken == []


def is_taken(content: bytes) -> bool:
    try:
        prepare_image(content)
    except ImageRefusedError as error:
        return "Save it anew" not in str(error)
    return True


def test_transparency_and_grey_are_kept() -> None:
    clear = encode(Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "PNG", comment="x")
    assert decode(prepare_image(clear).content).getpixel((4, 4)) == (255, 0, 0, 0)
    key = encode(Image.new("RGB", (9, 9), (255, 0, 0)), "PNG", transparency=(255, 0, 0))
    assert decode(prepare_image(key).content).getpixel((4, 4)) == (255, 0, 0, 0)
    deep = encode(Image.new("I;16", (9, 9), 32_768), "PNG")
    assert decode(prepare_image(deep).content).getpixel((4, 4)) in {127, 128}


def test_colours_of_a_wrong_profile_are_those_without() -> None:
    drawing = Image.new("CMYK", (9, 9), (0, 255, 255, 0))
    for profile in (b"", b"junk" * 50):
        options = {"icc_profile": profile} if profile else {}
        found = decode(prepare_image(encode(drawing, "JPEG", **options)).content)
        assert is_close(found.getpixel((4, 4)), RED)


def test_picture_that_is_fine_keeps_its_bytes() -> None:
    for image_format in ("AVIF", "GIF", "JPEG", "PNG", "WEBP"):
        content = encode(Image.new("RGB", (30, 20), "red"), image_format)
        assert prepare_image(content).content == content


def test_animated_gif_stays_and_other_animations_become_their_first_frame() -> None:
    frames: dict[str, Any] = {"save_all": True, "append_images": [Image.new("RGB", (9, 9), "blue")]}
    for image_format in ("GIF", "PNG", "WEBP"):
        content = encode(Image.new("RGB", (9, 9), "red"), image_format, **frames)
        image = decode(prepare_image(content).content)
        assert getattr(image, "n_frames", 1) == (2 if image_format == "GIF" else 1)
        assert is_close(image.convert("RGB").getpixel((4, 4)), RED)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF"])
@pytest.mark.parametrize("size", [(6000, 30), (30, 9700)])
def test_large_picture_is_scaled_down(image_format: str, size: tuple[int, int]) -> None:
    prepared = prepare_image(encode(Image.new("L", size, 200), image_format))
    assert decode(prepared.content).size == prepared.size
    assert prepared.source_size == size
    assert 3600 <= max(prepared.size) <= 4800
    assert abs(prepared.size[0] / prepared.size[1] - size[0] / size[1]) < size[0] / size[1] / 20


def test_largest_crop_of_a_page_fits_well_into_the_largest_picture() -> None:
    widest = max(int(n) for s in ALL_SPECS for n in s.replace("x", "-").split("-") if n.isdigit())
    prepared = prepare_image(encode(Image.new("L", (9590, 20)), "JPEG"))
    assert prepared.size[0] >= widest * 1.5


def test_host_decides_how_large_pictures_may_be(settings: Any) -> None:
    content = encode(Image.new("L", (5000, 20)), "JPEG")
    settings.CAREERS_MAX_IMAGE_EDGE = 1000
    assert max(prepare_image(content).size) <= 1000
    settings.CAREERS_MAX_IMAGE_EDGE = None
    assert prepare_image(content).content == content


def test_too_many_pixels_are_refused_without_decoding_them(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    with pytest.raises(ImageRefusedError, match="at most 1 million pixels"):
        prepare_image(encode(Image.new("1", (1001, 1000)), "PNG"))


def test_animation_that_is_cut_off_keeps_its_whole_frames() -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue", "green")]
    content = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    whole = frames_of(content)
    assert frames_of(prepare_image(content[:-1]).content) == whole
    assert frames_of(prepare_image(content[:-5]).content) == whole[:2]
