from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Locale, Site

from careers.models import TeamPage
from cms import serve
from tests.factories import Tree


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    path = tmp_path / ".env"
    path.write_text("ADMIN_PASSWORD='it is ${HOME}'\n")
    return path


@pytest.mark.django_db
class TestAdministrator:
    def test_is_made_with_the_written_password(self, env_file: Path) -> None:
        message = serve.provide_administrator("", env_file)
        assert message == f"admin, password: ADMIN_PASSWORD in {env_file}"
        administrator = User.objects.get(username="admin", is_superuser=True)
        assert administrator.check_password("it is ${HOME}")

    def test_is_made_with_the_password_of_this_run(self, env_file: Path) -> None:
        message = serve.provide_administrator("chosen", env_file)
        assert "chosen" not in message
        assert User.objects.get().check_password("chosen")

    def test_keeps_the_password_and_the_account(self, env_file: Path) -> None:
        User.objects.create_superuser("marie", password="marie's own")
        message = serve.provide_administrator("another", env_file)
        assert message.startswith("marie, password: as it was")
        assert User.objects.get().check_password("marie's own")

    def test_is_not_made_without_a_password(self, tmp_path: Path) -> None:
        message = serve.provide_administrator("", tmp_path / "none")
        assert message == "nobody yet, `make run ADMIN_PASSWORD=…` makes one"
        assert not User.objects.exists()


