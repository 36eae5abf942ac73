"""Make example teams, positions and people below a site's index pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from careers.core.local_dates import LocalDates
from careers.models import (
    PositionIndexPage,
    PositionLocation,
    PositionPage,
    PositionPageType,
    TeamIndexPage,
    TeamPage,
)
from careers.positions import lifecycle
from careers.site_setup.directory import example_location, example_position_type, location_values
from careers.site_setup.example_images import provide_images
from careers.site_setup.example_marks import example_page_key
from careers.site_setup.example_people import provide_people
from careers.site_setup.example_positions import (
    ExamplePosition,
    example_positions,
    position_body,
)
from careers.site_setup.example_teams import (
    FIRST,
    SECOND,
    first_team_body,
    second_team_body,
    team_values,
)


class Examples:
    """The examples of one site; texts are in the active language.

    What is there is left as it is.
    """

    def __init__(self, teams: TeamIndexPage, positions: PositionIndexPage) -> None:
        self.team_index, self.position_index = teams, positions
        self.locale: Locale = positions.locale
        self.today: date = LocalDates().at(positions.url_path)
        self.made: list[Page] = []

    def provide(self) -> list[Page]:
        """Make what is missing, and return the pages that were made."""
        teams = self._provide_teams()
        for example in example_positions():
            self._provide_position(example, teams)
        return self.made

    def first_team(self) -> TeamPage | None:
        return self._find(TeamPage, self.team_index, FIRST)

    def _provide_teams(self) -> dict[str, TeamPage]:
        found = {key: self._find(TeamPage, self.team_index, key) for key in (FIRST, SECOND)}
        if all(found.values()):
            return {key: team for key, team in found.items() if team}
        images = provide_images()
        people = provide_people(self.locale, images)
        locations = [example_location(key, self.locale) for key in location_values()]
        bodies = {
            FIRST: first_team_body(people, self.today),
            SECOND: second_team_body(images, locations),
        }
        return {
            key: team or self._make_team(key, bodies[key], images) for key, team in found.items()
        }

    def _make_team(
        self, key: str, body: list[dict[str, Any]], images: Mapping[str, Any]
    ) -> TeamPage:
        team = TeamPage(
            **team_values()[key], hero_image=images.get(key), body=json.dumps(body), live=False
        )
        self._publish(team, self.team_index, key)
        return team

    def _provide_position(self, example: ExamplePosition, teams: Mapping[str, TeamPage]) -> None:
        if self._find(PositionPage, self.position_index, example.key):
            return
        position = PositionPage(
            **example.values,
            team=teams[example.team],
            posted_date=self.today - timedelta(days=example.posted_days_ago),
            body=json.dumps(position_body()),
            live=False,
        )
        if example.closes_in_days is not None:
            position.closing_date = self.today + timedelta(days=example.closes_in_days)
        position.position_locations.set(
            PositionLocation(location=example_location(key, self.locale), sort_order=order)
            for order, key in enumerate(example.locations)
        )
        position.position_types.set(
            PositionPageType(
                position_type=example_position_type(key, self.locale), sort_order=order
            )
            for order, key in enumerate(example.types)
        )
        self._publish(position, self.position_index, example.key)
        if example.closed_days_ago is not None:
            moment = timezone.now() - timedelta(days=example.closed_days_ago)
            lifecycle.Close(position, at=moment).execute()

    def _publish(self, page: Any, parent: Page, key: str) -> None:
        page.translation_key = example_page_key(parent, key)
        parent.refresh_from_db()  # the number of its children has changed with each page
        parent.add_child(instance=page)
        page.save_revision().publish()
        self.made.append(page)

    def _find(self, model: Any, parent: Page, key: str) -> Any:
        mark = example_page_key(parent, key)
        return model.objects.filter(translation_key=mark, locale=self.locale).first()
