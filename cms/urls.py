from django.conf import settings
from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.defaults import page_not_found
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api import wagtail_api
from cms.media import serve_media
from cms.private_pages import open_private_document, open_private_page

handler400 = "cms.errors.bad_request"
handler500 = "cms.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", wagtail_api.urls),
    # Wagtail takes any number of digits for the id of a document, and Python doesn't.
    re_path(r"^documents/\d{20,}/", page_not_found, {"exception": Http404()}),
    # In the place of Wagtail's own.
    path(
        "documents/authenticate_with_password/<int:restriction>/",
        open_private_document,
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("api/careers/v1/", include("careers.api.urls")),
    path("_util/authenticate_with_password/<int:restriction>/<int:page>/", open_private_page),
]

if settings.SERVE_MEDIA:
    urlpatterns += [path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_media)]

urlpatterns += [path("", include("home.urls")), path("", include(wagtail_urls))]
