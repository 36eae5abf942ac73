"""Loads the demo content: what is missing is made, what is there is left as it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, Page, Site

from careers.models import (
    CareersSettings,
    Location,
    Person,
    PositionIndexPage,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionType,
    SocialLink,
    TeamIndexPage,
    TeamPage,
)
from careers.positions import lifecycle
from home.demo import content
from home.demo.bodies import Bodies
from home.models import BrandSettings, FooterSettings, HomePage, NavigationSettings, StandardPage
from home.site_address import point_site_at

COLLECTION = "Demo"


def is_empty() -> bool:
    """Whether the database has no pages but those that Wagtail itself makes."""
    return not Page.objects.filter(depth__gt=1).exclude(slug="home", depth=2, numchild=0).exists()


@transaction.atomic
def load() -> int:
    """Make what is missing of the demo content. Returns the number of pages made."""
    return Loader().load()


@transaction.atomic
def remove() -> None:
    """Delete the site's pages, its people, locations and types, and the pictures of the demo."""
    pages = (PositionPage, TeamPage, HomePage)  # in an order that no protected reference forbids
    for page_model in pages:
        for page in page_model._default_manager.all():
            page.delete()
    for snippet_model in (Person, Location, PositionType):
        snippet_model._default_manager.all().delete()
    get_image_model().objects.filter(collection__name=COLLECTION).delete()


