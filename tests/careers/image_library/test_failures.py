"""An image that can't be made is left out; the page, the log and the dashboard go on."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django.core.cache.backends.base
import django.core.cache.backends.locmem
import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, Filter, SourceImageIOError

from careers.image_library.image_failure import RETRY_AFTER
from careers.models import CareersSettings, ImageFailure
from home.models import BrandSettings
from tests.careers import block_data
from tests.careers.sharing import edit, every_page_type
from tests.cut_images import cut_images
from tests.factories import ImageFactory, NewsFeedFactory, NewsItemFactory, PersonFactory, Tree
from tests.soup import get_soup, select, text_of

pytestmark = pytest.mark.django_db


def spoil(image: AbstractImage) -> None:
    """As an editor of another program would: the form would have refused it."""
    Path(image.file.path).write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 30)


def lose(image: AbstractImage) -> None:
    Path(image.file.path).unlink()


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)


def lock_database(monkeypatch: pytest.MonkeyPatch) -> None:
    model = get_image_model().get_rendition_model()
    fail_in_database(monkeypatch, model, "save_base")
    fail_in_database(monkeypatch, model.objects, "bulk_create")


def fail_in_database(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Have a method fail so that the database aborts the transaction."""

    def fail(*args: Any, **kwargs: Any) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nothing FROM nowhere")
        except DatabaseError as error:
            raise OperationalError("database is locked") from error

    monkeypatch.setattr(owner, name, fail)


Mishap = Callable[[pytest.MonkeyPatch], None]


def spoil_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for image in get_image_model().objects.all():
        spoil(image)


def lose_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for image in get_image_model().objects.all():
        lose(image)


def break_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise KeyError("CMYK")

    monkeypatch.setattr(Filter, "run", fail)


every_mishap = pytest.mark.parametrize(
    "mishap",
    [spoil_all, lose_all, break_encoder, fill_disk, lock_database],
    ids=lambda mishap: mishap.__name__,
)


def show_everywhere(tree: Tree, page: Any) -> None:
    """Have images stand wherever the site can show one, none of them cut."""
    feed = NewsFeedFactory()
    NewsItemFactory(feed=feed, image=ImageFactory())
    people = [PersonFactory()]
    picture = ImageFactory()
    CareersSettings.objects.create(site=tree.site, social_image=ImageFactory())
    brand = {name: ImageFactory() for name in ("logo", "logo_on_dark", "icon")}
    BrandSettings.objects.create(site=tree.site, name="Halmere", **brand)
    edit(tree.team, hero_image=ImageFactory())
    if hasattr(page, "hero_image"):
        page.hero_image = ImageFactory()
    page.social_image = ImageFactory()
    blocks = [
        block_data.latest([block_data.latest_item(picture)], feed=feed.pk, number=3),
        block_data.testimonials(people),
        block_data.image(picture, width="full"),
        block_data.gallery([picture]),
        block_data.video(picture),
        block_data.pillars(2, [picture]),
        block_data.team_grid(),
    ]
    offered = page._meta.get_field("body").stream_block.child_blocks if has_body(page) else {}
    if offered:
        page.body = block_data.as_body([block for block in blocks if block["type"] in offered])
    page.save()
    forget_renditions()


def forget_renditions() -> None:
    get_image_model().get_rendition_model().objects.all().delete()


def has_body(page: Any) -> bool:
    return any(field.name == "body" for field in page._meta.get_fields())


@every_page_type
def test_every_page_is_shown_without_images_that_can_not_be_made(
    client: Client,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    get_page: Callable[[Tree], Any],
) -> None:
    page = get_page(tree)
    show_everywhere(tree, page)
    break_encoder(monkeypatch)
    cut_images()
    assert_shown_without_images(client, page)
    assert "is left out" in caplog.text


@every_mishap
def test_page_is_shown_whatever_keeps_images_from_being_made(
    client: Client,
    tree: Tree,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    mishap: Mishap,
) -> None:
    show_everywhere(tree, tree.team)
    mishap(monkeypatch)
    cut_images()
    assert_shown_without_images(client, tree.team)
    assert "is left out" in caplog.text


def assert_shown_without_images(client: Client, page: Any) -> None:
    soup = get_soup(client, page.url)
    assert not [tag["src"] for tag in soup.select("img") if "/media/" in str(tag["src"])]
    assert not soup.select("img[src*='not-found'], source[srcset*='not-found']")
    assert not soup.select("meta[property='og:image']")


@pytest.mark.parametrize("mishap", [spoil_all, lock_database])
@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailimages:index", "edit image", "edit"])
def test_admin_is_shown_without_them_too(
    admin_client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, name: str, mishap: Mishap
) -> None:
    show_everywhere(tree, tree.team)
    mishap(monkeypatch)
    hero: Any = tree.team.hero_image
    addresses = {
        "edit": reverse("wagtailadmin_pages:edit", args=[tree.team.pk]),
        "edit image": reverse("wagtailimages:edit", args=[hero.pk]),
    }
    get_soup(admin_client, addresses.get(name) or reverse(name))


def test_log_says_which_image_and_why(tree: Tree, caplog: pytest.LogCaptureFixture) -> None:
    image = ImageFactory(title="Harbour at noon")
    edit(tree.team, hero_image=image)
    spoil(image)
    cut_images()
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    for part in (str(image.pk), "Harbour at noon", image.file.name):
        assert part in record.getMessage()


