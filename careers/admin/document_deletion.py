"""The views that delete documents, for sites on which `wagtail.documents` is installed."""

from __future__ import annotations

from django.urls import path
from wagtail.documents.views.documents import DeleteView
from wagtail.documents.views.multiple import DeleteView as MultipleDeleteView

from careers.admin.media_deletion import AnswerRefusalMixin, RefuseShownFileMixin


class DocumentDeleteView(RefuseShownFileMixin, DeleteView):
    pass


class UploadedDocumentDeleteView(AnswerRefusalMixin, MultipleDeleteView):
    pass


urlpatterns = [
    path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
    path("documents/multiple/<int:doc_id>/delete/", UploadedDocumentDeleteView.as_view()),
]
