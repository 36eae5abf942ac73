"""Uploads, served by the one process of a small installation."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: What a browser may show in place; everything else is offered as a download.
SHOWN_TYPES = {
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
}


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The uploaded file `name`; 404 where there is none, and never a listing.

    Wagtail gives every upload and rendition a name of its own, so that browsers may keep it.
    """
    response = serve(request, name, document_root=settings.MEDIA_ROOT)
    if response.get("Content-Type", "").split(";")[0] not in SHOWN_TYPES:
        response["Content-Type"] = "application/octet-stream"
        response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if isinstance(response, FileResponse) and name.startswith("images/"):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
