"""Parts that tell who the team is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from careers.blocks import samples
from careers.blocks.base import GROUP_STORY, SectionBlock, Width, heading_block
from careers.pictures import PictureBlock

FEWEST_PILLARS = 2


class PillarBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.RichTextBlock(
        features=["bold", "italic", "link"], max_length=1200, label=_("Text")
    )
    image = PictureBlock(required=False, label=_("Picture"))

    class Meta:
        icon = "thumbtack"
        label = _("Pillar")
        label_format = "{title}"


class PillarsBlock(SectionBlock):
    heading = heading_block(default=_("What makes us different"), required=True)
    pillars = blocks.ListBlock(
        PillarBlock(),
        default=[{"title": "", "text": "", "image": None}] * FEWEST_PILLARS,
        min_num=FEWEST_PILLARS,
        max_num=8,
        label=_("Pillars"),
        help_text=_("Numbered by their order on the page."),
    )

    widths = (Width.WIDE,)

    class Meta:
        icon = "list-ol"
        group = GROUP_STORY
        label = _("Pillars")
        label_format = "{heading}"
        description = _("Two to eight principles, numbered 01, 02 …, each a title and a paragraph.")
        template = "careers/blocks/pillars.html"
        preview_value = staticmethod(samples.sample_pillars)


class PersonChooserBlock(SnippetChooserBlock):
    """Chooses people, and fetches all of a page's people with their photos in one query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("careers.Person", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = list(values)
        people = self.model_class.objects.order_by().select_related("photo")
        found = people.in_bulk(set(keys) - {None})
        return [found.get(key) for key in keys]


class TestimonialBlock(blocks.StructBlock):
    person = PersonChooserBlock(label=_("Person"))
    quote = blocks.TextBlock(
        max_length=600, rows=4, label=_("Quote"), help_text=_("Without quotation marks.")
    )
    unit = blocks.CharBlock(
        required=False,
        max_length=80,
        label=_("Unit"),
        help_text=_("Only if it should differ from the person's own."),
    )

    when_empty: ClassVar = {
        "person": _("Choose who says this, or delete the testimonial."),
        "quote": _("Enter what this person says, or delete the testimonial."),
    }

    class Meta:
        icon = "openquote"
        label = _("Testimonial")
        label_format = "{quote}"


class TestimonialsBlock(SectionBlock):
    heading = heading_block(default=_("The people who make us"), required=True)
    testimonials = blocks.ListBlock(
        TestimonialBlock(), min_num=1, max_num=12, label=_("Testimonials")
    )

    class Meta:
        icon = "group"
        group = GROUP_STORY
        label = _("Testimonials")
        label_format = "{heading}"
        description = _("One to twelve people of the team in their own words.")
        template = "careers/blocks/testimonials.html"
        preview_value = staticmethod(samples.sample_testimonials)
