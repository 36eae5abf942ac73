from django.urls import path

from cms.urls import urlpatterns as site_patterns
from tests.bench.constant import PATH, constant

urlpatterns = [path(PATH.lstrip("/"), constant), *site_patterns]