def test_image_that_fails_is_not_tried_again_at_once(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def fail(*args: Any, **kwargs: Any) -> Any:
        tries.append(args)
        raise KeyError("CMYK")

    monkeypatch.setattr(Filter, "run", fail)
    edit(tree.team, hero_image=ImageFactory())
    for _task in range(3):
        cut_images()
    assert len(tries) == 1
    ImageFailure.objects.update(failed_at=timezone.now() - RETRY_AFTER - timedelta(seconds=1))
    cut_images()
    assert len(tries) == 2


def test_locked_database_is_waited_for_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(tree.team, hero_image=ImageFactory(), social_image=ImageFactory())
    block_data.set_body(tree.team, [block_data.gallery([ImageFactory() for _ in range(4)])])
    tries = []

    def wait(*args: Any, **kwargs: Any) -> Any:
        tries.append(args)
        raise OperationalError("database is locked")

    monkeypatch.setattr(get_image_model().get_rendition_model().objects, "bulk_create", wait)
    cut_images()
    assert len(tries) == 1
    assert not ImageFailure.objects.exists()


@pytest.mark.parametrize("mishap", [fill_disk, lock_database])
def test_images_come_back_when_the_trouble_is_over(
    client: Client, tree: Tree, mishap: Mishap
) -> None:
    edit(tree.team, hero_image=ImageFactory())
    with pytest.MonkeyPatch.context() as monkeypatch:
        mishap(monkeypatch)
        forget_renditions()
        cut_images()
        assert not get_soup(client, tree.team.url).select(".hero img")
    cache.clear()  # the pause is over
    cut_images()
    assert get_soup(client, tree.team.url).select(".hero img")


@pytest.mark.parametrize("step", ["save_base", "run"])
def test_transaction_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    image = ImageFactory()
    if step == "save_base":
        lock_database(monkeypatch)
    else:
        fail_in_database(monkeypatch, Filter, step)
    with transaction.atomic():
        with pytest.raises(SourceImageIOError):
            image.get_rendition("max-10x10")
        with pytest.raises(SourceImageIOError):
            image.get_renditions("max-20x20", "max-30x30")
        assert get_image_model().objects.count() == 1


@pytest.mark.parametrize(
    ("error", "pause"),
    [(OperationalError("database is locked"), 60), (OSError(errno.ENOSPC, "No space left"), 10)],
)
def test_pause_is_long_after_a_locked_database_and_short_after_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, error: Exception, pause: int
) -> None:
    """On SQLite each try with a locked database blocks a worker for 20 seconds."""
    seconds = 1_000_000
    clock = SimpleNamespace(time=lambda: seconds)
    for module in (django.core.cache.backends.base, django.core.cache.backends.locmem):
        monkeypatch.setattr(module, "time", clock)
    tries = []

    def fail(*args: Any, **kwargs: Any) -> Any:
        tries.append(args)
        raise error

    monkeypatch.setattr(get_image_model().get_rendition_model(), "save_base", fail)
    for passed, number in ((0, 1), (pause - 1, 1), (2, 2)):
        seconds += passed
        with pytest.raises(SourceImageIOError):
            ImageFactory().get_rendition("max-10x10")
        assert len(tries) == number


@pytest.mark.parametrize("width", ["huge", "narrow_", 3, ["full"]])
def test_width_that_a_block_does_not_offer_is_the_usual_one(
    client: Client, tree: Tree, width: Any
) -> None:
    image = ImageFactory(file__width=700, file__height=500)
    blocks = [
        block_data.image(image, width=width),
        block_data.gallery([image], width=width),
        block_data.video(image, width=width),
    ]
    block_data.set_body(tree.team, blocks)
    assert len(get_soup(client, tree.team.url).select("main img")) == 3


def test_dashboard_names_the_image_and_leads_to_its_form(
    client: Client, admin_client: Client, tree: Tree
) -> None:
    image = ImageFactory(title="Harbour at noon")
    edit(tree.team, hero_image=image)
    spoil(image)
    cut_images()
    row = "section[aria-labelledby=todo-images] tbody tr"
    todo = select(get_soup(admin_client, reverse("wagtailadmin_home")), row)
    assert "Harbour at noon" in text_of(todo)
    form = get_soup(admin_client, str(select(todo, "a")["href"]))
    assert select(form, "input[name=title]")["value"] == "Harbour at noon"

    replacement = ImageFactory()
    with replacement.file.open() as file:
        data = {"title": "Harbour", "collection": str(image.collection_id), "file": file}
        admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert not get_soup(admin_client, reverse("wagtailadmin_home")).select(row)
    assert get_soup(client, tree.team.url).select(".hero img")


def test_dashboard_shows_only_images_that_somebody_may_change(tree: Tree) -> None:
    image = ImageFactory()
    ImageFailure.objects.create(
        image=image, file=image.file.name, reason="Broken", failed_at=timezone.now()
    )
    user = User.objects.create_user("reader")
    client = Client()
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_home"))
    assert "todo-images" not in response.content.decode()


def test_filter_that_is_wrong_is_still_the_developers_error() -> None:
    with pytest.raises(InvalidFilterSpecError):
        ImageFactory().get_rendition("nonsense-10")
    assert not ImageFailure.objects.exists()
