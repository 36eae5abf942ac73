"""Every write that visitors can see renews the content version, and no other one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, PageViewRestriction, Site

from careers.kept.content_version import ContentVersion
from careers.kept.writes import EVERY_COLUMN, _ignored_columns, writes_visibly
from careers.models import CareersSettings, Location, NewsItem, PositionPage, TeamPage
from careers.positions.lifecycle import Close, apply
from tests.careers import block_data
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.cms.test_settings import SECRET_KEY, run
from tests.factories import ImageFactory, LocationFactory, NewsFeedFactory, NewsItemFactory, Tree

pytestmark = pytest.mark.django_db

#: Tables that no page for visitors reads; a new one is not among them until it is put there.
IGNORED = re.compile(
    r"^(auth_|axes_|django_(admin_log|content_type|session)|wagtailadmin_|wagtailsearch_|"
    r"wagtailusers_|wagtailforms_|wagtailcore_(apitoken|comment|group|.*logentry|pagesubscription|"
    r"referenceindex|revision|task|uploadedfile|workflow)|"
    r"django_tasks_|careers_webhooks_|"
    r"careers_(contentversion|imageclaim|imagefailure|positionannouncement|preview)$)"
)


def number() -> int:
    return ContentVersion.objects.current()


def test_every_table_is_visible_but_for_those_that_are_listed() -> None:
    columns = _ignored_columns()
    ignored = {table for table, names in columns.items() if names is EVERY_COLUMN}
    assert ignored == {table for table in columns if IGNORED.match(table)}


def published(tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.open_positions()])
    tree.team.title = "New"
    tree.team.save_revision().publish()


def unpublished(tree: Tree) -> None:
    tree.team.unpublish()


def moved(tree: Tree) -> None:
    tree.team.move(tree.home, pos="last-child")


def deleted(tree: Tree) -> None:
    tree.add_team().delete()


def aliased(tree: Tree) -> None:
    tree.team.create_alias(update_slug="alias")


def restricted(tree: Tree) -> None:
    PageViewRestriction.objects.create(page=tree.team, restriction_type="login")


def site_changed(tree: Tree) -> None:
    Site.objects.update(site_name="New")


def settings_changed(tree: Tree) -> None:
    CareersSettings.objects.create(site=tree.site, employer_name="New")


def image_cut(tree: Tree) -> None:
    ImageFactory().get_rendition("width-10")


def snippets_in_bulk(tree: Tree) -> None:
    Location.objects.bulk_create([Location(name="A", slug="a", locale=tree.home.locale)])


def snippet_deleted(tree: Tree) -> None:
    LocationFactory().delete()


def news_came(tree: Tree) -> None:
    NewsItemFactory(feed=NewsFeedFactory())


def news_went(tree: Tree) -> None:
    NewsItemFactory(feed=NewsFeedFactory())
    NewsItem.objects.all().delete()


def updated_in_sql(tree: Tree) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE careers_positionpage SET closed_at = NULL")


def closed_by_lifecycle(tree: Tree) -> None:
    apply(Close, [tree.add_position().pk], member_of(SUPERUSER))


WRITES: list[Callable[[Tree], Any]] = [
    *(published, unpublished, moved, deleted, aliased, restricted, site_changed, settings_changed),
    *(image_cut, snippets_in_bulk, snippet_deleted, news_came, news_went, updated_in_sql),
    closed_by_lifecycle,
]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_what_visitors_see_renews_the_number(tree: Tree, write: Callable[[Tree], Any]) -> None:
    tree.add_position()
    before = number()
    write(tree)
    assert number() != before


def test_nothing_that_only_the_admin_shows_renews_it(tree: Tree) -> None:
    client = sign_in(SUPERUSER)
    client.get(reverse("wagtailadmin_home"))
    before = number()
    client.get(reverse("wagtailadmin_pages:edit", args=[tree.team.pk]))
    tree.team.title = "A draft"
    tree.team.save_revision(user=User.objects.get())
    assert number() == before
    assert Page.objects.get(pk=tree.team.pk).draft_title == "A draft"


@pytest.mark.slow
def test_migrations_of_an_empty_database_are_quiet_and_renew_the_number(tmp_path: Path) -> None:
    """As the first `make run` does them: the table of the number comes late."""
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "SECRET_KEY": SECRET_KEY}
    migrated = run("manage.py", "migrate", "--verbosity=0", **environment)
    assert (migrated.stdout, migrated.stderr) == ("", "")
    code = (
        "import django; django.setup(); "
        "from careers.kept.content_version import ContentVersion; "
        "print(ContentVersion.objects.all().current())"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "cms.settings"}
    number = run("-c", code, **environment, **settings)
    assert int(number.stdout) > 0, number.stderr


def test_reading_renews_nothing(tree: Tree, client: Client) -> None:
    tree.add_position()
    before = number()
    for path in ("/", tree.team.url, f"{tree.positions.url}?q=enginer&team=x"):
        client.get(path)
    assert number() == before


def test_write_that_finds_no_row_renews_nothing(tree: Tree) -> None:
    before = number()
    PositionPage.objects.filter(pk=-1).update(closed_at=None)
    assert number() == before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_number_is_renewed_once_after_the_commit() -> None:
    tree = Tree()
    before = number()
    with transaction.atomic():
        TeamPage.objects.update(title="One")
        with transaction.atomic():
            TeamPage.objects.update(title="Two")
        assert number() == before
        waiting = len(connection.run_on_commit)
    assert waiting == 1
    assert number() != before
    assert tree.team.pk


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_number_changes_in_the_same_moment_as_the_content() -> None:
    """What is told of the commit first finds another number already."""
    Tree()
    before = number()
    seen: list[int] = []
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(number()))
        TeamPage.objects.update(title="One")
    assert before != number() == seen[0]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_write_that_is_taken_back_renews_nothing() -> None:
    Tree()
    before = number()
    with transaction.atomic():
        TeamPage.objects.update(title="One")
        transaction.set_rollback(True)
    assert number() == before
    with transaction.atomic():
        savepoint = transaction.savepoint()
        TeamPage.objects.update(title="Two")
        transaction.savepoint_rollback(savepoint)
        TeamPage.objects.update(title="Three")
    assert number() != before


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1", False),
        ('  (SELECT "careers_teampage")', False),
        ("WITH matched AS (SELECT updated FROM careers_location) SELECT 1", False),
        ("WITH gone AS (DELETE FROM careers_location RETURNING id) SELECT 1", True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s WHERE "title" = %s', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE id = 1', True),
        ('UPDATE "careers_newsfeed" SET "checked_at" = %s', False),
        ('UPDATE "careers_newsfeed" SET "checked_at" = %s, "name" = %s', True),
        ('INSERT INTO "careers_newsfeed" ("checked_at") VALUES (%s)', True),
        ('DELETE FROM "wagtailcore_page" WHERE id = 1', True),
        ('INSERT OR IGNORE INTO "careers_positionpage_x" VALUES (1)', True),
        ("TRUNCATE careers_location, django_session", True),
        ("CREATE TABLE anything (id int)", True),
        ('DELETE FROM "django_session"', False),
        (b"SELECT 1", True),
    ],
)
def test_what_a_statement_writes_is_read_from_it(sql: Any, expected: bool) -> None:
    assert writes_visibly(sql) is expected


@pytest.fixture
def _anew() -> Iterator[None]:
    """Tables are looked up anew within a test and after it."""
    _ignored_columns.cache_clear()
    yield
    _ignored_columns.cache_clear()


@pytest.mark.usefixtures("_anew")
def test_table_of_a_cache_is_no_content(settings: Settings) -> None:
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "answers"}
    settings.CACHES = settings.CACHES | {"table": table}
    assert not writes_visibly('INSERT INTO "answers" VALUES (1)')
    assert writes_visibly('INSERT INTO "questions" VALUES (1)')


@pytest.fixture
def other_database(tmp_path: Path) -> Iterator[str]:
    """A database of the project besides the one with the content."""
    alias = "other"
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "other.sqlite3")}
    configured = connections.configure_settings({"default": {}, alias: settings})
    connections[alias] = DatabaseWrapper(configured[alias], alias)
    yield alias
    connections[alias].close()
    del connections[alias]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_transaction_on_another_database_commits_and_renews_the_number(other_database: str) -> None:
    before = number()
    seen: list[int] = []
    with transaction.atomic(other_database), connections[other_database].cursor() as cursor:
        transaction.on_commit(lambda: seen.append(number()), using=other_database)
        cursor.execute("CREATE TABLE thing (id int)")
    with connections[other_database].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM thing")
        assert cursor.fetchone() == (0,)
    assert number() != before == seen[0]  # not before the commit


@pytest.mark.usefixtures("_anew")
def test_model_of_a_host_may_say_that_no_visitor_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Location, "content_version_ignore", True, raising=False)
        assert not writes_visibly('DELETE FROM "careers_location"')
    _ignored_columns.cache_clear()
    assert writes_visibly('DELETE FROM "careers_location"')
    assert apps.get_model("careers", "Location") is Location
