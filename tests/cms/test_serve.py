from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from cms import serve


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


def test_greeting_names_the_addresses(settings: Settings) -> None:
    settings.BASE_URL = "http://localhost:8123"
    lines = serve.greeting("admin, password: elsewhere").split("\n")
    assert any(line.endswith(" http://localhost:8123/") for line in lines)
    assert any(line.endswith(" http://localhost:8123/admin/") for line in lines)
    assert any(line.endswith(" admin, password: elsewhere") for line in lines)


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
