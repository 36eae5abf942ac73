"""Fill the site: a home page, a team, an open position and a closed one."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from django.core.management.base import BaseCommand
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from careers.core.local_dates import LocalDates
from careers.models import (
    Location,
    NewsFeed,
    NewsItem,
    Person,
    PositionIndexPage,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionType,
    TeamIndexPage,
    TeamPage,
)
from careers.positions.lifecycle import Close
from house.models import HomePage


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        today = LocalDates().default
        admin = get_user_model().objects.create_superuser("admin", "admin@example.com", "admin")
        picture = _picture()
        lisbon = Location.objects.create(
            name="Lisbon", slug="lisbon", country="PT", time_zone="Europe/Lisbon"
        )
        full_time = PositionType.objects.create(name="Full time", slug="full-time")
        ana = Person.objects.create(name="Ana", job_title="Engineer", unit="Core", photo=picture)
        feed = NewsFeed.objects.create(name="Blog", url="https://example.com/feed.xml")
        NewsItem.objects.create(feed=feed, title="News", link="https://example.com/", identity="1")
        Page.objects.filter(depth__gt=1).delete()
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="home"))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        teams = home.add_child(instance=TeamIndexPage(title="Teams", slug="teams"))
        positions = home.add_child(instance=PositionIndexPage(title="Positions", slug="positions"))
        text = "<p>We keep it <b>up</b>.</p>"
        team = teams.add_child(
            instance=TeamPage(
                title="Backend",
                slug="backend",
                hero_image=picture,
                body=_body(
                    about={"heading": "About us", "text": text},
                    open_positions={"page_size": 5},
                    latest={"heading": "The latest", "feed": feed.pk, "items": []},
                    testimonials={"testimonials": [{"person": ana.pk, "quote": "Good."}]},
                    locations={"locations": [lisbon.pk]},
                ),
            )
        )
        for title, closing_date in (
            ("Backend Engineer", None),
            ("Closed by hand", None),
            ("Closed by date", today - timedelta(days=7)),
        ):
            position = PositionPage(
                title=title,
                slug=title.lower().replace(" ", "-"),
                team=team,
                posted_date=today - timedelta(days=10),
                closing_date=closing_date,
                body=_body(section={"heading": "What you will do", "text": text}),
            )
            position.position_locations = [PositionLocation(location=lisbon)]
            position.position_types = [PositionPageType(position_type=full_time)]
            positions.add_child(instance=position)
            position.save_revision(user=admin).publish()
            if title == "Closed by hand":
                Close(position, admin).execute()
        team.save_revision(user=admin).publish()
        home.body = _body(
            position_search={"heading": "Find your place"},
            team_grid={"heading": "Teams"},
            featured_positions={
                "heading": "Open now",
                "positions": [positions.get_first_child().pk],
            },
        )
        home.save()


def _body(**sections: dict[str, Any]) -> str:
    return json.dumps([{"type": name, "value": value} for name, value in sections.items()])


def _picture() -> Any:
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "PNG")
    file.seek(0)
    return get_image_model().objects.create(title="Teal", file=ImageFile(file, "teal.png"))
