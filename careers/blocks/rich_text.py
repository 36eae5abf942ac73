from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.core.section_block import (
    GROUP_TEXT,
    RICH_TEXT_FEATURES,
    SectionBlock,
    Width,
    heading_block,
)

LONG_TEXT_FEATURES = ["h2", *RICH_TEXT_FEATURES, "h4", "blockquote", "hr"]


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("On our mind"),
        "text": (
            "<h2>{}</h2><p>{}</p><blockquote>{}</blockquote><ul><li>{}</li><li>{}</li></ul>"
        ).format(
            gettext("A note on exercises"),
            gettext(
                "We don’t ask for work to be done at home. We want to see how you think aloud."
            ),
            gettext("Ask for the thinking, not the weekend."),
            gettext("a written review of a design of ours;"),
            gettext("a walk through something that you have built."),
        ),
    }


class RichTextBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty."))
    text = blocks.RichTextBlock(features=LONG_TEXT_FEATURES, max_length=20_000, label=_("Text"))

    widths = (Width.WIDE,)

    class Meta:
        icon = "doc-full"
        group = GROUP_TEXT
        label = _("Long text")
        label_format = "{heading} {text}"
        description = _("Text with headings, lists and quotations of its own.")
        follows_from_content = True
        template = "careers/blocks/rich_text.html"
        preview_value = staticmethod(preview_value)
