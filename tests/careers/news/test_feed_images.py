"""Pictures of news: fetched once, looked at before they are kept, gone with their items."""

from __future__ import annotations

import struct
import zlib
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from pytest_django import Settings
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.signal_handlers import disable_reference_index_auto_update

from careers.core.image_presets import IMAGE_PRESETS
from careers.models import NewsFeed, NewsItem
from careers.news.feed_images import usable_file
from careers.news.refresh import refresh
from careers.news.xml import FeedError
from tests.careers.http.server import FakeServer
from tests.careers.news.feed_documents import item, picture, rss
from tests.factories import ImageFactory, NewsFeedFactory, PersonFactory

pytestmark = pytest.mark.django_db


def with_picture(server: FakeServer, *pictures: str) -> Any:
    """A feed with an item for each of `pictures`, which are addresses."""
    items = [
        item(f"Item {number}", f"https://e.example/{number}", f'<itunes:image href="{address}"/>')
        for number, address in enumerate(pictures)
    ]
    return NewsFeedFactory(url=server.answer("/feed", rss(*items)))


def png_of(width: int, height: int) -> bytes:
    """The first bytes of a PNG that says it has so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


def test_picture_is_kept_in_the_library_as_decoration(server: FakeServer) -> None:
    refresh(with_picture(server, server.answer("/p", picture(), content_type="image/png")))
    image = NewsItem.objects.get().image
    assert image is not None
    assert (image.title, image.description, image.width) == ("Item 0", "", 320)
    assert image.collection.name == "News"
    assert image.file.name.endswith(".png")
    assert "/p" not in image.file.name
    assert image.get_usage()


def test_picture_is_fetched_once_even_if_somebody_deletes_it(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", picture()))
    refresh(feed)
    refresh(feed)
    get_image_model().objects.all().delete()
    refresh(feed)
    assert server.paths.count("/p") == 1
    assert NewsItem.objects.get().image is None


def test_same_bytes_are_kept_once(server: FakeServer) -> None:
    first, second = server.answer("/1", picture()), server.answer("/2", picture())
    refresh(with_picture(server, first, second))
    assert get_image_model().objects.count() == 1
    assert NewsItem.objects.filter(image=get_image_model().objects.get()).count() == 2


def test_same_address_is_fetched_once(server: FakeServer) -> None:
    address = server.answer("/p", picture())
    refresh(with_picture(server, address, address, address))
    assert server.paths.count("/p") == 1
    assert NewsItem.objects.exclude(image=None).count() == 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_picture_of_the_web_is_fit_whatever_its_server_calls_it(kind: str) -> None:
    name = str(usable_file(picture(kind)).name)
    assert name.rpartition(".")[2] == {"JPEG": "jpg"}.get(kind, kind.lower())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='500' height='500'/>",
        b"<html>Not found</html>",
        b"GIF89a",
        picture("BMP"),
        picture("TIFF"),
        picture("PDF"),
        picture("JPEG", quality=95)[:-200],
        picture("PNG")[:-50],
        picture(size=(199, 500)),
        picture(size=(1, 1)),
        png_of(20_000, 20_000),
        png_of(2**31 - 1, 2**31 - 1),
    ],
)
def test_what_is_no_fit_picture_is_refused(content: bytes) -> None:
    with pytest.raises(FeedError, match="picture"):
        usable_file(content)


def test_pixels_are_counted_before_they_are_decoded() -> None:
    with pytest.raises(FeedError, match="too many pixels"):
        usable_file(png_of(8000, 5001))


def test_unfit_picture_leaves_the_item_without_and_is_not_tried_again(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", b"<svg/>", content_type="image/png"))
    assert not refresh(feed).failed
    refresh(feed)
    assert server.paths.count("/p") == 1
    assert NewsItem.objects.get().image is None


def test_temporary_failure_is_tried_three_times(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", status=503))
    for _run in range(5):
        assert not refresh(feed).failed
    assert server.paths.count("/p") == 3


def test_failure_for_want_of_time_is_no_try(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", status=503))
    for _run in range(5):
        assert not refresh(feed, budget=5).failed
    assert server.paths.count("/p") == 5


def test_picture_comes_at_the_next_try_though_the_feed_has_not_changed(server: FakeServer) -> None:
    address = server.answer("/p", status=503)
    feed = with_picture(server, address)
    refresh(feed)
    server.answer("/feed", status=304)
    NewsFeed.objects.update(etag='"1"')
    server.answer("/p", picture())
    refresh(feed)
    assert NewsItem.objects.get().image is not None


@pytest.mark.parametrize("address", ["http://10.0.0.1/p.png", "http://127.0.0.1:{port}/p"])
def test_picture_from_a_private_network_is_not_fetched(
    server: FakeServer, settings: Any, address: str
) -> None:
    feed = with_picture(server, address.format(port=server.server_port))
    server.answer("/p", picture())
    answer = server.scripts["/feed"]

    def answer_and_guard(handler: Any) -> None:
        settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = False
        answer(handler)

    server.scripts["/feed"] = answer_and_guard
    assert not refresh(feed).failed
    assert server.paths == ["/feed"]


def test_pictures_wait_for_the_next_run_when_time_is_short(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", picture()))
    assert not refresh(feed, budget=1.5).failed
    assert "/p" not in server.paths
    refresh(feed)
    assert NewsItem.objects.get().image is not None


def test_picture_that_can_not_be_stored_harms_nothing_else(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> Any:
        raise OSError("No space left on device")

    feed = with_picture(server, server.answer("/p", picture()))
    monkeypatch.setattr("careers.news.feed_images.keep", fail)
    assert not refresh(feed).failed
    assert NewsItem.objects.get().image is None
    assert "No space left" in caplog.text
    monkeypatch.undo()
    refresh(feed)
    assert NewsItem.objects.get().image is not None


def test_unused_picture_goes_with_its_feed(server: FakeServer) -> None:
    feed = with_picture(server, server.answer("/p", picture()))
    refresh(feed)
    feed.delete()
    assert not get_image_model().objects.exists()


def test_picture_of_an_editor_is_never_taken_for_one_of_the_feeds(server: FakeServer) -> None:
    content = picture()
    own = ImageFactory(
        file=ContentFile(content, "ours.png"),
        collection=Collection.get_first_root_node().add_child(name="News"),
    )
    feed = with_picture(server, server.answer("/p", content))
    refresh(feed)
    assert NewsItem.objects.get().image != own
    feed.delete()
    assert list(get_image_model().objects.all()) == [own]


def test_pictures_are_cut_by_the_worker(server: FakeServer, settings: Settings) -> None:
    settings.CAREERS_TASKS_BACKEND = "default"
    feed = with_picture(server, *(server.answer(f"/{n}", picture()) for n in range(2)))
    call_command("refresh_news_feeds", stdout=StringIO())
    first, *_others = feed.items.newest_first()
    cut = set(first.image.renditions.values_list("filter_spec", flat=True))
    assert cut >= {
        item.spec for name in ("card", "wide_card") for item in IMAGE_PRESETS[name].filters
    }


@pytest.mark.parametrize("reason", ["used", "moved", "shared", "not indexed yet"])
def test_picture_that_somebody_needs_stays(
    server: FakeServer,
    reason: str,
) -> None:
    feed = with_picture(server, server.answer("/p", picture()))
    refresh(feed)
    image = get_image_model().objects.get()
    if reason == "used":
        PersonFactory(photo=image)
    elif reason == "moved":
        image.collection = Collection.get_first_root_node().add_child(name="Kept")
        image.save()
    elif reason == "shared":
        refresh(NewsFeedFactory(url=feed.url))
    else:
        with disable_reference_index_auto_update():
            refresh(NewsFeedFactory(url=feed.url))
    feed.delete()
    assert get_image_model().objects.filter(pk=image.pk).exists()


def test_admin_shows_where_a_picture_of_news_is_used(server: FakeServer, admin_client: Any) -> None:
    refresh(with_picture(server, server.answer("/p", picture())))
    image = get_image_model().objects.get()
    usage = admin_client.get(reverse("wagtailimages:image_usage", args=[image.pk]))
    assert "Item 0" in usage.content.decode()
