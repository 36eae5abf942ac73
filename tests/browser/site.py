"""A small careers site with everything on it that a browser should meet."""

from __future__ import annotations

from datetime import timedelta

from wagtail.models import Locale

from careers.models import PositionPage
from careers.positions import lifecycle
from home.models import BrandSettings, FooterSettings, NavigationSettings, StandardPage
from tests.careers import parts
from tests.factories import (
    ImageFactory,
    LocationFactory,
    PersonFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
    today,
)

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhaus"
OPEN_POSITIONS = 16


class SmallSite(Tree):
    """Sixteen open positions, a closed one, the six parts of the model page, header and footer."""

    def __init__(self) -> None:
        # A test of a browser begins with an emptied database: without the locale of the migrations.
        Locale.objects.get_or_create(language_code="en-gb")
        super().__init__()
        self.picture = ImageFactory(file__width=480, file__height=320)
        self.people = PersonFactory.create_batch(4, photo=self.picture)
        self.lisbon = LocationFactory(name="Lisbon", slug="lisbon")
        self.full_time = PositionTypeFactory(name="Full time", slug="full-time")
        self._fill_team()
        self._fill_home()
        self.open = [self._position(number) for number in range(1, OPEN_POSITIONS + 1)]
        self.closed = self._position(0, title="Closed position", slug="closed-position")
        lifecycle.close(self.closed)
        self.standard = self._standard_page()
        self._dress()

    def addresses(self) -> dict[str, str]:
        """The address of every type of page and of its states."""
        return {
            "home page": "/",
            "team index page": "/teams/",
            "team page": "/teams/backend-development/",
            "position index page": "/positions/",
            "empty search": "/positions/?q=nothing+like+it",
            "position page": f"/positions/{self.open[-1].slug}/",
            "closed position page": "/positions/closed-position/",
            "standard page": f"/{self.standard.slug}/",
            "not found": "/nowhere/",
        }

    def _fill_team(self) -> None:
        self.team.hero_image = self.picture
        self.team.hero_text = "Every page that our customers publish passes through us."
        items = [parts.latest_item(self.picture, title=f"Talk {number}") for number in range(1, 5)]
        parts.set_body(
            self.team,
            [
                parts.about(),
                parts.open_positions(),
                parts.pillars(4, images=[self.picture]),
                parts.latest(items),
                parts.testimonials(self.people),
            ],
        )

    def _fill_home(self) -> None:
        self.home.hero_image = self.picture
        parts.set_body(
            self.home,
            [
                {
                    "type": "position_search",
                    "value": {"heading": "Find a position", "suggestions": ["Lisbon"]},
                },
                {"type": "team_grid", "value": {"heading": "Our teams"}},
                parts.about(tone="tint"),
                {
                    "type": "featured_positions",
                    "value": {"heading": "Worth a look", "positions": []},
                },
                parts.testimonials(self.people, tone="ink"),
                parts.about(heading="Nothing that fits?", tone="accent"),
            ],
        )

    def _position(self, number: int, **values: str) -> PositionPage:
        position: PositionPage = self.add_position(
            **{"title": f"Engineer {number:02}", "slug": f"engineer-{number:02}"} | values,
            posted_date=today() - timedelta(days=OPEN_POSITIONS - number),
            closing_date=today() + timedelta(days=30),
            workplace="remote",
            countries=["PT", "IE"],
            pay_min=50_000,
            pay_max=60_000,
            pay_currency="EUR",
            pay_period="year",
            apply_url="https://apply.example/",
            locations=[self.lisbon],
            types=[self.full_time],
        )
        parts.set_body(
            position,
            [
                {"type": "section", "value": {"heading": "", "text": "<p>You keep it up.</p>"}},
                {
                    "type": "section",
                    "value": {"heading": "What you will do", "text": "<ul><li>Read.</li></ul>"},
                },
            ],
        )
        return position

    def _standard_page(self) -> StandardPage:
        page: StandardPage = StandardPageFactory(parent=self.home, title="Privacy", slug="privacy")
        parts.set_body(page, [parts.about(heading="What we keep")])
        return page

    def _dress(self) -> None:
        link = {"label": "Teams", "page": self.teams.pk, "url": "", "fragment": ""}
        other = {"label": "Positions", "page": self.positions.pk, "url": "", "fragment": ""}
        BrandSettings.objects.create(
            site=self.site, name="Halmere", suffix="Careers", logo=self.picture
        )
        NavigationSettings.objects.create(
            site=self.site,
            items=[{"type": "link", "value": link}, {"type": "link", "value": other}],
        )
        FooterSettings.objects.create(
            site=self.site,
            columns=[
                {"type": "teams", "value": {"title": "Teams"}},
                {"type": "locations", "value": {"title": "Locations"}},
                {"type": "links", "value": {"title": "Legal", "links": [link]}},
            ],
        )
