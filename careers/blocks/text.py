"""Parts that are mostly words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import sample_parts, samples
from careers.blocks.base import (
    GROUP_TEXT,
    RICH_TEXT_FEATURES,
    SectionBlock,
    Tone,
    Width,
    heading_block,
    tone_block,
)
from careers.blocks.links import LinkedBlock, LinkedValue
from careers.tree import SiteIndexes

LONG_TEXT_FEATURES = ["h2", *RICH_TEXT_FEATURES, "h4", "blockquote", "hr"]


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
        template = "careers/blocks/about.html"
        preview_value = staticmethod(samples.sample_about)


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
        template = "careers/blocks/rich_text.html"
        preview_value = staticmethod(sample_parts.sample_rich_text)


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"))
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
        max_num=20,
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
        template = "careers/blocks/faq.html"
        preview_value = staticmethod(sample_parts.sample_faq)


class CallToActionValue(LinkedValue):
    def link(self, request: HttpRequest | None = None) -> str:
        """As for all links, or to an e-mail address; to all open positions if none is given."""
        if self.get("page") or self.get("url"):
            return super().link(request)
        if self.get("email"):
            return f"mailto:{quote(self['email'], safe='@')}"
        return SiteIndexes.of(request).positions_url


class CallToActionBlock(LinkedBlock, SectionBlock):
    heading = heading_block(required=True)
    text = blocks.TextBlock(required=False, max_length=300, rows=2, label=_("Text"))
    button = blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Words on the button"),
        help_text=_("Leave empty for “See open positions”, or the title of the page below."),
    )
    page = blocks.PageChooserBlock(
        required=False,
        label=_("Page of this site"),
        help_text=_("Without a page and an address, the button leads to all open positions."),
    )
    email = blocks.EmailBlock(required=False, label=_("Or an e-mail address"))
    tone = tone_block(Tone.ACCENT)

    class Meta:
        icon = "link"
        group = GROUP_TEXT
        label = _("Call to action")
        label_format = "{heading}"
        description = _("One large sentence and a button, for the end of a page.")
        template = "careers/blocks/call_to_action.html"
        form_layout = ["heading", "text", "button", "page", "url", "email"]
        value_class = CallToActionValue
        preview_value = staticmethod(sample_parts.sample_call_to_action)

    def link_errors(self, cleaned: Any) -> dict[str, ValidationError]:
        errors = super().link_errors(cleaned)
        errors.pop("page", None)  # none is needed: there is always the list of positions
        if cleaned.get("email") and (cleaned.get("page") or cleaned.get("url")):
            errors["email"] = ValidationError(_("Give one of the three: page, web or e-mail."))
        leads_outside = cleaned.get("url") or cleaned.get("email")
        if leads_outside and not (cleaned.get("button") or cleaned.get("page")):
            errors["button"] = ValidationError(_("Enter what the button says."))
        return errors


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
