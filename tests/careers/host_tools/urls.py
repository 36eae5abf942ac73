"""The addresses of a host that uses Wagtail's tools as they are."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.models import Page

api_v2 = WagtailAPIRouter("host_api_v2")
api_v2.register_endpoint("pages", PagesAPIViewSet)


def search(request: HttpRequest) -> JsonResponse:
    """The search of `wagtail start`: titles of live pages."""
    found = Page.objects.live().search(request.GET["query"])
    return JsonResponse({"titles": [page.title for page in found]})


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", api_v2.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", search),
    path("", include(wagtail_urls)),
]
