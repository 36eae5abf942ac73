"""Every way by which an image comes into the library prepares it."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from careers.core.image_presets import SHARED_FILTER
from careers.image_library.image_files import PreparingImageFile
from careers.image_library.preparation import ImageRefusedError
from careers.models import CareersSettings
from careers.news.feed_images import keep, usable_file
from careers.news.xml import FeedError
from home.icons import FILTERS
from tests.careers import block_data
from tests.careers.image_library.pictures import (
    SECRET,
    broken_pictures,
    decode,
    encode,
    every_picture,
    photo,
)
from tests.cut_images import cut_images
from tests.factories import ImageFactory, PersonFactory, Tree
from tests.soup import get_soup

pytestmark = pytest.mark.django_db

ADD = "wagtailimages:add"
Upload = Callable[[Client, bytes], Any]


def image_data(content: bytes, name: str = "photo.jpg", **values: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node()
    return {
        "title": "A photo",
        "collection": str(root.pk),
        "file": SimpleUploadedFile(name, content, "image/jpeg"),
    } | values


def image_form(content: bytes, name: str = "photo.jpg", **values: Any) -> Any:
    data = image_data(content, name, **values)
    return get_image_form(get_image_model())(data, {"file": data.pop("file")})


def by_form(client: Client, content: bytes) -> None:
    client.post(reverse(ADD), image_data(content))


def by_multiple(client: Client, content: bytes) -> None:
    data = image_data(content)
    client.post(reverse("wagtailimages:add_multiple"), data | {"files[]": data.pop("file")})


def by_multiple_in_two_steps(client: Client, content: bytes) -> None:
    data = image_data(content, title="A photo " * 40)  # too long: to be mended in the second step
    answer = client.post(
        reverse("wagtailimages:add_multiple"), data | {"files[]": data.pop("file")}
    ).json()
    key = answer["uploaded_file_id"]
    mended = {f"uploaded-image-{key}-{name}": value for name, value in data.items()}
    mended[f"uploaded-image-{key}-title"] = "A photo"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key])
    assert client.post(address, mended).json()["success"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()  # the file, which Wagtail leaves open


def by_chooser(client: Client, content: bytes) -> None:
    data = {f"image-chooser-upload-{name}": value for name, value in image_data(content).items()}
    client.post(reverse("wagtailimages_chooser:create"), data)


def by_replacement(client: Client, content: bytes) -> None:
    image = ImageFactory()
    client.post(reverse("wagtailimages:edit", args=[image.pk]), image_data(content))


def by_form_of_large_file(client: Client, content: bytes) -> None:
    """As Django gives a large file to Wagtail's form, of which its API makes use too."""
    file = TemporaryUploadedFile("photo.jpg", "image/jpeg", len(content), None)
    file.write(content)
    file.seek(0)
    form: Any = get_image_form(get_image_model())(image_data(content), {"file": file})
    assert form.is_valid()
    form.save()
    file.close()


def by_code(client: Client, content: bytes) -> None:
    get_image_model().objects.create(title="A photo", file=ContentFile(content, "photo.jpg"))


def by_bulk(client: Client, content: bytes) -> None:
    model = get_image_model()
    model.objects.bulk_create([model(title="A", file=ContentFile(content, "photo.jpg"))])


def by_file(client: Client, content: bytes) -> None:
    image = get_image_model()(title="A photo")
    image.file.save("photo.jpg", ContentFile(content), save=False)
    image.save()


def by_assignment(client: Client, content: bytes) -> None:
    image = ImageFactory()
    image.file = ContentFile(content, "photo.jpg")
    image.save()


def by_feed(client: Client, content: bytes) -> None:
    keep(usable_file(content), "A photo")


WAYS: list[Upload] = [
    by_form,
    by_multiple,
    by_multiple_in_two_steps,
    by_chooser,
    by_replacement,
    by_form_of_large_file,
    by_code,
    by_bulk,
    by_file,
    by_assignment,
    by_feed,
]


