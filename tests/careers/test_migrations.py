"""What the plugin's migrations depend on: nothing that a host may have otherwise."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.db.migrations import Migration
from django.db.migrations.migration import SwappableTuple

ROOT = Path(__file__).parents[2]
OURS = {"careers", "careers_webhooks"}
#: The newest migrations of the oldest Wagtail that is supported.
FLOOR = "wagtail>=8.0.1"
OLDEST = {"wagtailcore": "0098_apitoken"}
FILES = sorted(
    path for path in ROOT.glob("careers/**/migrations/0*.py") if "__pycache__" not in path.parts
)

every_migration = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: str(path.relative_to(ROOT))
)


def migration_of(path: Path) -> Migration:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    migration: Migration = import_module(module).Migration
    return migration


def test_oldest_wagtail_is_the_one_that_the_distribution_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert any(requirement.startswith(FLOOR) for requirement in declared)


@every_migration
def test_migration_depends_on_the_oldest_wagtail_and_what_a_host_swaps(path: Path) -> None:
    for dependency in migration_of(path).dependencies:
        app, name = dependency
        if app not in OURS and not isinstance(dependency, SwappableTuple):
            assert name <= OLDEST[app]


@every_migration
def test_migration_names_no_model_that_a_host_may_swap(path: Path) -> None:
    named = re.findall(r"\bto=['\"]([\w.]+)['\"]", path.read_text())
    swappable = {"auth.user", "wagtailcore.page", "wagtaildocs.document", "wagtailimages.image"}
    assert not swappable & {name.lower() for name in named}
