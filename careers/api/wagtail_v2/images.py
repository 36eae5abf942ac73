"""Wagtail's API v2 for images: what pages show of them, and never their originals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.fields import Field
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet

from careers.api.wagtail_v2.files import FilesMixin
from careers.core.images import prefetch_renditions
from careers.core.representation.links import absolute

#: Not for visitors: the original, and what editors sort images by.
LEFT_OUT = {"download_url", "tags"}


class RenditionsField(Field):
    """The image in the sizes, crops and formats in which pages show it, as far as they are cut."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, image: Any) -> list[dict[str, Any]]:
        if not hasattr(image, "prefetched_renditions"):
            prefetch_renditions([image])
        return [
            {
                "filter": rendition.filter_spec,
                "url": absolute(rendition.url, self.context["request"]),
                "width": rendition.width,
                "height": rendition.height,
            }
            for rendition in sorted(image.prefetched_renditions, key=lambda item: item.filter_spec)
        ]


class ShownImageSerializer(BaseSerializer):
    renditions = RenditionsField(read_only=True)


class ShownImagesAPIViewSet(FilesMixin, ImagesAPIViewSet):
    """The images that visible pages show.

    Takes the place of Wagtail's `ImagesAPIViewSet`, which lists the whole library with the
    addresses of the originals.
    """

    base_serializer_class = ShownImageSerializer
    searched_fields = ("title", "description")
    body_fields = [*ImagesAPIViewSet.body_fields, "description", "renditions"]
    meta_fields = [name for name in ImagesAPIViewSet.meta_fields if name not in LEFT_OUT]
    listing_default_fields = [
        *(name for name in ImagesAPIViewSet.listing_default_fields if name not in LEFT_OUT),
        "description",
        "renditions",
    ]
    nested_default_fields = [
        *(name for name in ImagesAPIViewSet.nested_default_fields if name not in LEFT_OUT),
        "description",
        "renditions",
    ]

    def paginate_queryset(self, queryset: QuerySet[Any]) -> Any:
        images = list(super().paginate_queryset(queryset))
        prefetch_renditions(images)
        return images
