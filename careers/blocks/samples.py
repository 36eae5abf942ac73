"""Complete samples for the previews of blocks: nothing here is read from pages or saved."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from careers.images import sample_picture
from careers.places import LocationRow
from careers.positions.listing import PositionListing
from careers.positions.rows import PositionRow
from careers.teams import TeamCard

#: The preview itself: its links lead nowhere else.
SAMPLE_LINK = "#sample"


def sample_paragraphs() -> str:
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


def sample_about() -> dict[str, Any]:
    return {"heading": _("About us"), "text": sample_paragraphs()}


def sample_position_section() -> dict[str, Any]:
    return {"heading": _("What you will do"), "text": sample_paragraphs()}


def sample_rows() -> list[PositionRow]:
    team = _("Backend Development")
    return [
        PositionRow(
            _("Senior Backend Engineer"), SAMPLE_LINK, team, (_("Lisbon"),), True, (_("Full time"),)
        ),
        PositionRow(
            _("Backend Engineer"), SAMPLE_LINK, team, (_("Dublin"),), False, (_("Full time"),)
        ),
        PositionRow(_("Backend Intern"), SAMPLE_LINK, team, (_("Toronto"),), False, (_("Intern"),)),
    ]


def sample_listing() -> PositionListing:
    return PositionListing(rows=sample_rows(), total=8, page_size=3)


def sample_team() -> Any:
    """Stands in for the team page around a block."""
    return SimpleNamespace(title=_("Backend Development"), slug="", pk=None)


def sample_team_cards() -> list[TeamCard]:
    picture = sample_picture()
    return [
        TeamCard(_("Backend Development"), SAMPLE_LINK, picture, 16),
        TeamCard(_("Data"), SAMPLE_LINK, picture, 9),
        TeamCard(_("Mobile"), SAMPLE_LINK, picture, 8),
    ]


def sample_pillars() -> dict[str, Any]:
    return {
        "heading": _("What makes us different"),
        "pillars": [
            {
                "title": _("Small teams"),
                "text": "<p>{}</p>".format(_("Nobody here is more than one question away.")),
            },
            {
                "title": _("Time to learn"),
                "text": "<p>{}</p>".format(_("One day in five is for getting better.")),
            },
        ],
    }


def sample_latest() -> dict[str, Any]:
    picture = {"image": sample_picture(), "decorative": True, "alt_text": ""}
    return {
        "heading": _("The latest from the team"),
        "items": [
            {
                "kind": "talk",
                "title": _("What a queue is for"),
                "url": "https://example.com/queue/",
                "image": picture,
                "date": date(2026, 11, 12),
                "duration": _("32 min"),
                "summary": _("And what happens on the day it is full."),
            },
            {
                "kind": "article",
                "title": _("The way back is a feature"),
                "url": "https://example.com/way-back/",
                "image": picture,
                "date": date(2026, 11, 3),
            },
        ],
    }


def sample_person(name: str, role: str, unit: str) -> Any:
    """Somebody who was never saved; the photo may be a placeholder, which no model would take."""
    return SimpleNamespace(name=name, role=role, unit=unit, photo=_sample_portrait(), pk=None)


def _sample_portrait() -> Any:
    person = apps.get_model("careers.Person").objects.exclude(photo=None).first()
    return person.photo if person else sample_picture()


def sample_testimonials() -> dict[str, Any]:
    return {
        "heading": _("The people who make us"),
        "testimonials": [
            {
                "person": sample_person(_("Alma Reyes"), _("Backend Developer"), _("Core Server")),
                "quote": _(
                    "I came to run servers. I stayed because I was asked what to switch off."
                ),
            },
            {
                "person": sample_person(_("Jon Vale"), _("Engineering Manager"), _("Identity")),
                "quote": _("People sign in every morning without a thought. That is my review."),
            },
        ],
    }


def sample_open_positions() -> dict[str, Any]:
    return {"heading": "", "page_size": len(sample_rows()), "empty_text": ""}


def sample_team_grid() -> dict[str, Any]:
    return {"heading": _("Our teams")}


def sample_featured_positions() -> dict[str, Any]:
    return {"heading": _("Worth a look this week"), "positions": []}


def sample_search() -> dict[str, Any]:
    return {"heading": _("Find a position"), "suggestions": [_("Remote"), _("Intern")]}


def sample_locations() -> dict[str, Any]:
    return {"heading": _("Where we work"), "locations": []}


def sample_location_rows() -> list[LocationRow]:
    return [
        LocationRow(
            _("Lisbon"),
            ("Rua do Alecrim 71", "1200-015 Lisboa", _("Portugal")),
            _("Western European Time (UTC+0)"),
            7,
            SAMPLE_LINK,
        ),
        LocationRow(
            _("Toronto"),
            ("460 Richmond Street West", "M5V 1Y1 Toronto", _("Canada")),
            _("Eastern Time (UTC−5)"),
            0,
            SAMPLE_LINK,
        ),
    ]
