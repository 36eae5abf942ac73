"""Answers with what is kept equal those without, after every kind of write."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone, translation
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from careers.kept import facts
from careers.models import (
    CareersSettings,
    Location,
    NewsFeed,
    Person,
    PositionPage,
    TeamIndexPage,
    TeamPage,
)
from careers.positions.lifecycle import Close, apply
from home.models import BrandSettings, FooterSettings, HomePage, NavigationSettings
from tests.careers import block_data
from tests.careers.examples import on_shared_rows
from tests.careers.roles import SUPERUSER, member_of
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    NewsItemFactory,
    PersonFactory,
    Tree,
    today,
)

pytestmark = pytest.mark.django_db
#: What is another one each time that a page is made.
RANDOM = re.compile(r"nonce[-=]\S+|(?<=csrfmiddlewaretoken\" value=)\S+")


def add_second_site(tree: Tree) -> None:
    """Another site below the same root, which shows the same teams in a time zone of its own."""
    other = Site.objects.create(hostname="other.localhost", root_page=tree.home)
    CareersSettings.objects.create(site=other, time_zone="Pacific/Auckland")


@pytest.fixture
def site(tree: Tree, settings: Settings) -> Tree:
    settings.ALLOWED_HOSTS = ["localhost", "other.localhost"]
    behind = settings.MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:behind],
        "django.middleware.locale.LocaleMiddleware",
        *settings.MIDDLEWARE[behind:],
    ]
    add_second_site(tree)
    tree.site.port = 8000
    tree.site.save()
    link = {"type": "link", "value": {"label": "Teams", "page": tree.teams.pk}}
    NavigationSettings.objects.create(site=tree.site, items=[link])
    columns = [{"type": name, "value": {"title": name}} for name in ("teams", "locations")]
    FooterSettings.objects.create(site=tree.site, columns=columns)
    NewsItemFactory(feed=(feed := NewsFeedFactory()))
    featured = {"type": "featured_positions", "value": {"heading": "Newest", "positions": []}}
    body = [
        block_data.locations(),
        block_data.latest([], feed=feed.pk, number=3),
        block_data.testimonials([PersonFactory()]),
        block_data.gallery([ImageFactory()]),
        block_data.call_to_action(),
    ]
    block_data.set_body(tree.team, [block_data.open_positions(page_size=1), *body])
    block_data.set_body(tree.home, [block_data.team_grid(), featured, *body])
    tree.add_position()
    tree.add_position(locations=[LocationFactory(name="Porto")])
    tree.add_position(team=tree.add_team(title="Data"), closing_date=today() + timedelta(days=1))
    return tree


def anyone(model: Any) -> Any:
    return model.objects.order_by("?").first()


def rename_team(site: Tree) -> None:
    anyone(TeamPage).save()
    team = anyone(TeamPage)
    team.title += "!"
    team.save()


def unpublish_team(site: Tree) -> None:
    anyone(TeamPage).unpublish()


def publish_everything(site: Tree) -> None:
    Page.objects.update(live=True)


def add_position(site: Tree) -> None:
    site.add_position(team=anyone(TeamPage))


def close_position(site: Tree) -> None:
    PositionPage.objects.filter(pk=anyone(PositionPage).pk).update(closed_at=timezone.now())


def delete_position(site: Tree) -> None:
    if PositionPage.objects.count() > 1:
        anyone(PositionPage).delete()


def move_position(site: Tree) -> None:
    PositionPage.objects.filter(pk=anyone(PositionPage).pk).update(team=anyone(TeamPage))


def rename_location(site: Tree) -> None:
    Location.objects.update(name="Lisboa")


def rename_person(site: Tree) -> None:
    Person.objects.update(name="Another name")


def bring_news(site: Tree) -> None:
    NewsItemFactory(feed=anyone(NewsFeed))


def write_home_page(site: Tree) -> None:
    home: Any = HomePage.objects.get()
    home.body = block_data.as_body([block_data.about(), *home.body.raw_data])
    home.save()


def restrict_page(site: Tree) -> None:
    PageViewRestriction.objects.get_or_create(
        page_id=anyone(TeamPage).pk,
        restriction_type=random.choice(["login", "password"]),
        password="secret",
    )


def free_pages(site: Tree) -> None:
    PageViewRestriction.objects.all().delete()


def change_brand(site: Tree) -> None:
    BrandSettings.objects.update_or_create(
        site=site.site, defaults={"name": "Halmere", "logo": ImageFactory()}
    )


def change_hero(site: Tree) -> None:
    TeamPage.objects.filter(pk=anyone(TeamPage).pk).update(hero_image=ImageFactory())


def move_site(site: Tree) -> None:
    Site.objects.filter(hostname="other.localhost").update(port=anyone(PositionPage).pk)


def make_alias(site: Tree) -> None:
    slug = f"alias-{Page.objects.count()}"
    anyone(TeamPage).create_alias(update_slug=slug, parent=TeamIndexPage.objects.get())


def move_page(site: Tree) -> None:
    anyone(TeamPage).move(TeamIndexPage.objects.get(), pos="first-child")


def close_by_lifecycle(site: Tree) -> None:
    position = PositionPage.objects.open().order_by("?").first()
    if position:
        apply(Close, [position.pk], member_of(SUPERUSER))


def redirect_old_address(site: Tree) -> None:
    redirected = {"redirect_page": anyone(TeamPage)}
    Redirect.objects.update_or_create(old_path="/old", site=None, defaults=redirected)


def save_draft(site: Tree) -> None:
    team: Any = TeamPage.objects.filter(alias_of=None).order_by("?").first()
    team.title = "A draft"
    team.save_revision()


WRITES: list[Callable[[Tree], None]] = [
    *(rename_team, unpublish_team, publish_everything, add_position, close_position),
    *(delete_position, move_position, rename_location, restrict_page, free_pages, change_brand),
    *(make_alias, move_page, close_by_lifecycle, redirect_old_address),
    *(change_hero, move_site, save_draft, rename_person, bring_news, write_home_page),
]


def answers(client: Client) -> Iterator[tuple[str, int, str]]:
    """The answer of each page of both sites in one or two languages, and of what has a query."""
    home = HomePage.objects.get()
    below = Page.objects.descendant_of(home, inclusive=True).order_by("path")
    paths = below.values_list("url_path", flat=True)
    pages = [(f"/{path.removeprefix(home.url_path)}", "") for path in paths]
    others = [
        *(("/positions/?q=position", ""), ("/positions/?q=position", "search-results")),
        *(("/teams/backend-development/?show=10", target) for target in ("", TeamPage.rows_id)),
        *(("/?utm_source=a", ""), ("/positions/?utm_source=a&q=position", "")),
        *(("/site.webmanifest", ""), ("/old/", "")),
    ]
    for host, language in (("localhost", "en"), ("localhost", "he"), ("other.localhost", "en")):
        for path, target in [*pages, *others]:
            headers = {"host": host, "Accept-Language": language, "HX-Target": target}
            with translation.override(
                None
            ):  # the site activates that of the visitor, and leaves it
                response = client.get(path, headers=headers)
            text = response.get("Location") or RANDOM.sub("", response.content.decode())
            yield f"{language} {host}{path} {target}", response.status_code, text


@given(writes=st.lists(st.sampled_from(WRITES), min_size=1, max_size=4))
@hypothesis_settings(on_shared_rows, max_examples=8, phases=[Phase.generate])  # others take minutes
def test_answers_equal_those_of_which_nothing_is_kept_after_every_write(
    site: Tree,
    client: Client,
    client_of_page_cache: Client,
    writes: list[Callable[[Tree], None]],
) -> None:
    before = transaction.savepoint()
    for visitor in (client, client_of_page_cache):
        list(answers(visitor))
    for write in writes:
        write(site)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(facts, "_may_keep", lambda request: False)
            made = list(answers(client))
        for visitor in (client, client, client_of_page_cache, client_of_page_cache):
            assert list(answers(visitor)) == made
    transaction.savepoint_rollback(before)
