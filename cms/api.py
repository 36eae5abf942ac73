"""Wagtail's API v2: pages, images and documents as everybody may see them."""

from __future__ import annotations

from wagtail.api.v2.router import WagtailAPIRouter

from careers.api.wagtail_v2.documents import ShownDocumentsAPIViewSet
from careers.api.wagtail_v2.images import ShownImagesAPIViewSet
from careers.api.wagtail_v2.pages import VisiblePagesAPIViewSet

#: Under this name Wagtail looks for it where it purges a front-end cache.
wagtail_api = WagtailAPIRouter("wagtailapi_v2")
wagtail_api.register_endpoint("pages", VisiblePagesAPIViewSet)
wagtail_api.register_endpoint("images", ShownImagesAPIViewSet)
wagtail_api.register_endpoint("documents", ShownDocumentsAPIViewSet)
