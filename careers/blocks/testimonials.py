from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Annotated, Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from careers.blocks import preview_values
from careers.core.section_block import GROUP_STORY, SectionBlock, heading_block
from careers.core.text_blocks import CharBlock, TextBlock
from careers.core.translations import in_language_of_reader
from careers.directory.person import Person
from careers.directory.representation import PersonJSON, represent_person

MAX_TESTIMONIALS = 12


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("The people who make us"),
        "testimonials": [
            {
                "person": _preview_person(
                    gettext("Alma Reyes"), gettext("Backend Developer"), gettext("Core Server")
                ),
                "quote": preview_quote(),
            },
            {
                "person": _preview_person(
                    gettext("Jon Vale"), gettext("Engineering Manager"), gettext("Identity")
                ),
                "quote": gettext(
                    "People sign in every morning without a thought. That is my review."
                ),
            },
        ],
    }


def preview_quote() -> str:
    return gettext("I came to run servers. I stayed because I was asked what to switch off.")


def _preview_person(name: str, job_title: str, unit: str) -> Any:
    """A person who was never saved; the photo may be a placeholder, which no model would take."""
    pictured = Person.objects.exclude(photo=None).first()
    photo = pictured.photo if pictured else preview_values.image()
    return SimpleNamespace(name=name, job_title=job_title, unit=unit, photo=photo, pk=None)


class PersonChooserBlock(SnippetChooserBlock):
    """Chooses people, and fetches all of a page's people with their photos in one query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("careers.Person", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        keys = list(values)
        people = self.model_class.objects.order_by().select_related("photo")
        by_key = people.in_bulk(set(keys) - {None})
        return in_language_of_reader([by_key.get(key) for key in keys], ["photo"])


class TestimonialJSON(TypedDict):
    unit: Annotated[str, Field(description="The part of the team in which the person works.")]
    quote: Annotated[str, Field(description="Without quotation marks.")]
    person: PersonJSON | None


class ShownTestimonials(TypedDict):
    testimonials: list[TestimonialJSON]


class TestimonialBlock(blocks.StructBlock):
    person = PersonChooserBlock(label=_("Person"))
    quote = TextBlock(
        max_length=600, rows=4, label=_("Quote"), help_text=_("Without quotation marks.")
    )
    unit = CharBlock(
        required=False,
        max_length=80,
        label=_("Unit"),
        help_text=_("Only if it should differ from the person's own."),
    )

    required_messages: ClassVar = {
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
        TestimonialBlock(), min_num=1, max_num=MAX_TESTIMONIALS, label=_("Testimonials")
    )

    api_left_out = ("testimonials",)
    api_shown = ShownTestimonials

    class Meta:
        icon = "group"
        group = GROUP_STORY
        label = _("Testimonials")
        label_format = "{heading}"
        description = _("One to twelve people of the team in their own words.")
        follows_from_content = True
        template = "careers/blocks/testimonials.html"
        preview_value = staticmethod(preview_value)

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownTestimonials:
        request = shown.get("request")
        return {"testimonials": [_represent(item, request) for item in value.get("testimonials")]}


def _represent(testimonial: Any, request: HttpRequest | None) -> TestimonialJSON:
    person = testimonial.get("person")
    return {
        "unit": testimonial.get("unit") or (person.unit if person else ""),
        "quote": testimonial.get("quote") or "",
        "person": represent_person(person, request) if person else None,
    }
