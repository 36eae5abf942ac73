from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from careers.embed.script import script

#: Pages of others name this address without a version: what is new is seen within an hour. While
#: the site doesn't answer, a cache in front of it may send what it has for a month.
CACHE_CONTROL = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=2592000"


@require_safe
@conditional_page
def embed_script(request: HttpRequest) -> HttpResponse:
    """Answer with the module that defines `careers-positions` and `careers-search`."""
    body = script(request, request.GET.get("locale", ""))
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"  # browsers ask that of modules
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = CACHE_CONTROL
    return response
