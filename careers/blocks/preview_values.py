"""Values that the previews of several blocks share: nothing here is saved."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

from careers.core.images import FEED_FILES, PlaceholderImage
from careers.positions.listing import PositionListing
from careers.positions.rows import PositionRow
from careers.teams.team_cards import TeamCard

#: The id of the preview itself, so that its links lead nowhere else.
LINK = "#preview"
MIN_IMAGE_WIDTH = 960
MIN_IMAGE_HEIGHT = 640


def paragraphs() -> str:
    return "<p>{}</p><p>{}</p>".format(
        _(
            "Every order that our customers ship passes through something we wrote. "
            "We keep it quick, and we keep it up."
        ),
        _(
            "There are twelve of us in four cities. We design, build and run our own systems, "
            "and we write down why."
        ),
    )


def image() -> Any:
    """The newest large image of the library, or a placeholder.

    Images that feeds have brought, and those that not everybody may see, are left out.
    """
    large = get_image_model().objects.filter(
        width__gte=MIN_IMAGE_WIDTH, height__gte=MIN_IMAGE_HEIGHT
    )
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        large = large.exclude(collection__path__startswith=path)
    newest = large.exclude(file__contains=FEED_FILES).order_by("-pk").first()
    return newest or PlaceholderImage()


def image_value() -> dict[str, Any]:
    """The value of a field for an image."""
    return {"image": image(), "decorative": True, "alt_text": ""}


def team_page() -> Any:
    """Stands in for the team page around a block."""
    return SimpleNamespace(title=_("Backend Development"), slug="", pk=None)


def team_cards() -> list[TeamCard]:
    shown = image()
    return [
        TeamCard(_("Backend Development"), LINK, shown, 16),
        TeamCard(_("Data"), LINK, shown, 9),
        TeamCard(_("Mobile"), LINK, shown, 8),
    ]


def position_rows() -> list[PositionRow]:
    team = _("Backend Development")
    return [
        PositionRow(
            _("Senior Backend Engineer"), LINK, team, (_("Lisbon"),), True, (_("Full time"),)
        ),
        PositionRow(_("Backend Engineer"), LINK, team, (_("Dublin"),), False, (_("Full time"),)),
        PositionRow(_("Backend Intern"), LINK, team, (_("Toronto"),), False, (_("Intern"),)),
    ]


def position_listing() -> PositionListing:
    return PositionListing(rows=position_rows(), total=8, page_size=3)
