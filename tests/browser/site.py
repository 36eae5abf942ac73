"""A small careers site with everything on it that a browser should meet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from playwright.sync_api import Page
from wagtail.blocks import ListBlock, StructBlock
from wagtail.models import Locale

from careers.core.section_block import Tone
from careers.models import PositionPage
from careers.positions import lifecycle
from home.models import BrandSettings, FooterSettings, NavigationSettings, StandardPage
from tests.careers import block_data
from tests.careers.block_catalogue import offered
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    PositionTypeFactory,
    StandardPageFactory,
    Tree,
    today,
)

OPEN_POSITIONS = 16


def visit(page: Page, address: str) -> None:
    """Open a page of the site, which may be closed or missing, but not broken."""
    response = page.goto(address)
    assert response
    assert response.status < 500, address


class SmallSite(Tree):
    """Sixteen open positions, a closed one, every part in every tone, header and footer."""

    def __init__(self) -> None:
        # A test of a browser begins with an emptied database: without the locale of the migrations.
        Locale.objects.get_or_create(language_code="en-gb")
        super().__init__()
        self.picture = ImageFactory(file__width=480, file__height=320)
        self.people = PersonFactory.create_batch(4, photo=self.picture)
        self.lisbon = LocationFactory(
            name="Lisbon",
            slug="lisbon",
            street="Rua do Alecrim 71",
            postal_code="1200-015",
            locality="Lisboa",
            time_zone="Europe/Lisbon",
        )
        self.full_time = PositionTypeFactory(name="Full time", slug="full-time")
        self.feed = NewsFeedFactory(name="Our blog")
        NewsItemFactory.create_batch(4, feed=self.feed, image=self.picture, summary="In short.")
        self._fill_team()
        self._fill_home()
        self.open = [self._position(number) for number in range(1, OPEN_POSITIONS + 1)]
        self.closed = self._position(0, title="Closed position", slug="closed-position")
        lifecycle.Close(self.closed).execute()
        self.standard = self._standard_page()
        self.every_part = self._page_of_every_part()
        self.half_empty = self._page_of_half_empty_parts()
        self._add_parts(self.open[-1])
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
            "page of every part": f"/{self.every_part.slug}/",
            "page of half-empty parts": f"/{self.half_empty.slug}/",
            "not found": "/nowhere/",
        }

    def _fill_team(self) -> None:
        self.team.hero_image = self.picture
        self.team.hero_text = "Every page that our customers publish passes through us."
        items = [
            block_data.latest_item(
                self.picture, title=f"Talk {number}", url=f"https://example.com/{number}"
            )
            for number in range(1, 5)
        ]
        block_data.set_body(
            self.team,
            [
                block_data.about(),
                block_data.open_positions(),
                block_data.pillars(4, images=[self.picture]),
                block_data.latest(items),
                block_data.testimonials(self.people),
            ],
        )

    def _fill_home(self) -> None:
        self.home.hero_image = self.picture
        block_data.set_body(
            self.home,
            [
                block_data.position_search(),
                block_data.team_grid(),
                block_data.about(tone="tint"),
                block_data.featured_positions(),
                block_data.testimonials(self.people, tone="ink"),
                block_data.about(heading="Nothing that fits?", tone="accent"),
            ],
        )

    def _position(self, number: int, **values: str) -> PositionPage:
        sections = [
            block_data.section(heading="", text="<p>You keep it up.</p>"),
            block_data.section(text="<ul><li>Read.</li></ul>"),
        ]
        return self.add_position(
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
            body=block_data.as_body(sections),
        )

    def _add_parts(self, position: PositionPage) -> None:
        offers = offered(PositionPage)
        block_data.set_body(
            position, [part for part in self._one_of_each() if part["type"] in offers]
        )

    def _one_of_each(self) -> list[block_data.StoredBlock]:
        return block_data.one_of_each(self.picture, self.people[0], self.lisbon, self.feed)

    def _page_of_every_part(self) -> StandardPage:
        """Every part in every tone, each time in another of its widths."""
        offers = offered(StandardPage)
        body = []
        for number, tone in enumerate(Tone.values):
            for part in self._one_of_each():
                if part["type"] in offers:
                    widths = ["", *offers[part["type"]].widths]
                    settings = {"tone": tone, "width": widths[number % len(widths)]}
                    if "heading" in part["value"]:
                        settings["heading"] = f"{part['value']['heading']} {number}"
                    body.append({"type": part["type"], "value": part["value"] | settings})
        return self._page(body, title="Parts", slug="parts")

    def _page_of_half_empty_parts(self) -> StandardPage:
        """Every part of a draft as it starts, and with one item that is still empty."""
        body: list[block_data.StoredBlock] = []
        for name, block in offered(StandardPage).items():
            lists: dict[str, list[Any]] = {
                key: [{}]
                for key, child in block.child_blocks.items()
                if isinstance(child, ListBlock) and isinstance(child.child_block, StructBlock)
            }
            body += [{"type": name, "value": {"heading": f"Half {name}"} | lists}]
            body += [{"type": name, "value": {"heading": ""} | {key: [] for key in lists}}]
        return self._page(body, title="Half", slug="half-empty")

    def _standard_page(self) -> StandardPage:
        body = [block_data.about(heading="What we keep")]
        return self._page(body, title="Privacy", slug="privacy")

    def _page(self, body: list[block_data.StoredBlock], **values: str) -> StandardPage:
        return StandardPageFactory(parent=self.home, body=block_data.as_body(body), **values)

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
