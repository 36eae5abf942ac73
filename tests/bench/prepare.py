"""Fills the scratch database and says what there is to ask for.

A process of its own, `python -m tests.bench.prepare COUNT`, with the settings of the bench; what
it found stands in `PREPARED` in their folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from cms import serve
from tests.bench.targets import OpenPosition, choose, make_targets

if TYPE_CHECKING:
    from wagtail.models import Page

    from careers.models import PositionPage, TeamPage

PREPARED = "prepared.json"


def main(count: int) -> None:
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    serve.provide_default_locale()
    call_command("load_demo", stdout=sys.stderr)
    serve.move_default_site()
    if count:
        arguments = ("--count", str(count), "--seed", "1", "--no-input")
        call_command("load_positions", *arguments, stdout=sys.stderr)
    call_command("make_renditions", stdout=sys.stderr)
    call_command("collectstatic", interactive=False, verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # as its own housekeeping would do in a minute or so
            cursor.execute("VACUUM ANALYZE")
    prepared = Path(os.environ["BENCH_FOLDER"]) / PREPARED
    prepared.write_text(json.dumps(describe()), encoding="utf-8")


def describe() -> dict[str, object]:
    """Versions of the database, the number of open positions, and the targets."""
    found = list(open_positions())
    try:
        choice = choose(found)
    except LookupError as error:
        raise SystemExit(str(error)) from None
    position = page("PositionPage", pk=choice.position)
    teams = apps.get_model("careers", "TeamPage")._default_manager.filter(live=True)
    team = max(teams, key=parts_and_age)
    targets = make_targets(
        choice,
        team=path_of(team),
        teams=path_of(page("TeamIndexPage", live=True)),
        position=path_of(position),
        index=path_of(page("PositionIndexPage", live=True)),
    )
    return {
        "database": database_version(),
        "positions": len(found),
        "targets": [asdict(target) for target in targets],
    }


def parts_and_age(team: TeamPage) -> tuple[int, int]:
    """Grows with what there is to show of a team; of equals, the older one is the demo's."""
    return len(team.body), -team.pk


def page(model: str, **lookups: object) -> Any:
    return apps.get_model("careers", model)._default_manager.get(**lookups)


def path_of(page: Page) -> str:
    return urlsplit(page.full_url or "").path


def open_positions() -> Iterator[OpenPosition]:
    model: type[PositionPage] = apps.get_model("careers", "PositionPage")
    positions = model.objects.open()
    through = apps.get_model("careers", "PositionLocation")._default_manager
    locations: dict[int, list[str]] = {}
    for position, slug in through.values_list("position_id", "location__slug"):
        locations.setdefault(position, []).append(slug)
    for pk, title, team in positions.order_by("pk").values_list("pk", "title", "team__slug"):
        yield OpenPosition(pk, title, team, tuple(locations.get(pk, ())))


def database_version() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except CommandError as error:
        raise SystemExit(f"{error}") from None
