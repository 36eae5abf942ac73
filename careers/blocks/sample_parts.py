"""Complete samples for the previews of parts that consist of words and pictures alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from careers.images import sample_picture

#: An address of the right form; the preview of a block never asks for it.
SAMPLE_VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def sample_rich_text() -> dict[str, Any]:
    return {
        "heading": _("On our mind"),
        "text": (
            "<h2>{}</h2><p>{}</p><blockquote>{}</blockquote><ul><li>{}</li><li>{}</li></ul>"
        ).format(
            _("A note on exercises"),
            _("We don’t ask for work to be done at home. We want to see how you think aloud."),
            _("Ask for the thinking, not the weekend."),
            _("a written review of a design of ours;"),
            _("a walk through something that you have built."),
        ),
    }


def sample_faq() -> dict[str, Any]:
    return {
        "heading": _("Asked before signing"),
        "questions": [
            {
                "question": _("Must I live near an office?"),
                "answer": "<p>{}</p>".format(_("No. Positions marked Remote say from where.")),
            },
            {
                "question": _("When will I hear from you?"),
                "answer": "<p>{}</p>".format(_("Within ten days, from a person.")),
            },
        ],
    }


def sample_call_to_action() -> dict[str, Any]:
    return {
        "heading": _("Come and hold something up."),
        "text": _("One of these positions has had your name on it for a while."),
        "button": _("Find it"),
        "url": "https://example.com/",
        "tone": "accent",
    }


def sample_statistics() -> dict[str, Any]:
    return {
        "heading": "",
        "statistics": [
            {"value": "600+", "unit": "", "label": _("deployments a day")},
            {"value": "19", "unit": "", "label": _("data centres and cloud regions")},
            {"value": "20", "unit": "%", "label": _("of the time goes into our own learning")},
        ],
    }


def sample_benefits() -> dict[str, Any]:
    return {
        "heading": _("What you get"),
        "benefits": [
            {
                "title": _("Time that is yours"),
                "text": _("Thirty days off, plus the public holidays of the place where you live."),
            },
            {
                "title": _("A fifth for learning"),
                "text": _("One day a week to study, teach, or try what might not work."),
            },
        ],
    }


def sample_hiring_process() -> dict[str, Any]:
    return {
        "heading": _("Three conversations"),
        "steps": [
            {
                "title": _("A first call"),
                "text": _("With a recruiter who knows the team."),
                "duration": _("30 minutes"),
            },
            {
                "title": _("An exercise"),
                "text": _("A real problem of ours, and an engineer who thinks along."),
                "duration": _("90 minutes"),
            },
            {"title": _("An offer"), "text": _("A call first."), "duration": _("Within 5 days")},
        ],
    }


def sample_image() -> dict[str, Any]:
    return {"image": _picture(), "caption": _("The long table, before lunch"), "credit": ""}


def sample_gallery() -> dict[str, Any]:
    captions, picture = (
        (_("The stairs"), _("The courtyard in June"), _("From the roof")),
        _picture(),
    )
    return {
        "heading": _("Three addresses"),
        "pictures": [{"image": picture, "caption": caption} for caption in captions],
    }


def sample_video() -> dict[str, Any]:
    return {
        "heading": _("See where it runs"),
        "title": _("A walk round our data centres"),
        "url": SAMPLE_VIDEO,
        "poster": _picture(),
        "duration": "18:04",
        "transcript": "",
    }


def _picture() -> dict[str, Any]:
    return {"image": sample_picture(), "decorative": True, "alt_text": ""}