class TestDefaultSite:
    @pytest.mark.parametrize("hostname", ["localhost", "127.0.0.1", "::1", "[::1]"])
    @pytest.mark.parametrize(
        ("base_url", "root_url"),
        [
            ("http://localhost:8123", "http://localhost:8123"),
            ("http://[::1]:8123", "http://[::1]:8123"),
            ("https://careers.example.com", "https://careers.example.com"),
        ],
    )
    def test_follows_the_base_url_from_this_machine(
        self, tree: Tree, settings: Settings, hostname: str, base_url: str, root_url: str
    ) -> None:
        Site.objects.filter(pk=tree.site.pk).update(hostname=hostname, port=8000)
        settings.BASE_URL = base_url
        serve.move_default_site()
        team = TeamPage.objects.get(pk=tree.team.pk)
        assert team.full_url == f"{root_url}/teams/backend-development/"

    def test_costs_one_query_where_it_is(
        self, tree: Tree, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        settings.BASE_URL = "http://localhost:8123"
        serve.move_default_site()
        with django_assert_num_queries(1):
            serve.move_default_site()

    def test_keeps_an_outside_address(self, tree: Tree, settings: Settings) -> None:
        Site.objects.filter(pk=tree.site.pk).update(hostname="careers.example.com", port=443)
        settings.BASE_URL = "http://localhost:8123"
        serve.move_default_site()
        tree.site.refresh_from_db()
        assert tree.site.root_url == "https://careers.example.com"

    def test_moves_back_and_forth(self, tree: Tree, settings: Settings) -> None:
        addresses = [
            "http://localhost:8123",
            "https://careers.example.com",
            "https://jobs.example.com",
            "http://[::1]:8000",
            "https://careers.example.com",
            "http://localhost:8000",
        ]
        for settings.BASE_URL in addresses:
            serve.move_default_site()
            team = TeamPage.objects.get(pk=tree.team.pk)
            assert team.full_url == f"{settings.BASE_URL}/teams/backend-development/"

    def test_keeps_what_an_administrator_has_changed_since(
        self, tree: Tree, settings: Settings, admin_client: Client
    ) -> None:
        settings.BASE_URL = "https://careers.example.com"
        serve.move_default_site()
        answers = {
            "hostname": "jobs.example.com",
            "port": "443",
            "site_name": "",
            "root_page": str(tree.home.pk),
            "is_default_site": "on",
        }
        other = Site.objects.create(hostname="localhost", port=8124, root_page=tree.teams)
        admin_client.post(reverse("wagtailsites:edit", args=(tree.site.pk,)), answers)
        for settings.BASE_URL in ("http://localhost:8123", "https://careers.example.com"):
            serve.move_default_site()
            tree.site.refresh_from_db()
            assert tree.site.root_url == "https://jobs.example.com"
        other.refresh_from_db()
        assert other.root_url == "http://localhost:8124"

    def test_says_in_its_history_who_moved_it(
        self, tree: Tree, settings: Settings, admin_client: Client
    ) -> None:
        settings.BASE_URL = "https://careers.example.com"
        serve.move_default_site()
        history = admin_client.get(reverse("wagtailsites:history", args=(tree.site.pk,)))
        assert "Moved to the address of BASE_URL" in history.content.decode()

    def test_takes_no_other_sites_address(self, tree: Tree, settings: Settings) -> None:
        Site.objects.create(hostname="careers.example.com", port=443, root_page=tree.teams)
        settings.BASE_URL = "https://careers.example.com"
        serve.move_default_site()
        tree.site.refresh_from_db()
        assert tree.site.hostname == "localhost"

    @pytest.mark.django_db
    def test_may_be_missing(self) -> None:
        Site.objects.all().delete()
        serve.move_default_site()
        assert not Site.objects.exists()


def test_another_language_gets_its_locale(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "de"
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("de", "de")]
    serve.provide_default_locale()
    serve.provide_default_locale()
    assert Locale.get_default().language_code == "de"
    assert Locale.objects.filter(language_code="de").count() == 1
    url = reverse("wagtailadmin_pages:add", args=("careers", "teampage", tree.teams.pk))
    assert admin_client.get(url).status_code == 200
    assert admin_client.get(reverse("wagtailsnippets_careers_person:add")).status_code == 200


def test_start_looks_after_language_and_address(
    monkeypatch: pytest.MonkeyPatch, db: None, env_file: Path
) -> None:
    steps: list[str] = []

    def start(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("ENV_FILE", str(env_file))
    monkeypatch.setenv("PORT", "8123")
    for name in ("migrate", "provide_default_locale", "move_default_site", "collect_static"):
        monkeypatch.setattr(serve, name, partial(steps.append, name))
    monkeypatch.setattr(serve, "call_command", lambda name, *options: steps.append(name))
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)
    monkeypatch.setattr(serve.worker, "start", lambda: steps.append("worker"))
    monkeypatch.setattr(serve, "Server", start)
    with pytest.raises(KeyboardInterrupt):
        serve.main(["run"])
    assert steps == [
        "migrate",
        "provide_default_locale",
        "load_demo",
        "create_roles",
        "move_default_site",
        "collect_static",
        "worker",
    ]


def test_database_that_fails_during_the_start_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    """Not every error is a database that doesn't answer."""

    def fail() -> None:
        cause = sqlite3.OperationalError("database is locked")
        cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError("database is locked") from cause

    monkeypatch.setattr(serve, "migrate", fail)
    with pytest.raises(SystemExit, match=r"^The database .* is locked: [^\n]*$"):
        serve.main(["run"])


def test_greeting_names_the_addresses(settings: Settings) -> None:
    settings.BASE_URL = "http://localhost:8123"
    lines = serve.greeting("admin, password: elsewhere").split("\n")
    assert any(line.endswith(" http://localhost:8123/") for line in lines)
    assert any(line.endswith(" http://localhost:8123/admin/") for line in lines)
    assert any(line.endswith(" admin, password: elsewhere") for line in lines)


@pytest.mark.django_db
class TestDemoUsers:
    @pytest.fixture
    def env_file(self, tmp_path: Path) -> Path:
        path = tmp_path / ".env"
        path.write_text("MARKETING_PASSWORD=a\nRECRUITER_PASSWORD=b\nAPPROVER_PASSWORD=\n")
        return path

    def test_are_named_with_the_place_of_their_passwords(self, env_file: Path) -> None:
        for name in ("recruiter", "marketing", "approver", "somebody"):
            User.objects.create_user(name)
        message = serve.demo_users(env_file)
        assert message == (
            "marketing, recruiter, passwords: MARKETING_PASSWORD, RECRUITER_PASSWORD "
            f"in {env_file}, unless they were changed since"
        )
        assert f"Demo users     {message}" in serve.greeting("admin", message)

    def test_are_not_named_where_there_are_none(self, env_file: Path) -> None:
        assert serve.demo_users(env_file) == ""
        assert "Demo users" not in serve.greeting("admin", "")

    def test_are_not_named_without_their_passwords(self, tmp_path: Path) -> None:
        User.objects.create_user("marketing")
        assert serve.demo_users(tmp_path / "none") == ""


class TestStaticFiles:
    @pytest.fixture(autouse=True)
    def _one_static_file(self, settings: Settings, tmp_path: Path) -> None:
        settings.STATIC_ROOT = tmp_path / "gathered"
        settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
        settings.STATICFILES_DIRS = [tmp_path / "source"]
        (tmp_path / "source").mkdir()
        (tmp_path / "source" / "a.css").write_text("a {}")

    def test_are_gathered_once(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        serve.collect_static()
        assert (tmp_path / "gathered" / "a.css").exists()
        serve.collect_static()
        assert capsys.readouterr().out.count("Gathering") == 1

    def test_are_gathered_again_after_a_change(self, tmp_path: Path) -> None:
        serve.collect_static()
        (tmp_path / "source" / "a.css").write_text("a { color: red }")
        (tmp_path / "source" / "b.css").write_text("b {}")
        serve.collect_static()
        assert (tmp_path / "gathered" / "a.css").read_text() == "a { color: red }"
        assert (tmp_path / "gathered" / "b.css").exists()


@pytest.mark.django_db
def test_migrated_database_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    serve.migrate()
    assert capsys.readouterr().out == ""


def test_server_greets_when_its_first_worker_is_ready() -> None:
    greetings: list[str] = []
    server = serve.Server("127.0.0.1:8000", lambda: greetings.append("hello"))

    class Worker:
        age = 1

    server.cfg.post_worker_init(Worker())
    Worker.age = 2
    server.cfg.post_worker_init(Worker())
    assert greetings == ["hello"]
    assert server.cfg.preload_app
    assert server.cfg.workers == 2
    assert server.cfg.accesslog is None
