"""Fills a site with positions that were made up, and with the teams and places that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django.db import reset_queries, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from careers.core.local_dates import LocalDates
from careers.core.slugs import slug_of
from careers.models import (
    Location,
    PositionIndexPage,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionType,
    TeamIndexPage,
    TeamPage,
)
from tests.load import composing
from tests.load.cities import City
from tests.load.marks import (
    SOURCE,
    location_key,
    made_teams,
    team_key,
    type_key,
)
from tests.load.storing import store_positions
from tests.load.trades import POSITION_TYPES

#: Positions that are stored together. More take more memory, fewer more time.
BATCH = 1000


class NoPlaceError(Exception):
    """The site can't take positions; the message says what to do."""


def find_indexes() -> tuple[PositionIndexPage, TeamIndexPage]:
    """The pages of the default site under which positions and teams stand.

    Raises `NoPlaceError` where there is none.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NoPlaceError(
            "No site is the default one. Choose it in the admin, under Settings, Sites."
        )
    return _index(site, PositionIndexPage), _index(site, TeamIndexPage)


def _index(site: Site, model: Any) -> Any:
    """The first in the tree, as the site's own pages find it."""
    pages = model.objects.live().descendant_of(site.root_page.localized, inclusive=True)
    if found := pages.order_by("path").first():
        return found
    raise NoPlaceError(
        f"The site {site.hostname} has no published {model._meta.verbose_name}. "
        "Add it below the home page, or let `manage.py load_demo` make a whole site."
    )


class Loader:
    """Stores `count` positions, the same ones for the same `seed`."""

    def __init__(self, count: int, seed: int) -> None:
        self.composer = composing.Composer(count, seed)
        self.now = timezone.now()

    def load(self, progress: Callable[[int], None]) -> None:
        """Store all of them, and call `progress` with how many there are after each batch.

        Raises `NoPlaceError`. What is stored when it is interrupted stays.
        """
        self.index, self.team_index = find_indexes()
        self.today = LocalDates(self.now).at(self.index.url_path)
        self.taken_slugs = set(self.index.get_children().values_list("slug", flat=True))
        with transaction.atomic():
            self._make_teams()
            self._make_locations()
            self._make_types()
        done = 0
        for batch in _batches(self.composer.positions()):
            positions = [self._page(position) for position in batch]
            store_positions(self.index, positions)
            reset_queries()  # which DEBUG would keep, with all that was stored
            done += len(positions)
            progress(done)

    # Teams, places, types

    def _make_teams(self) -> None:
        """Those that an earlier run made, and that were not taken away, are used again."""
        there = {team.translation_key: team for team in made_teams()}
        self.teams = {}
        for team in self.composer.teams:
            key = team_key(team.title)
            self.teams[team.title] = there.get(key) or self.team_index.add_child(
                instance=TeamPage(
                    title=team.title,
                    translation_key=key,
                    locale=self.team_index.locale,
                    hero_text=team.introduction,
                    body=team.body,
                )
            )

    def _make_locations(self) -> None:
        """Those that are there under the slug of a city stay as they are."""
        self.locations = {
            city: self._snippet(
                Location,
                city.slug,
                translation_key=location_key(city.slug),
                name=city.name,
                locality=city.local_name,
                country=city.country,
            )
            for city in self.composer.cities
        }

    def _make_types(self) -> None:
        self.types = {
            kind.slug: self._snippet(
                PositionType,
                kind.slug,
                translation_key=type_key(kind.slug),
                name=kind.name,
                order=order,
                employment_type=kind.employment_type or "",
            )
            for order, kind in enumerate(POSITION_TYPES, start=1)
        }

    def _snippet(self, model: Any, slug: str, **values: Any) -> Any:
        same = Q(slug=slug) | Q(translation_key=values["translation_key"])
        found = model.objects.filter(same, locale=self.index.locale).order_by("pk").first()
        return found or model.objects.create(slug=slug, locale=self.index.locale, **values)

    # Positions

    def _page(self, made: composing.Position) -> PositionPage:
        times = made.times
        published_at = None if times.posted is None else self._ago(times.posted, made.hour)
        pay = made.pay
        page = PositionPage(
            title=made.title,
            slug=self._slug(made),
            translation_key=made.key,
            locale=self.index.locale,
            live=published_at is not None,
            has_unpublished_changes=published_at is None,
            first_published_at=published_at,
            last_published_at=published_at,
            team=self.teams[made.team.title],
            workplace=made.workplace,
            countries=",".join(made.countries),
            pay_min=pay and pay.minimum,
            pay_max=pay and pay.maximum,
            pay_currency=pay.currency if pay else "",
            pay_period=pay.period if pay else "",
            posted_date=self._day(times.posted),
            closing_date=None if times.closes_in is None else self._day(-times.closes_in),
            closed_at=None if times.closed is None else self._ago(times.closed, made.hour),
            reference=made.reference,
            apply_url=made.apply_url,
            source=SOURCE,
            external_id=str(made.number),
            body=made.body,
        )
        page.position_locations.set(self._location_rows(made.cities))
        page.position_types.set(
            [
                PositionPageType(position_type=self.types[slug], sort_order=order)
                for order, slug in enumerate(made.types)
            ]
        )
        page.wagtail_admin_comments.set([])  # or each is asked for in the database
        return page

    def _location_rows(self, cities: Iterable[City]) -> list[PositionLocation]:
        return [
            PositionLocation(location=self.locations[city], sort_order=order)
            for order, city in enumerate(cities)
        ]

    def _slug(self, made: composing.Position) -> str:
        """The address of a position: another than that of any page that was there."""
        slug = slug_of(f"{made.title} {made.number}")
        return f"{slug}-{SOURCE}" if slug in self.taken_slugs else slug

    def _day(self, days_ago: int | None) -> date | None:
        return None if days_ago is None else self.today - timedelta(days=days_ago)

    def _ago(self, days: int, hour: timedelta) -> datetime:
        """`hour` after the midnight `days` before today began, but never in the future."""
        midnight = datetime.combine(self.today - timedelta(days=days), time.min)
        return min(timezone.make_aware(midnight + hour), self.now)


def _batches(positions: Iterator[composing.Position]) -> Iterator[list[composing.Position]]:
    while batch := list(islice(positions, BATCH)):
        yield batch
