"""The example teams: one with the parts of the model page, one with all other blocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from careers.models import Location, Person

FIRST, SECOND = "first-team", "second-team"
#: Free to use (CC BY 3.0) and nobody's advertisement; the block names it.
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def team_values() -> dict[str, dict[str, str]]:
    """Return the fields of each team page by its key, in the active language."""
    return {
        FIRST: {
            "title": _("Backend"),
            "hero_text": _(
                "This is an example. Eleven people in three cities build what stands behind every "
                "order, and answer for it when it fails."
            ),
            "search_description": _(
                "What the Backend team does, what makes it different, and where it is hiring now."
            ),
        },
        SECOND: {
            "title": _("Design"),
            "hero_text": _(
                "This is an example too. It shows the sections that the page of the other team "
                "has no use for."
            ),
            "search_description": _(
                "How the Design team works, how it hires, and what you can expect of it."
            ),
        },
    }


def first_team_body(people: Mapping[str, Person], today: date) -> list[dict[str, Any]]:
    """Return the sections of the model page below the hero."""
    return [
        _block("about", heading=_("About us"), text=_paragraphs(*_about())),
        _block("open_positions", heading="", page_size=5, empty_text=""),
        _block("pillars", heading=_("What makes us different"), pillars=_pillars()),
        _block("latest", heading="", items=_latest(today), number=4),
        _block(
            "testimonials",
            heading=_("The people who make us"),
            testimonials=[
                {"person": people["ines"].pk, "quote": _quotes()[0], "unit": ""},
                {"person": people["aidan"].pk, "quote": _quotes()[1], "unit": ""},
                {"person": people["grace"].pk, "quote": _quotes()[2], "unit": ""},
            ],
        ),
    ]


def second_team_body(images: Mapping[str, Any], locations: list[Location]) -> list[dict[str, Any]]:
    """Return one section of each other block; those of pictures only where there are pictures."""
    blocks = [
        _block(
            "rich_text",
            heading=_("How a day goes"),
            text=_paragraphs(
                _("We draw in the morning, together, and build in the afternoon, alone."),
                _("What we are unsure of hangs on the wall until somebody has tried it out."),
            ),
        ),
        _block("statistics", heading="", statistics=_statistics()),
        _block("open_positions", heading="", page_size=5, empty_text=""),
        _block("benefits", heading=_("What you get"), benefits=_benefits()),
        _block("hiring_process", heading=_("How we hire"), steps=_steps()),
        _block("faq", heading=_("Questions and answers"), questions=_questions()),
        _block(
            "locations",
            heading=_("Where we work"),
            locations=[location.pk for location in locations],
        ),
        _block("video", **_video(images)),
    ]
    if images:
        blocks.insert(2, _block("image", **_picture(images["desk"], _("The desk by the door"))))
        gallery = [_picture(images["room"], ""), _picture(images["window"], "")]
        blocks.append(_block("gallery", heading="", images=gallery))
    button = _block(
        "call_to_action",
        heading=_("Not what you were looking for?"),
        text=_("There are positions in other teams."),
        button="",
        tone="accent",
    )
    return [*blocks, button]


def _about() -> tuple[str, str]:
    return (
        _(
            "Between the moment somebody presses “Buy” and the parcel at the door stand some forty "
            "services. They are ours: we design them, run them, and take turns to be woken by them."
        ),
        _(
            "We are small on purpose. Everybody knows the whole road that an order takes, and "
            "nobody needs a meeting to change a part of it."
        ),
    )


def _pillars() -> list[dict[str, str]]:
    return [
        _pillar(
            _("You own what you build"),
            _("From the first sketch to the alarm at night. It makes for simple designs."),
        ),
        _pillar(
            _("We write things down"),
            _("Every decision has a page of its own, with the reasons that lost."),
        ),
        _pillar(
            _("Time to learn"),
            _("One day in ten belongs to what you want to become better at."),
        ),
        _pillar(
            _("Nobody is a hero"),
            _("If the work can't be done by five o'clock, the plan was wrong, not you."),
        ),
    ]


def _latest(today: date) -> list[dict[str, Any]]:
    return [
        _item("talk", _("What we removed this year"), 9, today, _("24 min")),
        _item("article", _("A queue is a promise"), 26, today, _("7 min read")),
        _item("video", _("A parcel, followed from click to door"), 51, today, _("12 min")),
    ]


def _quotes() -> tuple[str, str, str]:
    return (
        _(
            "In my second week I deleted a service. Three people thanked me, and one of them had "
            "written it."
        ),
        _("I count the questions that I'm asked. When they become fewer, I have done my work."),
        _("They show me the ugly parts first. It's the politest thing a backend team can do."),
    )


def _statistics() -> list[dict[str, str]]:
    return [
        {"value": "7", "unit": "", "label": _("people")},
        {"value": "3", "unit": "", "label": _("cities")},
        {"value": "40", "unit": "%", "label": _("of the time for research")},
    ]


def _benefits() -> list[dict[str, str]]:
    return [
        {"title": _("Thirty days off"), "text": _("And nobody writes to you on any of them.")},
        {"title": _("Work where you like"), "text": _("At home, with us, or some of each.")},
        {"title": _("Books and courses"), "text": _("You choose them, and we pay.")},
    ]


def _steps() -> list[dict[str, str]]:
    return [
        {
            "title": _("A call"),
            "text": _("You ask us what you want to know, and we ask you."),
            "duration": _("30 minutes"),
        },
        {
            "title": _("An afternoon together"),
            "text": _("We solve something small with you, and pay you for it."),
            "duration": _("3 hours"),
        },
        {
            "title": _("An answer"),
            "text": _("Within two days, with reasons, whatever it is."),
            "duration": "",
        },
    ]


def _questions() -> list[dict[str, str]]:
    return [
        {
            "question": _("May I apply for two positions?"),
            "answer": _paragraphs(_("Yes. Tell us in both which of them you would like more.")),
        },
        {
            "question": _("Do I need a degree?"),
            "answer": _paragraphs(_("No. Show us something that you have made.")),
        },
    ]


def _video(images: Mapping[str, Any]) -> dict[str, Any]:
    poster = {"poster": _image(images["window"])} if images else {}
    return {
        "heading": "",
        "title": _("A film stands in for yours: “Big Buck Bunny”, Blender Foundation, CC BY 3.0"),
        "url": VIDEO,
        "duration": "10:35",
        "transcript": _paragraphs(_("The film has music and no words.")),
        **poster,
    }


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _pillar(title: str, text: str) -> dict[str, str]:
    return {"title": title, "text": _paragraphs(text)}


def _item(kind: str, title: str, days_ago: int, today: date, duration: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "url": "https://example.com/",
        "date": (today - timedelta(days=days_ago)).isoformat(),
        "duration": duration,
        "summary": "",
    }


def _picture(image: Any, caption: str) -> dict[str, Any]:
    return {"image": _image(image), "caption": caption}


def _image(image: Any) -> dict[str, Any]:
    alt = getattr(image, "description", "")
    return {"image": image.pk, "decorative": not alt, "alt_text": alt}
