"""Two sites in two languages, of whose pages some are hidden, each with words of its own.

Every text of every page, snippet and picture holds a word that stands nowhere else, so that an
answer that tells of something tells of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import (
    Locale,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Site,
)

from careers.core.image_presets import STAND_IN
from careers.models import (
    Location,
    NewsFeed,
    NewsItem,
    Person,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionType,
)
from careers.search.indexer import index_positions
from home.models import NavigationSettings
from tests.careers import block_data
from tests.factories import (
    HomePageFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    StandardPageFactory,
    TeamIndexPageFactory,
    TeamPageFactory,
    insert,
)

HOSTS = ("localhost", "other.localhost")
LANGUAGES = ("en-gb", "he")
RESTRICTIONS = (
    PageViewRestriction.PASSWORD,
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
)
MAX_POSITIONS = 3

#: Returns one of the values, the first where nothing is special.
Choose = Callable[..., Any]


@dataclass
class Thing:
    """A page or a snippet with the words that nothing else has."""

    object: Any = None
    #: By the fields that hold them.
    words: dict[str, str] = field(default_factory=dict)


@dataclass
class Node(Thing):
    """A page with its state, as the tests know it without asking the database."""

    kind: str = ""
    host: str = ""
    language: str = ""
    parent: Node | None = None
    translation: Node | None = None
    live: bool = True
    restriction: str = ""
    is_closed: bool = False
    team: Node | None = None
    #: Locations and types of a position; people and feeds in a body.
    things: list[Thing] = field(default_factory=list)
    links: list[Node] = field(default_factory=list)
    pictures: list[Thing] = field(default_factory=list)

    @property
    def above(self) -> Iterator[Node]:
        """The page itself and all pages above it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def path(self) -> str:
        slugs = [node.words["slug"] for node in self.above if node.parent]
        return "".join(f"/{slug}" for slug in reversed(slugs)) + "/"


