"""Base of blocks with a link to a page of the site or to a web address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks.linked_page import PageBlock
from careers.core.representation.public_pages import is_published
from careers.core.text_blocks import URLBlock


class LinkedValue(blocks.StructValue):
    def link(self, request: HttpRequest | None = None) -> str:
        """The URL, or "" where none is given or the page is not live."""
        page = self.get("page")
        if page is not None:
            return (page.get_url(request) or "") if page.live else ""
        return self.get("url") or ""

    def page_title(self, request: HttpRequest | None = None) -> str:
        """The title of the page, or "" where none is given or not everybody may see it."""
        page = self.get("page")
        return page.title if is_published(page, request) else ""


class LinkedBlock(blocks.StructBlock):
    """A block with a page of the site or a web address, never both."""

    page = PageBlock(required=False, label=_("Page of this site"))
    url = URLBlock(
        required=False,
        label=_("Or a web address"),
        help_text=_("Starting with https://"),
        validators=[
            URLValidator(["http", "https"], message=_("Enter an address that starts with https://"))
        ],
    )

    class Meta:
        value_class = LinkedValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = self.link_errors(cleaned)
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def link_errors(self, cleaned: Any) -> dict[str, ValidationError]:
        """The errors that prevent publishing, by the names of their fields."""
        if cleaned.get("page") and cleaned.get("url"):
            return {"url": ValidationError(_("Give a page or a web address, not both."))}
        if not cleaned.get("page") and not cleaned.get("url"):
            return {"page": ValidationError(_("Choose a page, or enter a web address below."))}
        return {}
