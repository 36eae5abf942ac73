from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from careers.api.api import api
from careers.api.openapi.views import docs, docs_file, openapi_json
from careers.api.previews import PRIVATE, unshared
from careers.api.problems import ApiError
from careers.api.reading import reading
from careers.embed.views import embed_script
from careers.front_end.preview_script import preview_script


def nothing(request: HttpRequest) -> HttpResponse:
    raise ApiError(404, "There is no such address in this API.")


def _patterns() -> list[Any]:
    patterns, _app_name, _namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            wrap = unshared if pattern.name in PRIVATE else reading
            pattern.callback = wrap(pattern.callback)
    return [
        *patterns,
        path("embed.js", embed_script, name="embed"),
        path("preview.js", preview_script, name="preview-script"),
        path("openapi.json", reading(openapi_json), name="openapi"),
        path("docs", docs, name="docs"),
        path("docs/<str:name>", docs_file, name="docs-file"),
        re_path("", reading(nothing)),
    ]


app_name = "careers_api"
urlpatterns = _patterns()
