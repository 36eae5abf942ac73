"""Parts that are mostly words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import samples
from careers.blocks.base import GROUP_TEXT, RICH_TEXT_FEATURES, SectionBlock, heading_block


class AboutBlock(SectionBlock):
    heading = heading_block(default=_("About us"), required=True)
    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES,
        max_length=6000,
        label=_("Text"),
        help_text=_("The first paragraph is shown larger."),
    )

    class Meta:
        icon = "pilcrow"
        group = GROUP_TEXT
        label = _("About us")
        label_format = "{heading}"
        description = _("A heading with text beside it: who you are and what you do.")
        template = "careers/blocks/about.html"
        preview_value = staticmethod(samples.sample_about)


class PositionSectionBlock(blocks.StructBlock):
    """A part of a position's description."""

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
        preview_value = staticmethod(samples.sample_position_section)
