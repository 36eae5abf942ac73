"""What visitors see of pages: nothing, or their facts, and whether anything of them has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page, Site

from careers.contrib.webhooks.fingerprints import fingerprints, hashed
from careers.core.privacy import private_paths
from careers.models import PositionPage, TeamPage


@dataclass(frozen=True)
class PageFacts:
    """What a message says of a page. It is stored, to be there when the page is gone."""

    type: str
    id: int
    translation_key: str
    locale: str
    title: str
    slug: str
    url_path: str
    team: int | None = None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        return cls(**values)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def model(self) -> Any:
        """The page's type; where the site has it no more, Wagtail's own."""
        try:
            return apps.get_model(self.type)
        except LookupError:
            return Page

    @property
    def page(self) -> Page:
        """A page of this type that is not read from the database, to ask for its address."""
        page: Page = self.model(title=self.title, slug=self.slug, url_path=self.url_path)
        page.pk = page.id = self.id
        return page

    @cached_property
    def sites(self) -> set[int]:
        """The ids of the sites that the page belongs to: those with the deepest root above it."""
        roots = [root for root in Site.get_site_root_paths() if self._is_below(root.root_path)]
        deepest = max((len(root.root_path) for root in roots), default=0)
        return {root.site_id for root in roots if len(root.root_path) == deepest}

    def _is_below(self, root_path: str) -> bool:
        return self.url_path.startswith(root_path)


@dataclass(frozen=True)
class PageState:
    """What visitors see of a page. `is_open`: it is a position that they can apply for."""

    facts: PageFacts
    is_open: bool
    fingerprint: str


def page_states(ids: Collection[int]) -> dict[int, PageState]:
    """Return the states of those of the pages that visitors may see, by id.

    Needs a fixed number of queries.
    """
    pages = {page["id"]: page for page in _visible(ids)}
    positions = PositionPage.objects.filter(pk__in=ids).visible_for(None)
    teams = dict(positions.values_list("pk", "team"))
    opened = set(PositionPage.objects.filter(pk__in=ids).open().values_list("pk", flat=True))
    prints = {
        **{pk: hashed(page["url_path"], page["last_published_at"]) for pk, page in pages.items()},
        **fingerprints(PositionPage, ids),
        **fingerprints(TeamPage, ids),
    }
    states = {}
    for pk, page in pages.items():
        facts = _facts(page, teams.get(pk))
        if facts.model is not PositionPage or pk in teams:
            states[pk] = PageState(facts, pk in opened, prints[pk])
    return states


def visible_facts(ids: Collection[int]) -> dict[int, PageFacts]:
    """Return the facts of those of the pages that visitors may see."""
    return {page["id"]: _facts(page) for page in _visible(ids)}


def _visible(ids: Collection[int]) -> Iterable[dict[str, Any]]:
    private = tuple(private_paths())
    pages = Page.objects.live().filter(pk__in=ids, depth__gt=1)
    values = pages.values(
        *("id", "content_type", "path", "title", "slug", "url_path", "last_published_at"),
        *("translation_key",),
        language=F("locale__language_code"),
    )
    return [page for page in values if not page["path"].startswith(private)]


def _facts(page: dict[str, Any], team: int | None = None) -> PageFacts:
    model = ContentType.objects.get_for_id(page["content_type"]).model_class() or Page
    return PageFacts(
        type=model._meta.label,
        id=page["id"],
        translation_key=str(page["translation_key"]),
        locale=page["language"],
        title=page["title"],
        slug=page["slug"],
        url_path=page["url_path"],
        team=team,
    )
