from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import preview_values
from careers.core.section_block import GROUP_TEXT, RICH_TEXT_FEATURES, heading_block


def preview_value() -> dict[str, Any]:
    return {"heading": gettext("What you will do"), "text": preview_values.paragraphs()}


class PositionSectionBlock(blocks.StructBlock):
    """A section of a position's description; it stands beside the facts, without an anchor."""

    heading = heading_block(help_text=_("Leave empty for the opening paragraph."))
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, max_length=6000, label=_("Text"))

    class Meta:
        icon = "pilcrow"
        group = GROUP_TEXT
        label = _("Section")
        label_format = "{heading}"
        description = _(
            "A heading and text: what you will do, what you bring, what you can count on."
        )
        template = "careers/blocks/position_section.html"
        preview_template = "careers/position_section_preview.html"
        preview_value = staticmethod(preview_value)