class Loader:
    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.pages: dict[str, Page] = {}
        self.made: set[int] = set()

    def load(self) -> int:
        self.images = self._load_images()
        self.people = {
            row["key"]: self._person(row) for row in content.read("people.toml")["person"]
        }
        self.locations = {
            row["slug"]: self._location(row) for row in content.read("locations.toml")["location"]
        }
        self.types = {
            row["slug"]: self._type(row)
            for row in content.read("position_types.toml")["position_type"]
        }
        self._load_pages()
        self._load_settings()
        return len(self.made)

    # Pictures, people, locations

    def _load_images(self) -> dict[str, AbstractImage]:
        root = Collection.get_first_root_node()
        collection = root.get_children().filter(name=COLLECTION).first()
        collection = collection or root.add_child(name=COLLECTION)
        return {
            row["key"]: self._image(row, collection) for row in content.read("images.toml")["image"]
        }

    def _image(self, row: dict[str, Any], collection: Collection) -> AbstractImage:
        model = get_image_model()
        image = model.objects.filter(title=row["title"], collection=collection).first()
        if image:
            return image
        x, y, width, height = row["focal_point"]
        path = content.FOLDER / row["file"]
        with path.open("rb") as file:
            return model.objects.create(
                title=row["title"],
                file=ImageFile(file, name=path.name),
                description=row.get("alt", ""),
                focal_point_x=x,
                focal_point_y=y,
                focal_point_width=width,
                focal_point_height=height,
                collection=collection,
            )

    def _person(self, row: dict[str, Any]) -> Person:
        values = {
            "job_title": row["job_title"],
            "unit": row["unit"],
            "photo": self.images[row["photo"]],
        }
        return Person.objects.get_or_create(name=row["name"], defaults=values)[0]

    def _location(self, row: dict[str, Any]) -> Location:
        values = {key: value for key, value in row.items() if key not in {"slug", "key"}}
        return Location.objects.get_or_create(slug=row["slug"], defaults=values)[0]

    def _type(self, row: dict[str, Any]) -> PositionType:
        values = {key: value for key, value in row.items() if key != "slug"}
        return PositionType.objects.get_or_create(slug=row["slug"], defaults=values)[0]

    # Pages

    def _load_pages(self) -> None:
        front = content.read("home.toml")
        standard_pages = content.read_folder("pages")
        teams = content.teams()
        home = self._home(front)
        team_index = self._page("/teams/", home, TeamIndexPage(**front["team_index"]))
        position_index = self._page(
            "/positions/", home, PositionIndexPage(**front["position_index"])
        )
        for row in standard_pages:
            page = StandardPage(
                slug=row["slug"],
                title=row["title"],
                search_description=row["search_description"],
                intro=row["intro"],
            )
            self._page(f"/{row['slug']}/", home, page)
        for row in teams:
            self._page(f"/teams/{row['slug']}/", team_index, self._team(row))
        for file in content.read_folder("positions"):
            team = self.pages[f"/teams/{file['stem']}/"]
            for row in file["position"]:
                self._position(row, team, position_index)
        bodies = Bodies(self.pages, self.images, self.people)
        self._publish("/", bodies, front)
        self._publish("/teams/", bodies, {})
        self._publish("/positions/", bodies, {})
        for row in standard_pages:
            self._publish(f"/{row['slug']}/", bodies, row)
        for row in teams:
            self._publish(f"/teams/{row['slug']}/", bodies, row)

    def _home(self, row: dict[str, Any]) -> HomePage:
        site = Site.objects.filter(is_default_site=True).first()
        home = HomePage.objects.first()
        if home is not None:
            self.pages["/"] = home
            return home
        root = Page.get_first_root_node()
        welcome = root.get_children().filter(slug=row["slug"]).first()
        if welcome is not None:
            welcome.slug = "welcome"
            welcome.save()
        home = self._page(
            "/",
            root,
            HomePage(
                slug=row["slug"],
                title=row["title"],
                search_description=row["search_description"],
                hero_heading=row["hero_heading"],
                hero_text=row["hero_text"],
                hero_image=self.images[row["hero_image"]],
            ),
        )
        point_site_at(home, site)
        if welcome is not None:
            welcome.delete()
        return home

    def _team(self, row: dict[str, Any]) -> TeamPage:
        return TeamPage(
            slug=row["slug"],
            title=row["title"],
            search_description=row["search_description"],
            hero_heading=row["hero_heading"],
            hero_text=row["hero_text"],
            hero_image=self.images[row["hero_image"]],
            listing_image=self.images[row["list_image"]],
            body=[],
        )

    def _position(self, row: dict[str, Any], team: Page, index: Page) -> None:
        position = PositionPage(
            slug=row["slug"],
            title=row["title"],
            team=team.specific,
            workplace=row["workplace"],
            countries=row.get("countries", []),
            pay_min=row.get("pay_min"),
            pay_max=row.get("pay_max"),
            pay_currency=row.get("pay_currency", ""),
            pay_period=row.get("pay_period", ""),
            posted_date=self.today - timedelta(days=row["posted_days_ago"]),
            closing_date=self._in_days(row.get("closes_in_days")),
            reference=row.get("reference", ""),
            apply_url=row.get("apply_url", ""),
        )
        position.position_locations.set(
            [
                PositionLocation(location=self.locations[slug], sort_order=order)
                for order, slug in enumerate(row["locations"])
            ]
        )
        position.position_types.set(
            [
                PositionPageType(position_type=self.types[slug], sort_order=order)
                for order, slug in enumerate(row["types"])
            ]
        )
        path = f"/positions/{row['slug']}/"
        stored = self._page(path, index, position)
        if stored.pk not in self.made:
            return
        parts = [{"type": "section"} | part for part in row["body"]]
        self._publish(path, Bodies(self.pages, self.images, self.people), {"body": parts})
        if "closed_days_ago" in row:
            lifecycle.Close(stored, at=self._days_ago(row["closed_days_ago"])).execute()

    def _page(self, path: str, parent: Page, page: Any) -> Any:
        """The page under `parent` with the slug of `page`; `page` itself where there was none."""
        existing = parent.get_children().filter(slug=page.slug).first()
        if existing is not None:
            self.pages[path] = existing.specific
        else:
            self.pages[path] = parent.add_child(instance=page)
            self.made.add(page.pk)
        return self.pages[path]

    def _publish(self, path: str, bodies: Bodies, row: dict[str, Any]) -> None:
        page = self.pages[path]
        if page.pk not in self.made:
            return
        if "body" in row:
            page.body = bodies.stored(row["body"])
        page.save_revision().publish()

    def _in_days(self, days: int | None) -> Any:
        return None if days is None else self.today + timedelta(days=days)

    def _days_ago(self, days: int) -> datetime:
        return timezone.now() - timedelta(days=days)

    # Settings

    def _load_settings(self) -> None:
        rows = content.read("site.toml")
        site = Site.objects.get(is_default_site=True)
        if not BrandSettings.objects.filter(site=site).exists():
            brand = rows["brand"]
            BrandSettings.objects.create(
                site=site,
                name=brand["name"],
                suffix=brand["suffix"],
                accent=brand["accent"],
                logo=self.images[brand["logo"]],
                logo_on_dark=self.images[brand["logo_on_dark"]],
                icon=self.images[brand["icon"]],
            )
        if not CareersSettings.objects.filter(site=site).exists():
            self._employer(site, rows["employer"])
        if not NavigationSettings.objects.filter(site=site).exists():
            links = [{"type": "link", "value": self._link(row)} for row in rows["navigation"]]
            NavigationSettings.objects.create(site=site, items=links)
        if not FooterSettings.objects.filter(site=site).exists():
            columns = [self._column(row) for row in rows["footer"]["column"]]
            FooterSettings.objects.create(site=site, columns=columns, note=rows["footer"]["note"])

    def _employer(self, site: Site, row: dict[str, Any]) -> None:
        employer = CareersSettings(
            site=site,
            employer_name=row["name"],
            employer_url=row["url"],
            apply_email=row["apply_email"],
            time_zone=row["time_zone"],
            social_image=self.images[row["social_image"]],
        )
        employer.social_links = [
            SocialLink(label=link["label"], url=link["url"], sort_order=order)
            for order, link in enumerate(row["social"])
        ]
        employer.save()

    def _column(self, row: dict[str, Any]) -> dict[str, Any]:
        value: dict[str, Any] = {"title": row["title"]}
        if row["type"] == "links":
            value["links"] = [self._link(link) for link in row["link"]]
        return {"type": row["type"], "value": value}

    def _link(self, row: dict[str, Any]) -> dict[str, Any]:
        if "url" in row:
            return {"label": row["label"], "url": row["url"]}
        path, _hash, fragment = row["page"].partition("#")
        return {"label": row["label"], "page": self.pages[path].pk, "fragment": fragment}
