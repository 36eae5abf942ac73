"""Builds what a test needs, and nothing else."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import factory
import wagtail_factories
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from careers.models import (
    CareersSettings,
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
from careers.search.indexer import index_positions
from home.models import HomePage, StandardPage


class ImageFactory(wagtail_factories.ImageFactory):
    title = factory.Sequence(lambda number: f"Picture {number}")
    description = "A red square"
    collection = factory.LazyFunction(Collection.get_first_root_node)


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Careers"
    slug = factory.Sequence(lambda number: f"home-{number}")

    class Meta:
        model = HomePage


class TeamIndexPageFactory(wagtail_factories.PageFactory):
    title = "Teams"
    slug = "teams"

    class Meta:
        model = TeamIndexPage


class TeamPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Team {number}")

    class Meta:
        model = TeamPage


class PositionIndexPageFactory(wagtail_factories.PageFactory):
    title = "Positions"
    slug = "positions"

    class Meta:
        model = PositionIndexPage


class PositionPageFactory(wagtail_factories.PageFactory):
    """`locations` and `types` are lists of snippets, in their order."""

    title = factory.Sequence(lambda number: f"Position {number}")
    posted_date = factory.LazyFunction(lambda: date(2026, 1, 15))

    class Meta:
        model = PositionPage

    @classmethod
    def _create(cls, model_class: type[PositionPage], *args: Any, **kwargs: Any) -> PositionPage:
        locations, types = kwargs.pop("locations", []), kwargs.pop("types", [])
        position: PositionPage = super()._create(model_class, *args, **kwargs)
        if not locations and not types:
            return position  # a page is saved once: its rows and its index cost most of a test
        position.position_locations.set(
            [
                PositionLocation(location=location, sort_order=order)
                for order, location in enumerate(locations)
            ]
        )
        position.position_types.set(
            [
                PositionPageType(position_type=kind, sort_order=order)
                for order, kind in enumerate(types)
            ]
        )
        position.save()
        return position


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Page {number}")

    class Meta:
        model = StandardPage


class LocationFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"City {number}")
    slug = factory.Sequence(lambda number: f"city-{number}")
    country = "PT"

    class Meta:
        model = Location


class PositionTypeFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Type {number}")
    slug = factory.Sequence(lambda number: f"type-{number}")

    class Meta:
        model = PositionType


class PersonFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Person {number}")
    job_title = "Engineer"
    unit = "Core"
    photo = factory.SubFactory(ImageFactory)

    class Meta:
        model = Person


class NewsFeedFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Feed {number}")
    url = factory.Sequence(lambda number: f"https://example.com/feeds/{number}.xml")

    class Meta:
        model = NewsFeed


class NewsItemFactory(factory.django.DjangoModelFactory):
    feed = factory.SubFactory(NewsFeedFactory)
    title = factory.Sequence(lambda number: f"News {number}")
    link = factory.Sequence(lambda number: f"https://example.com/news/{number}")
    identity = factory.LazyAttribute(lambda item: sha256(item.link.encode()).hexdigest())

    class Meta:
        model = NewsItem


class Tree:
    """A careers site at http://localhost/: a home page, both index pages and one team."""

    def __init__(self) -> None:
        self.home: HomePage = insert(Page.get_first_root_node(), HomePageFactory.build())
        self.site: Site = Site.objects.get(is_default_site=True)
        self.site.root_page = self.home
        self.site.hostname = "localhost"
        self.site.save()
        self.teams: TeamIndexPage = insert(self.home, TeamIndexPageFactory.build())
        self.positions: PositionIndexPage = insert(self.home, PositionIndexPageFactory.build())
        backend = TeamPageFactory.build(title="Backend Development", slug="backend-development")
        self.team: TeamPage = insert(self.teams, backend)

    def add_team(self, **values: Any) -> TeamPage:
        return TeamPageFactory(parent=self.teams, **values)

    def add_position(self, **values: Any) -> PositionPage:
        """An open position of the tree's team, unless `values` say otherwise."""
        values = {"parent": self.positions, "team": self.team} | values
        parent, locations, types = (values.pop(n, ()) for n in ("parent", "locations", "types"))
        position: PositionPage = insert(parent, PositionPageFactory.build(**values))
        PositionLocation.objects.bulk_create(
            PositionLocation(position=position, location=location, sort_order=order)
            for order, location in enumerate(locations)
        )
        PositionPageType.objects.bulk_create(
            PositionPageType(position=position, position_type=kind, sort_order=order)
            for order, kind in enumerate(types)
        )
        index_positions(PositionPage.objects.filter(pk=position.pk))
        return position

    def save_position(self, **values: Any) -> PositionPage:
        """The same as the admin saves it: checked, announced, in Wagtail's search and its uses."""
        return PositionPageFactory(parent=self.positions, **({"team": self.team} | values))

    def fill(self, number: int, team: TeamPage | None = None) -> list[PositionPage]:
        """So many open positions more, in few statements: without search and without uses."""
        index = Page.objects.get(pk=self.positions.pk)
        first = Page.objects.child_of(index).count() + 1
        kind, locale = ContentType.objects.get_for_model(PositionPage), Locale.get_default()
        pages = Page.objects.bulk_create(
            Page(
                path=Page._get_path(index.path, index.depth + 1, step),
                depth=index.depth + 1,
                title=f"Filler {step}",
                slug=f"filler-{step}",
                url_path=f"{index.url_path}filler-{step}/",
                content_type=kind,
                locale=locale,
            )
            for step in range(first, first + number)
        )
        positions = [
            PositionPage(page_ptr=page, team=team or self.team, posted_date=today())
            for page in pages
        ]
        for position in positions:
            position.save_base(raw=True, force_insert=True)  # this table alone
        return positions

    def set_time_zone(self, name: str) -> CareersSettings:
        return CareersSettings.objects.update_or_create(
            site=self.site, defaults={"time_zone": name}
        )[0]


def insert(parent: Page, page: Any) -> Any:
    """Make `page` the last child of `parent` in few statements: without search and without uses."""
    siblings = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = siblings.order_by("path").values_list("path", flat=True).last()
    step = Page._str2int(last[-Page.steplen :]) + 1 if last else 1
    parent.numchild += 1
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    page.path = Page._get_path(parent.path, parent.depth + 1, step)
    page.depth = parent.depth + 1
    page.set_url_path(parent)
    page.draft_title = page.title
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.locale = Locale.get_default()
    fields = (field.attname for field in Page._meta.concrete_fields)
    page.page_ptr = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in fields})]
    )[0]
    page.save_base(raw=True, force_insert=True)  # this table alone
    return page


def make_private(page: Page) -> PageViewRestriction:
    """Let only people with an account see `page` and what is below it."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def today() -> date:
    return timezone.localdate()