class World:
    """What `choose` makes of it: the nodes, the snippets and all words."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.numbers = count()
        self.words: set[str] = set()
        self.nodes: list[Node] = []
        self.snippets: list[Thing] = []
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.people = [self._person() for _number in range(3)]
        self.feeds = [self._feed() for _number in range(2)]
        self.unused = self._picture()
        for host in HOSTS:
            self._add_site(host)
        self.positions = [node for node in self.nodes if node.kind == "position"]
        for node in self.nodes:
            self._fill(node)
        for host in HOSTS:
            self._link_site(host)
        self._log()
        index_positions(PositionPage.objects.all())

    def word(self) -> str:
        digest = sha256(str(next(self.numbers)).encode()).digest()
        word = "x" + "".join(chr(ord("a") + byte % 26) for byte in digest[:11])
        self.words.add(word)
        return word

    def on(self, host: str) -> list[Node]:
        return [node for node in self.nodes if node.host == host]

    def _log(self) -> None:
        """Let every page have been published just now, hidden since or not."""
        pages = [node.object for node in self.nodes]
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(
            first_published_at=timezone.now()
        )
        PageLogEntry.objects.bulk_create(
            PageLogEntry(
                page_id=page.pk,
                content_type=page.content_type,
                action="wagtail.publish",
                label=page.title,
                timestamp=timezone.now(),
            )
            for page in pages
        )

    # The tree

    def _add_site(self, host: str) -> None:
        root = Page.get_first_root_node()
        homes = {}
        for language in LANGUAGES:
            home = self._add(root, HomePageFactory, "home", host, language, None)
            homes[language] = home
            self._add_pages(home)
        self._translate(host)
        site = Site.objects.filter(hostname=host).first() or Site(hostname=host)
        site.is_default_site = host == HOSTS[0]
        site.root_page = homes[LANGUAGES[0]].object
        site.save()

    def _translate(self, host: str) -> None:
        """Make the pages of one language the translations of those of the other, kind by kind."""
        ours, theirs = (
            [node for node in self.on(host) if node.language == language] for language in LANGUAGES
        )
        for kind in {node.kind for node in ours}:
            same = ([each for each in nodes if each.kind == kind] for nodes in (ours, theirs))
            for node, other in zip(*same, strict=False):
                other.object.translation_key = node.object.translation_key
                node.translation, other.translation = other, node
                if kind == "position":  # whose state all translations share
                    other.is_closed = node.is_closed
                    other.object.closed_at = node.object.closed_at
                    other.object.closing_date = node.object.closing_date

    def _add_pages(self, home: Node) -> None:
        above = home
        for _depth in range(3):
            above = self._below(above, StandardPageFactory, "standard")
        teams = self._below(home, TeamIndexPageFactory, "teams")
        own = [self._below(teams, TeamPageFactory, "team") for _number in range(2)]
        positions = self._below(home, PositionIndexPageFactory, "positions")
        places = [self._location(home.language) for _number in range(2)]
        types = [self._type(home.language) for _number in range(2)]
        for _number in range(self.choose(*range(MAX_POSITIONS, 0, -1))):
            position = self._below(positions, PositionPageFactory, "position")
            position.team = self.choose(*own)
            position.things = [self.choose(*places), self.choose(*types)]
            position.is_closed = self._close(position)

    def _below(self, parent: Node, factory: Any, kind: str) -> Node:
        return self._add(parent.object, factory, kind, parent.host, parent.language, parent)

    def _add(
        self, above: Page, factory: Any, kind: str, host: str, language: str, parent: Node | None
    ) -> Node:
        words = {name: self.word() for name in ("title", "slug", "seo_title", "search_description")}
        page = factory.build(**words, live=self.choose(True, True, True, True, False))
        insert(above, page)
        page.locale = self.locales[language]
        Page.objects.filter(pk=page.pk).update(locale=page.locale)
        node = Node(page, words, kind, host, language, parent, live=page.live)
        is_restricted = self.choose(False, False, False, False, False, False, True)
        node.restriction = self.choose(*RESTRICTIONS) if is_restricted else ""
        if node.restriction:
            PageViewRestriction.objects.create(
                page=page, restriction_type=node.restriction, password="open"
            )
        self.nodes.append(node)
        return node

    def _close(self, position: Node) -> bool:
        how = self.choose("", "", "by hand", "by its date")
        if how == "by hand":
            position.object.closed_at = timezone.now()
        elif how == "by its date":
            position.object.closing_date = date.today() - timedelta(days=2)  # noqa: DTZ011
        return bool(how)

    # What stands on pages

    def _fill(self, node: Node) -> None:
        """Write words into all fields of a page, with links to others and a draft of its own."""
        page: Any = node.object
        for name in ("hero_heading", "hero_text", "hero_image_alt", "intro", "reference"):
            if hasattr(page, name):
                node.words[name] = self.word()
                setattr(page, name, node.words[name])
        for name in ("hero_image", "social_image", "listing_image"):
            if hasattr(page, name):
                node.pictures.append(self._picture())
                setattr(page, name, node.pictures[-1].object)
        if hasattr(page, "body"):
            page.body = block_data.as_body([*self._blocks(node)])
        if node.team:
            self._fill_position(node)
        page.save()
        ReferenceIndex.create_or_update_for_object(page)
        if self.choose(False, False, True):
            page.title = page.search_description = self.word()
            page.draft_title = page.title
            page.save_revision(clean=False)

    def _fill_position(self, node: Node) -> None:
        page: Any = node.object
        page.team = node.team.object if node.team else None
        page.source, page.external_id = self.word(), self.word()
        page.posted_date = date(2026, 1, 15)
        location, kind = node.things[:2]
        page.position_locations.set([PositionLocation(location=location.object)])
        page.position_types.set([PositionPageType(position_type=kind.object)])

    def _blocks(self, node: Node) -> Iterator[block_data.StoredBlock]:
        said = [self.word() for _number in range(6)]
        node.words |= {f"said {number}": word for number, word in enumerate(said)}
        node.links = [
            self.choose(*self.nodes),
            self.choose(*self.nodes),
            self.choose(*self.positions),
        ]
        first, second, third = (link.object.pk for link in node.links)
        person, feed, picture = self.choose(*self.people), self.choose(*self.feeds), self._picture()
        node.things += [person, feed]
        node.pictures.append(picture)
        yield block_data.call_to_action(heading=said[0], page=first)
        yield block_data.rich_text(
            heading=said[1],
            text=f'<p>{said[2]} <a linktype="page" id="{second}">there</a></p>',
        )
        yield block_data.testimonials([person.object], heading=said[3])
        yield block_data.image(picture.object, alt=said[4], caption=said[5])
        if node.kind in {"home", "team"}:
            yield block_data.latest([{"kind": "article", "page": third}], feed=feed.object.pk)
        if node.kind in {"home", "standard"}:
            picked = [self.choose(*self.positions).object for _number in range(3)]
            yield block_data.featured_positions(picked)
            yield block_data.team_grid()
        if node.kind == "team":
            yield block_data.open_positions()
        if node.kind == "home":
            yield block_data.position_search(suggestions=[])
        yield block_data.locations()

    def _link_site(self, host: str) -> None:
        site = Site.objects.get(hostname=host)
        item = {"label": "Link", "page": self.choose(*self.on(host)).object.pk}
        NavigationSettings.objects.update_or_create(
            site=site, defaults={"items": block_data.as_body([{"type": "link", "value": item}])}
        )
        Redirect.objects.create(
            site=site, old_path="/old", redirect_page=self.choose(*self.on(host)).object
        )

    # Snippets and pictures

    def _snippet(self, make: Callable[..., Any], *names: str, **values: Any) -> Thing:
        words = {name: self.word() for name in names}
        thing = Thing(make(**words, **values), words)
        self.snippets.append(thing)
        return thing

    def _location(self, language: str) -> Thing:
        return self._snippet(
            Location.objects.create,
            *("name", "slug", "street", "locality", "region"),
            country="PT",
            locale=self.locales[language],
        )

    def _type(self, language: str) -> Thing:
        make, locale = PositionType.objects.create, self.locales[language]
        return self._snippet(make, "name", "slug", locale=locale)

    def _person(self) -> Thing:
        photo = self._picture()
        person = self._snippet(
            Person.objects.create, "name", "job_title", "unit", photo=photo.object
        )
        person.words |= {f"photo's {name}": word for name, word in photo.words.items()}
        return person

    def _feed(self) -> Thing:
        feed = self._snippet(NewsFeed.objects.create, "name", url="https://example.com/feed.xml")
        item = self._snippet(
            NewsItem.objects.create,
            *("title", "identity"),
            feed=feed.object,
            link=f"https://example.com/{self.word()}",
        )
        feed.words |= {f"item's {name}": word for name, word in item.words.items()}
        feed.words["link"] = item.object.link.rpartition("/")[2]
        return feed

    def _picture(self) -> Thing:
        """A picture without a file, which no answer opens, and what stands in for it."""
        model = get_image_model()
        words = {name: self.word() for name in ("title", "description")}
        image = model.objects.bulk_create(
            [model(**words, file=f"original_images/{self.word()}.jpg", width=8, height=8)]
        )[0]
        model.get_rendition_model().objects.bulk_create(
            [
                model.get_rendition_model()(
                    image=image,
                    filter_spec=STAND_IN.spec,
                    focal_point_key=STAND_IN.get_cache_key(image),
                    file=f"images/{image.pk}.jpg",
                    width=8,
                    height=8,
                )
            ]
        )
        image.tags.add(self.word())
        return Thing(image, words)
