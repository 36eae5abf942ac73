"""Wagtail's API v2 for documents; needs the app `wagtail.documents`."""

from __future__ import annotations

from wagtail.documents.api.v2.views import DocumentsAPIViewSet

from careers.api.wagtail_v2.files import FilesMixin

#: Not for visitors: what editors sort documents by.
LEFT_OUT = {"tags"}


class ShownDocumentsAPIViewSet(FilesMixin, DocumentsAPIViewSet):
    """The documents to which visible pages lead.

    Takes the place of Wagtail's `DocumentsAPIViewSet`, which lists the whole library.
    """

    searched_fields = ("title",)
    meta_fields = [name for name in DocumentsAPIViewSet.meta_fields if name not in LEFT_OUT]
    listing_default_fields = [
        name for name in DocumentsAPIViewSet.listing_default_fields if name not in LEFT_OUT
    ]
