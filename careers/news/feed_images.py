"""Images of news items: fetched once, looked at, and kept in the image library."""

from __future__ import annotations

from functools import partial
from hashlib import sha1
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.models import Collection, ReferenceIndex

from careers.core.images import FEED_FILES
from careers.http.client import fetch
from careers.http.exceptions import HttpError
from careers.http.transport import Deadline
from careers.image_library.image_files import PreparedFile
from careers.news.news_feed import NewsItem
from careers.news.parsing import MIN_IMAGE_WIDTH
from careers.news.xml import FeedError

MAX_IMAGE_BYTES = 5 * 1024 * 1024
MAX_IMAGE_SECONDS = 10.0
#: With less time than this left, an image waits for the next run.
MIN_TRY_SECONDS = 2.0
MAX_PIXELS = 40_000_000
#: Pillow's names of formats, and the ends of file names.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
TYPES = "image/avif, image/webp, image/jpeg, image/png, image/gif;q=0.8"


def fetch_image(item: NewsItem, run: Deadline) -> None:
    """Fetch the image of `item` and store it in the library.

    After a permanent failure, or an answer that is no usable image, it is not tried again. A
    temporary failure is tried again in later runs, `MAX_IMAGE_TRIES` times in all; a try for which
    the run has less than `MAX_IMAGE_SECONDS` left doesn't count.
    """
    twin = _twin(item)
    if twin:
        _settle(item, twin.image)
        return
    seconds = run.left(MAX_IMAGE_SECONDS)
    try:
        fetched = fetch(item.image_url, Deadline(seconds), MAX_IMAGE_BYTES, accept=TYPES)
        file = usable_file(fetched.content)
    except FeedError:
        _settle(item, None)
        return
    except HttpError as error:
        if not error.is_temporary:
            _settle(item, None)
        elif seconds == MAX_IMAGE_SECONDS:
            item.image_tries_left -= 1
            item.save(update_fields=["image_tries_left"])
        return
    with transaction.atomic():
        _settle(item, keep(file, item.title))


def _twin(item: NewsItem) -> NewsItem | None:
    """Return another item with the same image address that needs no further try."""
    others = NewsItem.objects.filter(image_url=item.image_url, image_tries_left=0)
    first = F("image_id").desc(nulls_last=True)
    return others.select_related("image").order_by(first, "pk").first()


def _settle(item: NewsItem, image: Any) -> None:
    item.image = image
    item.image_tries_left = 0
    item.save(update_fields=["image", "image_tries_left"])


def usable_file(content: bytes) -> PreparedFile:
    """Return the file to keep of `content`. Raise `FeedError` unless it is a usable image.

    Pixels are counted before they are decoded. The file is named after the bytes that were fetched,
    by which they are known when they come again.
    """
    allowed, known = get_allowed_image_extensions(), Image.registered_extensions().values()
    formats = [name for name, suffix in FORMATS.items() if suffix in allowed and name in known]
    digest = sha1(content, usedforsecurity=False).hexdigest()
    try:
        with Image.open(BytesIO(content), formats=formats) as image:
            if image.width * image.height > MAX_PIXELS:
                raise FeedError(gettext("The picture has too many pixels."))
            if image.width < MIN_IMAGE_WIDTH:
                raise FeedError(gettext("The picture is too small."))
            suffix = FORMATS.get(str(image.format), "jpg")
        return PreparedFile(ContentFile(content), f"{FEED_FILES}{digest[:16]}.{suffix}")
    except FeedError:
        raise
    except Exception as error:  # any decoder may raise its own
        raise FeedError(gettext("This is not a picture, or it is broken.")) from error


def keep(file: PreparedFile, title: str) -> Any:
    """Return the stored image of a feed of the same bytes; store `file` if there is none."""
    model = get_image_model()
    collection = _collection()
    ours = model.objects.filter(collection=collection, file__contains=PurePath(str(file.name)).stem)
    existing = ours.order_by("pk").first()
    if existing:
        return existing
    image = model(title=title, file=file, collection=collection)
    image.save()
    return image


def _name() -> str:
    with translation.override(settings.LANGUAGE_CODE):  # not in that of who presses the button
        return gettext("News")


def _collection() -> Collection:
    """The collection for news, made once, however many feeds are fetched at the same time."""
    with transaction.atomic():
        root = Collection.objects.select_for_update().get(depth=1)
        collection = root.get_children().filter(name=_name()).order_by("pk").first()
        return collection or root.add_child(name=_name())


@receiver(post_delete, sender=NewsItem)
def drop_image_of(sender: type[NewsItem], instance: NewsItem, **kwargs: Any) -> None:
    if instance.image_id:
        transaction.on_commit(partial(drop_unused, instance.image_id), robust=True)


def drop_unused(image_id: Any) -> None:
    """Delete an image that a feed has brought and that stands nowhere any more.

    One that somebody has moved to another collection stays.
    """
    ours = Q(file__contains=FEED_FILES, collection__name=_name())
    image = get_image_model().objects.filter(ours, pk=image_id).first()
    if (
        image
        and not NewsItem.objects.filter(image=image_id).exists()
        and not ReferenceIndex.get_references_to(image).exists()
    ):
        image.delete()
