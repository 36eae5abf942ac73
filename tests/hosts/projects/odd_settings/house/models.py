from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from careers.core.images import load_images
from careers.fields import BodyField


class HomePage(Page):
    body = BodyField("careers.blocks.catalogue.home_page_blocks", blank=True)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_images(self.body)
        return super().get_context(request, *args, **kwargs)
