from typing import Any

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls

pages: list[Any] = [path(getattr(settings, "PAGES_BELOW", ""), include(wagtail_urls))]
if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
    pages = i18n_patterns(*pages)

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("api/careers/v1/", include("careers.api.urls")),
]
if apps.is_installed("wagtail.documents"):
    urlpatterns.append(path("documents/", include("wagtail.documents.urls")))
urlpatterns += pages