def files_in(media_root: Path) -> list[Path]:
    return [path for path in media_root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("upload", WAYS, ids=lambda way: way.__name__)
def test_photo_is_stored_upright_and_without_its_place(
    admin_client: Client, media_root: Path, upload: Upload
) -> None:
    upload(admin_client, photo(orientation=6, size=(300, 200)))
    image = get_image_model().objects.get()
    stored = Path(image.file.path).read_bytes()
    assert (image.width, image.height) == decode(stored).size == (200, 300)
    image.get_renditions(SHARED_FILTER, "original", "max-165x165|format-webp")
    for path in files_in(media_root / "images") + files_in(media_root / "original_images"):
        assert SECRET not in path.read_bytes()
    hash_in_form = image.file_hash
    image._set_image_file_metadata()
    image.file.close()
    assert (image.file_size, image.file_hash) == (len(stored), hash_in_form)


def test_pages_show_a_photo_without_its_place(client: Client, tree: Tree, media_root: Path) -> None:
    image = ImageFactory(file=ContentFile(photo(size=(900, 700)), "photo.jpg"))
    CareersSettings.objects.create(site=tree.site, social_image=image)
    tree.team.hero_image = image
    block_data.set_body(tree.team, [block_data.image(image)])
    cut_images()
    made = files_in(media_root / "images")
    assert len(made) > 15
    assert not [path for path in made if SECRET in path.read_bytes()]


def test_form_says_what_to_do_about_a_file_that_can_not_be_shown(admin_client: Client) -> None:
    cut = encode(decode(photo(size=(300, 200))), "JPEG", quality=95)[:-400]
    response = admin_client.post(reverse(ADD), image_data(cut))
    errors = response.context["form"].errors["file"]
    assert errors == [
        "This picture can't be shown: the file is broken, or of a kind that pages can't use. "
        "Save it anew as JPEG or PNG in an image program, and upload that."
    ]


def test_no_broken_file_comes_in(media_root: Path) -> None:
    for label, name, content in broken_pictures():
        assert image_form(content, name).errors["file"], label
        with pytest.raises((ImageRefusedError, OSError)), transaction.atomic():
            get_image_model().objects.create(title="A", file=ContentFile(content, name))
        with pytest.raises(FeedError):
            usable_file(content)
    assert not get_image_model().objects.exists()
    assert not files_in(media_root)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_whatever_the_form_and_feeds_accept_is_shown(
    client: Client, tree: Tree, settings: Any
) -> None:
    """Of pictures that come out alike, one is stored and shown, with each rendition of the site."""
    settings.WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "png", "webp", "bmp", "tiff", "ico"]
    forms: dict[str, Any] = {}
    accepted = 0
    for label, name, content in every_picture(size=(200, 4)):
        if label in {"animated AVIF", "animated PNG"}:
            continue  # which Wagtail refuses
        form = image_form(content, name, title=label)
        assert form.is_valid(), (label, form.errors)
        accepted += 1
        file = form.instance.file.file
        stored = decode(file.read())
        is_odd = label[0].islower()
        forms.setdefault(label if is_odd else f"{stored.format} {stored.mode}", form)
        if PurePath(name).suffix not in {".bmp", ".tiff", ".ico"} and stored.width >= 200:
            assert usable_file(content).hash == file.hash, label
    assert accepted > 200
    assert len(forms) > 20
    images = [form.save() for form in forms.values()]
    filters = [SHARED_FILTER, *FILTERS.values()]
    for image in images:
        assert len(image.get_renditions(*filters)) == len(filters)
    tree.team.hero_image = images[-1]
    galleries = [block_data.gallery(images[at : at + 10]) for at in range(0, len(images), 10)]
    block_data.set_body(tree.team, galleries)
    shown = get_soup(client, tree.team.url).select("main img")
    assert len(shown) == len(images) + 1


def test_large_photo_is_scaled_down_with_its_focal_point(tree: Tree) -> None:
    image = ImageFactory(
        file=ContentFile(photo(orientation=1, size=(6000, 60)), "wide.jpg"),
        focal_point_x=1500,
        focal_point_y=30,
        focal_point_width=600,
        focal_point_height=12,
    )
    image.refresh_from_db()
    scale = image.width / 6000
    assert image.width <= 4800
    assert image.focal_point_x == round(1500 * scale)
    assert image.focal_point_width == round(600 * scale)
    assert abs(image.focal_point_y - 30 * scale) <= 1


