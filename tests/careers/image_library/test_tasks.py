"""What is cut in the background, when, and by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import PIL.Image
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page

from careers.conf import MAX_IMAGE_EDGE
from careers.core.image_presets import (
    ALL_SPECS,
    IMAGE_PRESETS,
    MAX_CROP_PIXELS,
    SHARED_FILTER,
    STAND_IN,
    filters_of,
)
from careers.image_library.cutting import AVIF_SPEED
from careers.image_library.tasks import is_avif, is_quick, make_missing, make_quick_renditions
from careers.kept.content_version import ContentVersion
from careers.models import CareersSettings, ImageFailure, Person
from tests.careers import block_data
from tests.careers.image_library.pictures import photo
from tests.careers.image_library.work_queue import enqueued, specs, specs_of, tasks, work
from tests.careers.sharing import edit, every_page_type
from tests.careers.test_previews import preview_page
from tests.cut_images import cut_images
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    Tree,
)
from tests.soup import get_soup

pytestmark = pytest.mark.django_db

RUN = Filter.run


class Bucket(Storage):
    """A storage whose files have no paths."""

    files: ClassVar[dict[str, bytes]] = {}

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        return ContentFile(self.files[name], name)

    def _save(self, name: str, content: Any) -> str:
        self.files[name] = content.read()
        return name

    def exists(self, name: str) -> bool:
        return name in self.files

    def delete(self, name: str) -> None:
        self.files.pop(name, None)


def publish(page: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


# Requests


@every_page_type
def test_no_request_for_a_page_cuts_enqueues_or_writes(
    client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, get_page: Callable[[Tree], Any]
) -> None:
    page = get_page(tree)
    block_data.set_body(tree.team, [block_data.image(ImageFactory())])
    if hasattr(page, "hero_image"):
        page.hero_image = ImageFactory()
    edit(page, social_image=ImageFactory())
    tasks().delete()

    def cut(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("It was cut.")

    monkeypatch.setattr(Filter, "run", cut)
    with CaptureQueriesContext(connection) as queries:
        get_soup(client, page.url)
        assert preview_page(page.specific, page.specific.default_preview_mode)[0] == 200
    assert not [query for query in queries if not query["sql"].startswith(("SELECT", "WITH"))]
    assert not tasks().exists()
    assert not ImageFailure.objects.exists()


# When tasks are enqueued


def test_published_page_has_its_images_cut_and_follows(client: Client, tree: Tree) -> None:
    image = ImageFactory(file__width=1200, file__height=800)
    publish(tree.home, hero_image=image)
    assert set(enqueued()) == {str(image.pk)}
    assert "480w" not in str(get_soup(client, "/"))
    work()
    assert "480w" in str(get_soup(client, "/"))
    assert specs_of(image) == specs("hero") | {SHARED_FILTER.spec, STAND_IN.spec}


def test_draft_has_nothing_cut(tree: Tree) -> None:
    tree.team.hero_image = ImageFactory()
    tree.team.save_revision()
    assert not enqueued()


def test_page_whose_images_are_cut_enqueues_nothing(tree: Tree) -> None:
    publish(tree.home, hero_image=ImageFactory())
    work()
    tasks().delete()
    publish(tree.home, title="Another name")
    assert not enqueued()


def test_what_else_shows_images_has_them_cut(tree: Tree) -> None:
    photo_of_person, shared, news = ImageFactory(), ImageFactory(), ImageFactory()
    assert not enqueued()  # used nowhere yet
    PersonFactory(photo=photo_of_person)
    CareersSettings.objects.create(site=tree.site, social_image=shared)
    NewsItemFactory(image=news)
    work()
    assert specs_of(photo_of_person) == specs("portrait") | {STAND_IN.spec}
    assert specs_of(shared) == {SHARED_FILTER.spec, STAND_IN.spec}
    assert specs_of(news) == specs("card", "wide_card") | {STAND_IN.spec}


def test_new_file_and_new_focal_point_are_cut_anew(admin_client: Client, tree: Tree) -> None:
    image = ImageFactory(file__width=900, file__height=600)
    PersonFactory(photo=image)
    work()
    first = set(image.renditions.values_list("pk", flat=True))
    data = {"title": "A", "collection": str(image.collection_id)}
    point = {"focal_point_x": 30, "focal_point_y": 30}
    point |= {"focal_point_width": 20, "focal_point_height": 20}
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert admin_client.post(url, data | point).status_code == 302
    work()
    cut = image.renditions.exclude(filter_spec=STAND_IN.spec)
    numbers = Counter(cut.values_list("filter_spec", flat=True))
    assert numbers == dict.fromkeys(specs("portrait"), 2)

    file = ContentFile(photo(size=(800, 800)), "other.jpg")
    assert admin_client.post(url, data | point | {"file": file}).status_code == 302
    work()
    assert specs_of(image) == specs("portrait") | {STAND_IN.spec}
    assert first.isdisjoint(image.renditions.values_list("pk", flat=True))


def test_nothing_is_cut_for_a_transaction_that_is_rolled_back(tree: Tree) -> None:
    image = ImageFactory()
    with transaction.atomic():
        publish(tree.home, hero_image=image)
        transaction.set_rollback(True)
    assert not enqueued()


def test_without_a_worker_the_editor_s_request_cuts(
    client: Client, tree: Tree, settings: Settings
) -> None:
    settings.CAREERS_TASKS_BACKEND = "default"
    image = ImageFactory()
    publish(tree.home, hero_image=image)
    assert specs("hero") <= specs_of(image)


# How they are cut


def test_avif_comes_when_all_images_are_there_in_other_formats(
    tree: Tree, cuts: list[tuple[int, str]]
) -> None:
    for _number in range(3):
        PersonFactory(photo=ImageFactory())
    work()
    formats = [spec.startswith("format-avif") for _key, spec in cuts]
    assert formats == sorted(formats)
    assert Counter(formats) == {False: 3 * 4, True: 3 * 2}


def test_task_that_comes_twice_finds_the_work_done(tree: Tree, cuts: list[tuple[int, str]]) -> None:
    image = ImageFactory()
    PersonFactory(photo=image)
    PersonFactory(photo=image)
    assert enqueued() == [str(image.pk)] * 2
    work()
    assert max(Counter(cuts).values()) == 1


def test_image_that_fails_stops_no_other(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    images = [ImageFactory(title=f"Picture {number}") for number in range(3)]
    generate = AbstractImage.generate_rendition_instance

    def fail(image: Any, *args: Any) -> Any:
        if image.pk == images[1].pk:
            raise MemoryError("hostile")
        return generate(image, *args)

    monkeypatch.setattr(get_image_model(), "generate_rendition_instance", fail)
    for image in images:
        PersonFactory(photo=image)
    work()
    assert [specs("portrait") <= specs_of(image) for image in images] == [True, False, True]
    assert ImageFailure.objects.get().image == images[1]
    assert "hostile" in caplog.text
    assert not tasks().exclude(status="SUCCESSFUL").exists()


def test_deleted_image_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    make_quick_renditions.call("0")
    assert not caplog.records


def test_rows_of_an_image_are_written_in_one_statement(tree: Tree) -> None:
    image = ImageFactory(file__width=600, file__height=600)
    PersonFactory(photo=image)
    with CaptureQueriesContext(connection) as queries:
        make_missing(str(image.pk), is_quick)
    written = [q["sql"] for q in queries if re.search("INSERT.*wagtailimages_rendition", q["sql"])]
    assert len(written) == 1
    before = ContentVersion.objects.current()
    make_missing(str(image.pk), is_avif)
    assert ContentVersion.objects.current() != before


def test_drawing_has_nothing_to_cut(tree: Tree) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
    image = ImageFactory(file=ContentFile(svg, "drawing.svg"))
    PersonFactory(photo=image)
    assert not enqueued()
    assert specs_of(image) == {"original"}


def test_storage_without_paths_is_cut_too(tree: Tree, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Bucket"}}
    image = ImageFactory()
    PersonFactory(photo=image)
    work()
    assert specs_of(image) == specs("portrait") | {STAND_IN.spec}


def test_every_place_on_a_page_is_cut(client: Client, tree: Tree) -> None:
    """Blocks and models name the presets by which templates show their images."""
    image = ImageFactory(file__width=500, file__height=400)
    feed = NewsFeedFactory()
    NewsItemFactory(feed=feed, image=image)
    person: Person = PersonFactory(photo=image)
    location = LocationFactory()
    for page in (tree.home, tree.team):
        offered = page._meta.get_field("body").stream_block.child_blocks
        blocks = block_data.one_of_each(image, person, location, feed)
        body = block_data.as_body([block for block in blocks if block["type"] in offered])
        edit(page, body=body, hero_image=image, social_image=image)
    assert STAND_IN.spec.replace("|", ".") in str(get_soup(client, tree.team.url))
    cut_images()
    for page in (tree.home, tree.team, tree.teams):
        soup = get_soup(client, page.url)
        assert soup.select("main source[type='image/avif']")
        assert STAND_IN.spec.replace("|", ".") not in str(soup)
        pictures = soup.select("main picture")
        assert all(len(picture.select("source, img")) % 3 == 0 for picture in pictures)


@pytest.mark.parametrize("edge", range(400, MAX_IMAGE_EDGE + 1, 400))
def test_pixels_of_a_crop_are_bounded(edge: int) -> None:
    crops = [item for item in filters_of(*IMAGE_PRESETS) if is_avif(item)]
    for width, height in ((edge, MAX_IMAGE_EDGE), (MAX_IMAGE_EDGE, edge)):
        image = get_image_model()(width=width, height=height)
        sizes = [item.get_transform(image).size for item in crops]
        assert max(width * height for width, height in sizes) <= MAX_CROP_PIXELS


def test_avif_is_made_at_a_speed_of_its_own(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    speeds = []
    save = PIL.Image.Image.save

    def note(opened: Any, output: Any, format: Any = None, **options: Any) -> None:
        if format == "AVIF":
            speeds.append(options["speed"])
        save(opened, output, format, **options)

    image = ImageFactory()
    PersonFactory(photo=image)
    monkeypatch.setattr(PIL.Image.Image, "save", note)
    make_missing(str(image.pk), is_avif)
    assert speeds == [AVIF_SPEED] * 2


def test_presets_are_among_those_that_are_fetched() -> None:
    assert specs("hero", "portrait") | {STAND_IN.spec} <= set(ALL_SPECS)


def test_pages_say_what_they_show() -> None:
    models = [model for model in apps.get_models() if issubclass(model, Page)]
    fields = {
        (model.__name__, field.name)
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is get_image_model() and field.many_to_one
    }
    said = {
        (model.__name__, name) for model in models for name in getattr(model, "shown_images", {})
    }
    assert fields == said
