"""Put blocks on the home page, after `careers_start --examples`."""

import json

from django.core.management.base import BaseCommand
from wagtail.images import get_image_model

from home.models import HomePage


class Command(BaseCommand):
    def handle(self, *args, **options):
        home = HomePage.objects.get()
        home.title = "A house of its own"
        home.hero_text = "What stands here is ours, and the frame round it is the host's."
        home.hero_image = get_image_model().objects.order_by("pk").first()
        home.body = json.dumps(
            [
                block("position_search", heading="Find a position", suggestions=["Lisbon"]),
                block("team_grid", heading="Our teams"),
                block("about", heading="About us", text="<p>We keep it <a href='/'>up</a>.</p>"),
                block("pillars", heading="What we hold on to", pillars=pillars()),
                block("faq", heading="Asked before", questions=questions()),
                block("call_to_action", heading="Come along.", text="Soon."),
            ]
        )
        home.save_revision().publish()


def block(kind, **value):
    return {"type": kind, "value": value}


def pillars():
    titles = ["Say it early", "Write it down", "Try it out", "Leave it better"]
    return [{"title": title, "text": "<p>It saves a week.</p>"} for title in titles]


def questions():
    return [
        {"question": "May I come by?", "answer": "<p>Yes, on any Friday.</p>"},
        {"question": "Is there a test?", "answer": "<ul><li>No.</li><li>We talk.</li></ul>"},
    ]
