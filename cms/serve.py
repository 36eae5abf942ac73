"""The site on this machine: database, demo content, administrator, static files, then a server.

`make run` and `make dev` come here through `cms.start`, which has chosen `BASE_URL` and `PORT`.
What is in place already is left as it is.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from dotenv import dotenv_values
from gunicorn.app.base import BaseApplication

from cms import run_lock, worker
from cms.addresses import in_url, is_loopback, split_origin
from cms.failures import told_in_one_sentence
from cms.preload import preloaded_application
from home.checks import uploads_can_be_stored
from home.demo.users import USERS
from home.site_address import move_site, was_moved

ADMINISTRATOR = "admin"


def main(arguments: Sequence[str] = tuple(sys.argv[1:])) -> None:
    """`run`: gunicorn, with error pages. `dev`: the autoreloading server, with debug pages."""
    development = "dev" in arguments
    given_password = os.environ.get("ADMIN_PASSWORD", "")  # before the settings read .env
    if development:
        os.environ["DEBUG"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    django.setup()
    with told_in_one_sentence():
        message = prepare(given_password)
    connections.close_all()
    address = f"127.0.0.1:{os.environ['PORT']}"
    if development:
        worker.start()
        print(message, flush=True)
        run_lock.release()
        manage = str(settings.BASE_DIR / "manage.py")
        os.execv(sys.executable, [sys.executable, manage, "runserver", address])  # noqa: S606
    collect_static()

    def when_ready() -> None:
        run_lock.release()
        print(f"{message}\nReady. Ctrl-C ends it.", flush=True)

    worker.start()
    Server(address, when_ready).run()


def prepare(given_password: str) -> str:
    """Have everything in place; returns what to tell about it."""
    for problem in uploads_can_be_stored(None):
        raise SystemExit(problem.msg)
    migrate()
    provide_default_locale()
    call_command("load_demo", "--if-empty", "--users")
    call_command("create_roles")
    move_default_site()
    env_file = Path(os.environ["ENV_FILE"])
    return greeting(provide_administrator(given_password, env_file), demo_users(env_file))


def migrate() -> None:
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def provide_default_locale() -> None:
    """Wagtail's record of LANGUAGE_CODE, which its migrations made for the first one only."""
    locales = apps.get_model("wagtailcore", "Locale")._default_manager
    locales.get_or_create(language_code=settings.LANGUAGE_CODE)


def move_default_site() -> None:
    """Canonical links follow BASE_URL, unless an editor gave the default site an outside address.

    It stays where it is if another site stands at that address.
    """
    sites = apps.get_model("wagtailcore", "Site")._default_manager
    site = sites.filter(is_default_site=True).first()
    if site is None:
        return
    base = split_origin(settings.BASE_URL)
    hostname = in_url(base.hostname or "")
    port = base.port or (443 if base.scheme == "https" else 80)
    if (hostname, port) == (site.hostname, site.port):
        return
    if is_loopback(site.hostname.strip("[]")) or was_moved(site):
        move_site(site, hostname, port)


def provide_administrator(given_password: str, env_file: Path) -> str:
    """Make the administrator if there is none; says who it is and where the password stands."""
    users = get_user_model()._default_manager
    administrator = users.filter(is_superuser=True).order_by("pk").first()
    written_password = dotenv_values(env_file, interpolate=False).get("ADMIN_PASSWORD") or ""
    if administrator:
        if given_password and given_password != written_password:
            place = "as it was; `.venv/bin/python manage.py changepassword` changes it"
        else:
            place = f"ADMIN_PASSWORD in {env_file}, unless it was changed since"
        return f"{administrator.get_username()}, password: {place}"
    password = given_password or written_password
    if not password:
        return "nobody yet, `make run ADMIN_PASSWORD=…` makes one"
    users.create_superuser(ADMINISTRATOR, email="", password=password)
    if password != written_password:
        return f"{ADMINISTRATOR}, password: the ADMIN_PASSWORD of this run"
    return f"{ADMINISTRATOR}, password: ADMIN_PASSWORD in {env_file}"


def demo_users(env_file: Path) -> str:
    """Which of the demo's users there are, and where their passwords stand; "" for none."""
    written = dotenv_values(env_file, interpolate=False)
    users = [user for user in USERS if written.get(user.variable)]
    accounts = get_user_model()._default_manager.filter(
        username__in=[user.username for user in users]
    )
    there = {account.get_username() for account in accounts}
    if not there:
        return ""
    names = ", ".join(user.username for user in users if user.username in there)
    variables = ", ".join(user.variable for user in users if user.username in there)
    return f"{names}, passwords: {variables} in {env_file}, unless they were changed since"


def greeting(administrator: str, demo_users: str = "") -> str:
    lines = [
        f"Site           {settings.BASE_URL}/",
        f"Admin          {settings.BASE_URL}{reverse('wagtailadmin_home')}",
        f"Administrator  {administrator}",
        *([f"Demo users     {demo_users}"] if demo_users else []),
    ]
    return "".join(f"\n  {line}" for line in lines) + "\n"


def collect_static() -> None:
    """Gather the static files into STATIC_ROOT if any of them differs from the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    current = static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == current:
        return
    print("Gathering static files …", flush=True)
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(current, encoding="utf-8")


def static_fingerprint() -> str:
    """Changes when a static file is added, removed or written to."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Server(BaseApplication):
    """Gunicorn with the application loaded once; says `when_ready` as soon as a worker answers."""

    def __init__(self, address: str, when_ready: Callable[[], None]) -> None:
        self.options: dict[str, Any] = {
            "bind": address,
            "workers": 2,
            # Who waits to write, or for another server, keeps nobody from reading.
            "threads": 8,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 10,
            "limit_request_line": 8190,  # bulk actions in the admin name each page in the URL
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": lambda worker: when_ready() if worker.age == 1 else None,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return preloaded_application(settings.BASE_URL)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
