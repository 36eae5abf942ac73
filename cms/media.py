"""Uploads, served by the one process of a small installation."""

from __future__ import annotations

import errno
import posixpath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: What a browser may show in place; everything else is offered as a download, which keeps no page
#: from showing a drawing in an `img`. Python asks the machine which type a suffix is, and not every
#: machine knows these.
SHOWN_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
#: A drawing can hold scripts, which don't run in an `img`.
DRAWING, DRAWING_TYPE = ".svg", "image/svg+xml"


#: Where Wagtail keeps what pages show: renditions, each under a name of its own.
PUBLIC_FOLDER = "images"
#: What only the admin shows: originals, cropped parts included, and pictures of its users.
ADMIN_FOLDERS = {"original_images", "avatar_images"}


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The uploaded file `name`, if it is for whoever asks; else 404, and never a listing.

    Everything else that is stored has no address here: documents go through Wagtail's own view,
    which knows who may read them, and uploads that wait for their form are nobody's yet.
    """
    name = posixpath.normpath(name).lstrip("/")
    folder = name.partition("/")[0]
    is_public = folder == PUBLIC_FOLDER
    if not is_public and not (folder in ADMIN_FOLDERS and may_use_admin(request)):
        raise Http404
    try:
        response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation:
        raise Http404 from None  # outside of the folder, where nothing is for visitors
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from None
    suffix = posixpath.splitext(name)[1].lower()
    shown_type = SHOWN_TYPES.get(suffix)
    other_type = DRAWING_TYPE if suffix == DRAWING else "application/octet-stream"
    response["Content-Type"] = shown_type or other_type
    if not shown_type:
        response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if not is_public:
        response["Cache-Control"] = "private"
    elif isinstance(response, FileResponse):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def may_use_admin(request: HttpRequest) -> bool:
    return request.user.has_perm("wagtailadmin.access_admin")
