"""Blocks of the header and the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks.link import LinkedBlock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class LinkBlock(LinkedBlock):
    """A link of the header or the footer."""

    label = blocks.CharBlock(max_length=40, label=_("Text"))
    fragment = blocks.CharBlock(
        required=False,
        max_length=60,
        validators=[validate_slug],
        label=_("Section"),
        help_text=_("The anchor of a section, such as open-positions."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        form_layout = ["label", "page", "url", "fragment"]


def title_block(default: StrOrPromise = "") -> blocks.CharBlock:
    """The title of a column of the footer."""
    options = {"default": default} if default else {}
    return blocks.CharBlock(max_length=40, label=_("Title"), **options)


class LinkColumnBlock(blocks.StructBlock):
    title = title_block()
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=12, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Links")
        label_format = "{title}"
        description = _("A column of links that you choose.")


class TeamColumnBlock(blocks.StructBlock):
    title = title_block(_("Teams"))

    class Meta:
        icon = "group"
        label = _("All teams")
        label_format = "{title}"
        description = _("A column with a link to every team; a new team appears by itself.")


class LocationColumnBlock(blocks.StructBlock):
    title = title_block(_("Locations"))

    class Meta:
        icon = "site"
        label = _("All locations")
        label_format = "{title}"
        description = _("A column with a link to every location that a published position has.")
