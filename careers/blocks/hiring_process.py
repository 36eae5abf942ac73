from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.core.section_block import GROUP_STORY, SectionBlock, heading_block
from careers.core.text_blocks import CharBlock, TextBlock

MIN_STEPS = 2
MAX_STEPS = 8


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("Three conversations"),
        "steps": [
            {
                "title": gettext("A first call"),
                "text": gettext("With a recruiter who knows the team."),
                "duration": gettext("30 minutes"),
            },
            {
                "title": gettext("An exercise"),
                "text": gettext("A real problem of ours, and an engineer who thinks along."),
                "duration": gettext("90 minutes"),
            },
            {
                "title": gettext("An offer"),
                "text": gettext("A call first."),
                "duration": gettext("Within 5 days"),
            },
        ],
    }


class StepBlock(blocks.StructBlock):
    title = CharBlock(max_length=80, label=_("Title"))
    text = TextBlock(required=False, max_length=400, rows=2, label=_("Text"))
    duration = CharBlock(
        required=False, max_length=40, label=_("Duration"), help_text=_("For example: 30 minutes")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        label_format = "{title}"


class HiringProcessBlock(SectionBlock):
    heading = heading_block(default=_("How we hire"), required=True)
    steps = blocks.ListBlock(
        StepBlock(),
        default=[{"title": "", "text": "", "duration": ""}] * MIN_STEPS,
        min_num=MIN_STEPS,
        max_num=MAX_STEPS,
        label=_("Steps"),
        help_text=_("Numbered by their order."),
    )

    class Meta:
        icon = "tasks"
        group = GROUP_STORY
        label = _("Hiring process")
        label_format = "{heading}"
        description = _("Two to eight numbered steps from the first call to the offer.")
        follows_from_content = True
        template = "careers/blocks/hiring_process.html"
        preview_value = staticmethod(preview_value)
