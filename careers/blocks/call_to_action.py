from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from typing_extensions import TypedDict

from careers.blocks.link import LinkedBlock, LinkedValue
from careers.blocks.linked_page import PageBlock
from careers.core.representation.links import PageLinkJSON, absolute
from careers.core.representation.public_pages import represent_public_page
from careers.core.section_block import GROUP_TEXT, SectionBlock, Tone, heading_block, tone_block
from careers.core.site_indexes import site_indexes
from careers.core.text_blocks import CharBlock, EmailBlock, TextBlock


def preview_value() -> dict[str, Any]:
    return {
        "heading": gettext("Come and hold something up."),
        "text": gettext("One of these positions has had your name on it for a while."),
        "button": gettext("Find it"),
        "url": "https://example.com/",
        "tone": "accent",
    }


class CallToActionValue(LinkedValue):
    def link(self, request: HttpRequest | None = None) -> str:
        """The URL of the page, the web or the e-mail address, or else of all open positions."""
        if self.get("page") or self.get("url"):
            return super().link(request)
        if self.get("email"):
            return f"mailto:{quote(self['email'], safe='@')}"
        return site_indexes(request).positions_url

    def button_text(self, request: HttpRequest | None = None) -> str:
        """What the button says."""
        return self.get("button") or self.page_title(request) or gettext("See open positions")


class ButtonJSON(TypedDict):
    text: str
    url: str
    page: Annotated[PageLinkJSON | None, Field(description="Where it leads to a page of the site.")]


class ShownCallToAction(TypedDict):
    button: ButtonJSON | None


class CallToActionBlock(LinkedBlock, SectionBlock):
    heading = heading_block(required=True)
    text = TextBlock(required=False, max_length=300, rows=2, label=_("Text"))
    button = CharBlock(
        required=False,
        max_length=40,
        label=_("Words on the button"),
        help_text=_("Leave empty for “See open positions”, or the title of the page below."),
    )
    page = PageBlock(
        required=False,
        label=_("Page of this site"),
        help_text=_("Without a page and an address, the button leads to all open positions."),
    )
    email = EmailBlock(required=False, label=_("Or an e-mail address"))
    tone = tone_block(Tone.ACCENT)

    api_left_out = ("button", "page", "url", "email")
    api_shown = ShownCallToAction

    class Meta:
        icon = "link"
        group = GROUP_TEXT
        label = _("Call to action")
        label_format = "{heading}"
        description = _("One large sentence and a button, for the end of a page.")
        follows_from_content = True
        template = "careers/blocks/call_to_action.html"
        form_layout = ["heading", "text", "button", "page", "url", "email"]
        value_class = CallToActionValue
        preview_value = staticmethod(preview_value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        return {**context, "url": value.link(request), "button_text": value.button_text(request)}

    def represent_shown(self, value: Any, shown: dict[str, Any]) -> ShownCallToAction:
        if not shown["url"]:
            return {"button": None}
        request = shown.get("request")
        button: ButtonJSON = {
            "text": shown["button_text"],
            "url": absolute(shown["url"], request),
            "page": represent_public_page(value.get("page"), request),
        }
        return {"button": button}

    def link_errors(self, cleaned: Any) -> dict[str, ValidationError]:
        errors = super().link_errors(cleaned)
        errors.pop("page", None)  # without one, the button leads to all open positions
        if cleaned.get("email") and (cleaned.get("page") or cleaned.get("url")):
            errors["email"] = ValidationError(_("Give one of the three: page, web or e-mail."))
        leads_outside = cleaned.get("url") or cleaned.get("email")
        if leads_outside and not (cleaned.get("button") or cleaned.get("page")):
            errors["button"] = ValidationError(_("Enter what the button says."))
        return errors
