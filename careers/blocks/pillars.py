from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks.image_chooser import PreloadedImageBlock
from careers.core.section_block import GROUP_STORY, SectionBlock, Width, heading_block
from careers.core.text_blocks import CharBlock

MIN_PILLARS = 2
MAX_PILLARS = 8


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("What makes us different"),
        "pillars": [
            {
                "title": gettext("Small teams"),
                "text": "<p>{}</p>".format(gettext("Nobody here is more than one question away.")),
            },
            {
                "title": gettext("Time to learn"),
                "text": "<p>{}</p>".format(gettext("One day in five is for getting better.")),
            },
        ],
    }


class PillarBlock(blocks.StructBlock):
    title = CharBlock(max_length=80, label=_("Title"))
    text = blocks.RichTextBlock(
        features=["bold", "italic", "link"], max_length=1200, label=_("Text")
    )
    image = PreloadedImageBlock(required=False, presets=["pillar"], label=_("Picture"))

    class Meta:
        icon = "thumbtack"
        label = _("Pillar")
        label_format = "{title}"


class PillarsBlock(SectionBlock):
    heading = heading_block(default=_("What makes us different"), required=True)
    pillars = blocks.ListBlock(
        PillarBlock(),
        default=[{"title": "", "text": "", "image": None}] * MIN_PILLARS,
        min_num=MIN_PILLARS,
        max_num=MAX_PILLARS,
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
        follows_from_content = True
        template = "careers/blocks/pillars.html"
        preview_value = staticmethod(preview_value)
