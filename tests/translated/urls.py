"""The site's addresses, those of pages with their language in front except for the first one."""

from django.conf.urls.i18n import i18n_patterns

from cms.urls import handler400, handler500
from cms.urls import urlpatterns as of_the_site

urlpatterns = [
    *of_the_site[:-1],
    *i18n_patterns(of_the_site[-1], prefix_default_language=False),
]

__all__ = ["handler400", "handler500", "urlpatterns"]