def test_replaced_photo_keeps_its_focal_point_where_it_was(admin_client: Client) -> None:
    point = {"focal_point_x": 30, "focal_point_y": 20}
    point |= {"focal_point_width": 20, "focal_point_height": 10}
    image = ImageFactory(file__width=60, file__height=40, **point)
    larger = encode(decode(photo(orientation=1)).resize((120, 80)), "JPEG")
    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), image_data(larger) | point)
    image.refresh_from_db()
    assert (image.width, image.height) == (120, 80)
    assert (image.focal_point_x, image.focal_point_y) == (60, 40)
    assert (image.focal_point_width, image.focal_point_height) == (40, 20)


def test_file_of_another_format_is_named_after_the_one_that_is_stored(settings: Any) -> None:
    settings.WAGTAILIMAGES_EXTENSIONS = ["tiff", "bmp"]
    for name, image_format in (("a.tiff", "TIFF"), ("a.bmp", "BMP")):
        content = encode(decode(photo()), image_format)
        image = get_image_model().objects.create(title="A", file=ContentFile(content, name))
        assert image.file.name.endswith(".png")


def test_drawing_is_stored_as_it_is_and_shown(client: Client, tree: Tree) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"></svg>'
    image = ImageFactory(file=ContentFile(drawing, "drawing.svg"))
    image.refresh_from_db()
    block_data.set_body(
        tree.team,
        [block_data.image(image), block_data.testimonials([PersonFactory(photo=image)])],
    )
    assert Path(image.file.path).read_bytes() == drawing
    shown = get_soup(client, tree.team.url).select("main img")  # made when it was stored
    rendition = image.renditions.get()
    assert [tag["src"] for tag in shown] == [rendition.url] * 2
    assert rendition.file.name.startswith("images/")
    assert (shown[0]["width"], shown[0]["height"]) == ("90", "60")


def test_photo_that_is_called_a_drawing_is_stored_as_the_photo_that_it_is() -> None:
    file = ContentFile(photo(orientation=6), "photo.svg")
    image = get_image_model().objects.create(title="A photo", file=file)
    assert image.file.name.endswith(".jpg")
    assert (image.width, image.height) == (40, 60)
    assert SECRET not in Path(image.file.path).read_bytes()


def test_what_is_no_drawing_is_not_stored_as_one(media_root: Path) -> None:
    for content in (b"no picture", b"<svg", b"<html></html>"):
        with pytest.raises((ImageRefusedError, OSError)), transaction.atomic():
            get_image_model().objects.create(title="A", file=ContentFile(content, "a.svg"))
    assert not files_in(media_root)


@pytest.mark.parametrize("edge", [300, 900])
def test_profile_picture_is_stored_without_its_place(
    admin_client: Client, media_root: Path, edge: int
) -> None:
    """Wagtail's form keeps a small one as it is."""
    save_avatar(admin_client, photo(orientation=6, size=(edge, edge)))
    [stored] = files_in(media_root)
    assert SECRET not in stored.read_bytes()
    found: Any = decode(stored.read_bytes())
    assert [found.convert("RGB").getpixel((10, y))[0] > 200 for y in (10, found.height - 10)] == [
        True,
        False,
    ]


def test_profile_picture_of_code_is_stored_without_its_place(admin_user: User) -> None:
    profile = UserProfile.get_for_user(admin_user)
    profile.avatar.save("photo.jpg", ContentFile(photo()))
    assert SECRET not in Path(profile.avatar.path).read_bytes()


def test_form_of_the_profile_says_what_to_do_about_a_broken_picture(
    admin_client: Client, media_root: Path
) -> None:
    for edge in (300, 900):
        noise = Image.effect_noise((edge, edge), 90)
        response = save_avatar(admin_client, encode(noise, "JPEG")[:-900])
        assert "Save it anew as JPEG or PNG" in response.content.decode()
    assert not files_in(media_root)


def save_avatar(client: Client, content: bytes) -> Any:
    data = {
        "avatar-avatar": SimpleUploadedFile("photo.jpg", content),
        "locale-preferred_language": "",
        "name_email-email": "anna@example.com",
        "name_email-first_name": "Anna",
        "name_email-last_name": "Berg",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-theme": "system",
    }
    return client.post(reverse("wagtailadmin_account"), data)


def test_class_of_a_host_for_its_files_is_kept() -> None:
    field: Any = get_image_model()._meta.get_field("file")
    assert issubclass(field.attr_class, PreparingImageFile)
    assert issubclass(field.attr_class, models.fields.files.ImageFieldFile)
    _name, _path, _args, kwargs = field.deconstruct()
    assert "validators" not in kwargs
