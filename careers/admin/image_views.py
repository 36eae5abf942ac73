"""Views of Wagtail that cut an image, and fail for one that can't be cut."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import ChosenResponseMixin
from wagtail.images.models import SourceImageIOError
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.views import images
from wagtail.images.views.chooser import (
    ImageChosenMultipleView,
    ImageChosenResponseMixin,
    ImageChosenView,
    ImageSelectFormatView,
    ImageUploadView,
    viewset,
)

from careers.image_library.preparation import decoding

logger = logging.getLogger(__name__)


def preview(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponseBase:
    """Wagtail's view, which cuts an image for nobody but its reader, and keeps nothing of it."""
    try:
        with decoding:  # of the database, the view only reads
            response: HttpResponseBase = images.preview(request, image_id, filter_spec)
            return response
    except (Http404, PermissionDenied):
        raise
    except Exception as error:  # of whatever decoder or operation
        logger.warning("No preview of image %s as “%s”: %s", image_id, filter_spec, error)
        status = 404 if isinstance(error, SourceImageIOError) else 400
        text = gettext("This picture can't be shown in this size.")
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def image_preview_urls() -> list[URLPattern]:
    """Return a pattern with Wagtail's own address, which has to come before Wagtail's."""
    return [path("images/<int:image_id>/preview/<str:filter_spec>/", preview)]


class ChosenAnywayMixin(ImageChosenResponseMixin):
    """Answer with the picture that Wagtail's forms show in place of one that can't be cut."""

    def get_chosen_response_data(
        self, image: Any, preview_image_filter: str = "max-165x165"
    ) -> dict[str, Any]:
        data: dict[str, Any]
        try:
            data = super().get_chosen_response_data(image, preview_image_filter)
        except SourceImageIOError:
            data = ChosenResponseMixin.get_chosen_response_data(self, image)
            preview = get_rendition_or_not_found(image, preview_image_filter)
            size = {"width": preview.width, "height": preview.height}
            data["preview"] = {"url": preview.url} | size
            data["default_alt_text"] = image.default_alt_text
        return data


class ChosenView(ImageChosenView, ChosenAnywayMixin):
    pass


class SeveralChosenView(ImageChosenMultipleView, ChosenAnywayMixin):
    pass


class UploadView(ImageUploadView, ChosenAnywayMixin):
    pass


class SelectFormatView(ImageSelectFormatView, ChosenAnywayMixin):
    pass


def choose_images_anyway() -> None:
    """Have Wagtail's chooser use these views; a chooser of a host keeps its own."""
    viewset.chosen_view_class = ChosenView
    viewset.chosen_multiple_view_class = SeveralChosenView
    viewset.create_view_class = UploadView
    viewset.select_format_view_class = SelectFormatView
