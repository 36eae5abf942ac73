"""Tell an editor where an image or a document is shown that can't be deleted for it.

Wagtail itself only counts the uses of a file, deletes it, and leaves a gap in every page that
shows it. `careers.guards.deletion` refuses whatever doesn't come by here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.images.views.images import DeleteView
from wagtail.images.views.multiple import DeleteView as MultipleDeleteView

from careers.admin.deletion import refuse
from careers.admin.refusal_messages import more_in_use, tell_of_each
from careers.conf import guards_files
from careers.guards.refusal import RefusedError
from careers.guards.uses import Used, file_models, use_sentence, used_among


class RefuseShownFileMixin:
    """Refuse in a `DeleteView` of Wagtail, after it has checked permissions."""

    request: HttpRequest
    object: Any
    get_success_url: Any

    def run_before_hook(self) -> HttpResponse | None:
        shown = _refuse_shown_files(self.request, [self.object])
        return redirect(self.get_success_url()) if shown else None


class AnswerRefusalMixin:
    """Answer a refusal in the list of uploads, whose script reads JSON.

    The script shows nothing of it; the message is for the next page.
    """

    object: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():  # what follows may query, also within another transaction
                return super().post(request, *args, **kwargs)  # type: ignore[misc]
        except RefusedError as refusal:
            _refuse_shown_files(request, [self.object])
            answer = {"success": False, "error_message": refusal.sentence}
            return JsonResponse(answer, status=409)


class ImageDeleteView(RefuseShownFileMixin, DeleteView):
    pass


class UploadedImageDeleteView(AnswerRefusalMixin, MultipleDeleteView):
    pass


def image_deletion_urls() -> list[URLPattern]:
    """Return patterns with Wagtail's own addresses, which have to come before Wagtail's.

    There are none where `CAREERS_GUARD_FILES` leaves the deletion of files to Wagtail.
    """
    if not guards_files():
        return []
    return [
        path("images/<int:image_id>/delete/", ImageDeleteView.as_view()),
        path("images/multiple/<int:image_id>/delete/", UploadedImageDeleteView.as_view()),
    ]


def refuse_to_delete_media(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Delete none of the selected files while something published shows one of them."""
    if action_type != "delete" or action.model not in file_models():
        return None
    return HttpResponseRedirect(action.next_url) if _refuse_shown_files(request, objects) else None


def _refuse_shown_files(request: HttpRequest, files: Iterable[Any]) -> bool:
    """Tell whether something published shows one of `files`, with a message about each."""

    def tell(used: Used) -> None:
        refuse(request, use_sentence(used.object, used.uses), used.uses, used.object.usage_url)

    return tell_of_each(request, used_among(files), tell, more_in_use)
