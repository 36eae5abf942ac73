from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from careers.core.anchors import sections
from careers.core.hero import HeroMixin, hero_panel
from careers.core.images import load_images
from careers.fields import BodyField


class HomePage(HeroMixin, Page):
    body = BodyField("careers.blocks.catalogue.home_page_blocks", blank=True)

    content_panels = [*Page.content_panels, hero_panel(""), FieldPanel("body")]

    def get_context(self, request, *args, **kwargs):
        load_images(self.body, page=self)
        context = super().get_context(request, *args, **kwargs)
        return context | {"sections": sections(self.body)}
