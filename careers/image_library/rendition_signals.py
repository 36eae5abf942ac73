"""Have images cut when they are stored, and when what shows them is saved or published."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from careers.image_library.image_files import FOCAL_POINT
from careers.image_library.tasks import enqueue_missing
from careers.image_library.wanted_renditions import images_used_by, stand_in_filter


def watch_uses() -> None:
    """Listen to the project's image model, to pages, and to models that say `shown_images`."""
    post_save.connect(image_saved, sender=get_image_model())
    page_published.connect(images_shown)
    for model in apps.get_models():
        if hasattr(model, "shown_images") and not issubclass(model, Page):
            post_save.connect(images_shown, sender=model)


def image_saved(
    instance: AbstractImage, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    is_other = update_fields is not None and not {"file", *FOCAL_POINT}.intersection(update_fields)
    if not raw and not is_other:
        transaction.on_commit(partial(_cut_stored, instance), robust=True)


def images_shown(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(_cut_shown, instance), robust=True)


def _cut_stored(image: AbstractImage) -> None:
    """Make what stands in for the image at once, and all else in the background."""
    with suppress(SourceImageIOError):  # logged, and shown on the dashboard
        image.get_rendition(stand_in_filter(image))
    enqueue_missing([image.pk])


def _cut_shown(instance: models.Model) -> None:
    """Have the images that an object refers to cut in the background.

    A task of Wagtail's brings its index of references up to date, too, but maybe later.
    """
    if ReferenceIndex.is_indexed(type(instance)):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(instance)
        enqueue_missing(images_used_by(instance))
