from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from dotenv import dotenv_values

from cms import start
from home.demo.users import USERS


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


# Address


@pytest.mark.parametrize(
    ("environ", "written", "base_url", "port"),
    [
        ({}, "", "http://localhost:8000", 8000),
        ({"PORT": "8123"}, "", "http://localhost:8123", 8123),
        ({}, "BASE_URL=http://localhost:8123\n", "http://localhost:8123", 8123),
        ({}, "BASE_URL='http://127.0.0.1:8123' # mine\n", "http://127.0.0.1:8123", 8123),
        ({"PORT": "9000"}, "BASE_URL=http://[::1]:8123\n", "http://[::1]:9000", 9000),
        ({"PORT": "9000"}, "BASE_URL=https://example.com\n", "https://example.com", 9000),
        ({}, "BASE_URL=https://example.com:8443\n", "https://example.com:8443", 8000),
        (
            {"BASE_URL": "http://localhost:9000"},
            "BASE_URL=http://localhost:8123\n",
            "http://localhost:9000",
            9000,
        ),
    ],
)
def test_port_goes_before_environment_and_file(
    env_file: Path, environ: dict[str, str], written: str, base_url: str, port: int
) -> None:
    if written:
        env_file.write_text(f"SECRET_KEY=x\n{written}")
    assert start.choose_address(environ, env_file) == (base_url, port)


def test_unreadable_address_is_named(env_file: Path) -> None:
    with pytest.raises(SystemExit, match=r"BASE_URL is no address such as .*: example.com$"):
        start.choose_address({"BASE_URL": "example.com"}, env_file)


@pytest.mark.parametrize("text", ["abc", "80", "65536", "-1", "8000.0", "٨٠٠٠"])
def test_impossible_port_is_named(text: str) -> None:
    with pytest.raises(SystemExit, match=f"PORT={text} is no port: give a number"):
        start.read_port(text)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_taken_port_is_told_with_a_way_out(taken_port: int) -> None:
    with pytest.raises(
        SystemExit, match=f"^Port {taken_port} is taken: stop what uses it or"
    ) as stop:
        start.check_port_is_free(taken_port)
    assert "make run PORT=" in str(stop.value)


def test_port_bound_without_listening_is_taken_too() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(SystemExit, match="is taken"):
            start.check_port_is_free(bound.getsockname()[1])


