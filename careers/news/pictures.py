"""Pictures of news items: fetched once, looked at, and kept in the image library."""

from __future__ import annotations

import logging
from functools import partial
from hashlib import sha1
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.models import Collection, ReferenceIndex

from careers.models.news import NewsItem
from careers.news.errors import NewsError
from careers.news.fetching import fetch
from careers.news.guard import Deadline
from careers.news.parsing import NARROWEST_PICTURE

PICTURE_BYTES = 5 * 1024 * 1024
PICTURE_SECONDS = 10.0
#: With less time than this left, a picture waits for the next run.
SHORTEST_TRY = 2.0
MOST_PIXELS = 40_000_000
#: Pillow's names of formats, and the ends of file names.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif"}
TYPES = "image/avif, image/webp, image/jpeg, image/png, image/gif;q=0.8"

logger = logging.getLogger(__name__)


def fetch_picture(item: NewsItem, run: Deadline) -> None:
    """Give `item` the picture that its feed names, if it can be had and is one.

    What is not there, or is no fit picture, is not tried again; what fails in passing is, twice.
    """
    twin = _twin(item)
    if twin:
        _settle(item, twin.image)
        return
    seconds = run.left(PICTURE_SECONDS)
    try:
        fetched = fetch(item.picture_url, Deadline(seconds), PICTURE_BYTES, accept=TYPES)
        suffix = check(fetched.content)
    except NewsError as error:
        if not error.passing:
            _settle(item, None)
        elif seconds == PICTURE_SECONDS:
            item.picture_tries_left -= 1
            item.save(update_fields=["picture_tries_left"])
        return
    with transaction.atomic():
        _settle(item, keep(fetched.content, suffix, item.title))


def _twin(item: NewsItem) -> NewsItem | None:
    """Another item with the same picture, as all of a podcast have, that needs no further try."""
    others = NewsItem.objects.filter(picture_url=item.picture_url, picture_tries_left=0)
    first = F("image_id").desc(nulls_last=True)
    return others.select_related("image").order_by(first, "pk").first()


def _settle(item: NewsItem, image: Any) -> None:
    item.image = image
    item.picture_tries_left = 0
    item.save(update_fields=["image", "picture_tries_left"])


def check(content: bytes) -> str:
    """The end of the file name for `content`. Raises `NewsError` unless it is a fit picture.

    Pixels are counted before they are decoded.
    """
    allowed, known = get_allowed_image_extensions(), Image.registered_extensions().values()
    formats = [name for name, suffix in FORMATS.items() if suffix in allowed and name in known]
    try:
        with Image.open(BytesIO(content), formats=formats) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NewsError(gettext("The picture has too many pixels."))
            if picture.width < NARROWEST_PICTURE:
                raise NewsError(gettext("The picture is too small."))
            picture.load()
            return FORMATS[str(picture.format)]
    except NewsError:
        raise
    except Exception as error:  # of whatever decoder it is
        raise NewsError(gettext("This is not a picture, or it is broken.")) from error


def keep(content: bytes, suffix: str, title: str) -> Any:
    """The picture in the library's collection for news; the same bytes are kept once."""
    collection = _collection() or Collection.get_first_root_node().add_child(name=_name())
    digest = sha1(content, usedforsecurity=False).hexdigest()  # as Wagtail has it
    model = get_image_model()
    found = model.objects.filter(collection=collection, file_hash=digest).order_by("pk").first()
    if found:
        return found
    image = model(
        title=title,
        file=ImageFile(BytesIO(content), name=f"news-{digest[:16]}.{suffix}"),
        collection=collection,
        file_size=len(content),
        file_hash=digest,
    )
    image.save()
    return image


def _name() -> str:
    with translation.override(settings.LANGUAGE_CODE):  # whoever presses the button
        return gettext("News")


def _collection() -> Collection | None:
    return Collection.objects.filter(name=_name(), depth=2).order_by("pk").first()


@receiver(post_delete, sender=NewsItem)
def drop_picture_of(sender: type[NewsItem], instance: NewsItem, **kwargs: Any) -> None:
    if instance.image_id:
        transaction.on_commit(partial(drop_unused, instance.image_id), robust=True)


def drop_unused(image_id: Any) -> None:
    """Delete a picture of news that stands nowhere, unless it has moved to another collection."""
    image = get_image_model().objects.filter(pk=image_id, collection=_collection()).first()
    if (
        image
        and not NewsItem.objects.filter(image=image_id).exists()
        and not ReferenceIndex.get_references_to(image).exists()
    ):
        image.delete()
