from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import preview_values
from careers.core.section_block import (
    GROUP_TEXT,
    RICH_TEXT_FEATURES,
    SectionBlock,
    Width,
    heading_block,
)


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("About us"), "text": preview_values.paragraphs()}


class AboutBlock(SectionBlock):
    heading = heading_block(default=_("About us"), required=True)
    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES,
        max_length=6000,
        label=_("Text"),
        help_text=_("The first paragraph is shown larger."),
    )

    widths = (Width.WIDE,)

    class Meta:
        icon = "pilcrow"
        group = GROUP_TEXT
        label = _("About us")
        label_format = "{heading}"
        description = _("A heading with text beside it: who you are and what you do.")
        follows_from_content = True
        template = "careers/blocks/about.html"
        preview_value = staticmethod(preview_value)
