from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.core.section_block import GROUP_STORY, SectionBlock, Width, heading_block
from careers.core.text_blocks import CharBlock, TextBlock

MIN_BENEFITS = 2
MAX_BENEFITS = 12


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("What you get"),
        "benefits": [
            {
                "title": gettext("Time that is yours"),
                "text": gettext(
                    "Thirty days off, plus the public holidays of the place where you live."
                ),
            },
            {
                "title": gettext("A fifth for learning"),
                "text": gettext("One day a week to study, teach, or try what might not work."),
            },
        ],
    }


class BenefitBlock(blocks.StructBlock):
    title = CharBlock(max_length=80, label=_("Title"))
    text = TextBlock(max_length=400, rows=2, label=_("Text"))

    class Meta:
        icon = "check"
        label = _("Benefit")
        label_format = "{title}"


class BenefitsBlock(SectionBlock):
    heading = heading_block(default=_("What you get"), required=True)
    benefits = blocks.ListBlock(
        BenefitBlock(),
        default=[{"title": "", "text": ""}] * MIN_BENEFITS,
        min_num=MIN_BENEFITS,
        max_num=MAX_BENEFITS,
        label=_("Benefits"),
    )

    widths = (Width.WIDE,)

    class Meta:
        icon = "check"
        group = GROUP_STORY
        label = _("Benefits")
        label_format = "{heading}"
        description = _("Two to twelve things that people get, side by side.")
        follows_from_content = True
        template = "careers/blocks/benefits.html"
        preview_value = staticmethod(preview_value)