def test_free_port_passes(taken_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    start.check_port_is_free(port)


# .env


def test_env_file_is_for_its_owner_only(env_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start.write_env_file(env_file, 8123, "chosen password")
    assert env_file.stat().st_mode & 0o777 == 0o600
    written = dotenv_values(env_file)
    assert written["BASE_URL"] == "http://localhost:8123"
    assert written["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"
    assert written["SERVE_MEDIA"] == "1"
    assert written["ADMIN_PASSWORD"] == "chosen password"
    assert len(written["SECRET_KEY"] or "") >= 50
    assert "chosen password" not in capsys.readouterr().out


def test_each_of_the_demos_users_gets_a_password_of_his_own(env_file: Path) -> None:
    start.write_env_file(env_file, 8000, "password")
    written = dotenv_values(env_file, interpolate=False)
    assert tuple(user.username for user in USERS) == start.DEMO_USERS
    passwords = {written[user.variable] for user in USERS}
    assert len(passwords) == len(USERS)
    assert all(len(password or "") >= 16 for password in passwords)


@pytest.mark.parametrize("password", ["it's", 'a "b" #c', "back\\slash\\", "$HOME ${HOME}", "ключ"])
def test_password_is_read_as_it_was_written(env_file: Path, password: str) -> None:
    start.write_env_file(env_file, 8000, password)
    assert dotenv_values(env_file, interpolate=False)["ADMIN_PASSWORD"] == password


def test_env_file_is_written_once(env_file: Path) -> None:
    env_file.write_text("SECRET_KEY=mine\n")
    start.write_env_file(env_file, 8000, "password")
    assert env_file.read_text() == "SECRET_KEY=mine\n"
    assert list(env_file.parent.iterdir()) == [env_file]


# .venv


class FakeVirtualEnvironment(start.VirtualEnvironment):
    """Makes a folder, and notes what pip is asked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.made = 0
        self.installed: list[str] = []
        self.pip_arguments: tuple[str, ...] = ()
        self.pip_fails = False
        self.version = "3.11"

    def create(self) -> None:
        self.made += 1
        self.path.mkdir(exist_ok=True)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        if "pip" in arguments:
            self.installed.append(Path(arguments[-1]).name)
            self.pip_arguments = arguments
            return subprocess.CompletedProcess(arguments, int(self.pip_fails), "", "no such host")
        return subprocess.CompletedProcess(arguments, 0, self.version.replace(".", " "), "")


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeVirtualEnvironment:
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    (tmp_path / start.SITE).write_text("Django==5.2\n")
    (tmp_path / start.DEVELOPMENT).write_text("pytest==9.0\n")
    return FakeVirtualEnvironment(tmp_path / ".venv")


def test_requirements_are_installed_once(venv: FakeVirtualEnvironment) -> None:
    venv.provide(start.SITE)
    venv.provide(start.SITE)
    assert (venv.made, venv.installed) == (1, ["requirements.txt"])


def test_files_without_the_hashes_that_are_written_down_are_refused(
    venv: FakeVirtualEnvironment,
) -> None:
    venv.provide(start.SITE)
    assert "--require-hashes" in venv.pip_arguments


def test_development_requirements_bring_the_site_along(venv: FakeVirtualEnvironment) -> None:
    venv.provide(start.SITE)
    venv.provide(start.DEVELOPMENT)
    venv.provide(start.SITE)
    assert venv.installed == ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("changed", [start.SITE, start.DEVELOPMENT])
def test_changed_requirements_are_installed_again(
    venv: FakeVirtualEnvironment, changed: str
) -> None:
    venv.provide(start.DEVELOPMENT)
    (start.ROOT / changed).write_text("Django==6.0\n")
    venv.provide(start.DEVELOPMENT)
    assert (venv.made, venv.installed) == (1, ["requirements-dev.txt"] * 2)


def test_interrupted_installation_begins_anew(venv: FakeVirtualEnvironment) -> None:
    venv.provide(start.SITE)
    (start.ROOT / start.SITE).write_text("Django==6.0\n")
    venv.pip_fails = True
    with pytest.raises(SystemExit, match=r"(?s)no such host.*check the connection to the internet"):
        venv.provide(start.SITE)
    venv.pip_fails = False
    venv.provide(start.SITE)
    assert venv.made == 2


@pytest.mark.parametrize("version", ["", "3.10"])
def test_environment_whose_python_is_gone_or_too_old_is_made_again(
    venv: FakeVirtualEnvironment, version: str
) -> None:
    venv.provide(start.SITE)
    venv.version = version
    venv.provide(start.SITE)
    assert venv.made == 2


def test_environment_of_another_python_than_the_named_one_is_made_again(
    venv: FakeVirtualEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv.provide(start.SITE)
    venv.version = "3.99"
    venv.provide(start.SITE)
    assert venv.made == 1
    monkeypatch.setenv("PYTHON", "python3")
    venv.provide(start.SITE)
    assert venv.made == 2


def test_missing_python_is_no_traceback(tmp_path: Path) -> None:
    venv = start.VirtualEnvironment(tmp_path)
    assert venv.run("-c", "").returncode == 1


def test_missing_venv_module_is_told_with_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"lacks its venv module: install it .*python3\.\d+-venv"):
        start.check_venv_module()


# Makefile


def test_make_alone_lists_the_commands() -> None:
    listing = subprocess.run(["make"], cwd=start.ROOT, capture_output=True, text=True, check=True)
    assert {"make run", "make dev", "make test"} <= {
        line.split("\t")[0] for line in listing.stdout.splitlines()
    }


def test_too_old_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    result = subprocess.run(
        ["make", "run", f"PYTHON={old}"],
        cwd=start.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith(f"Python 3.11 or newer is needed, but {old} is older or")
    assert "Traceback" not in result.stderr
