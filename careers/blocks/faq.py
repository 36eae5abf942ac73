from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.core.section_block import GROUP_TEXT, SectionBlock, Width, heading_block
from careers.core.text_blocks import CharBlock

MAX_QUESTIONS = 20


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("Asked before signing"),
        "questions": [
            {
                "question": gettext("Must I live near an office?"),
                "answer": "<p>{}</p>".format(
                    gettext("No. Positions marked Remote say from where.")
                ),
            },
            {
                "question": gettext("When will I hear from you?"),
                "answer": "<p>{}</p>".format(gettext("Within ten days, from a person.")),
            },
        ],
    }


class QuestionBlock(blocks.StructBlock):
    question = CharBlock(max_length=200, label=_("Question"))
    answer = blocks.RichTextBlock(
        features=["bold", "italic", "link", "document-link", "ol", "ul"],
        max_length=3000,
        label=_("Answer"),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class FaqBlock(SectionBlock):
    heading = heading_block(default=_("Questions and answers"), required=True)
    questions = blocks.ListBlock(
        QuestionBlock(),
        min_num=1,
        max_num=MAX_QUESTIONS,
        label=_("Questions"),
        help_text=_("Visitors see the questions, and open the answers they want."),
    )

    widths = (Width.WIDE,)

    class Meta:
        icon = "help"
        group = GROUP_TEXT
        label = _("Questions and answers")
        label_format = "{heading}"
        description = _("What people ask before they apply; each answer unfolds.")
        follows_from_content = True
        template = "careers/blocks/faq.html"
        preview_value = staticmethod(preview_value)
