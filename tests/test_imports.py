"""The imports within `careers` run one way: no circle between files, no arrow to a higher room.

Hidden imports count too: those under `TYPE_CHECKING`, models by name and dotted paths in texts.
docs/architecture.md says what each room is for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "careers"
#: Rooms and single files, from the lowest layer to the highest. Those of one row don't know each
#: other.
LAYERS = (
    ("conf", "signals", "stylesheets"),
    ("kept",),
    ("front_end",),
    ("core", "http"),
    ("image_library",),
    ("facts",),
    ("directory", "embed"),
    ("positions",),
    ("teams", "news"),
    ("search",),
    ("models",),
    ("blocks", "roles", "guards", "uninstall"),
    ("admin", "templatetags", "checks", "api", "site_setup"),
    ("jinja2tags", "management", "migrations", "startup", "wagtail_hooks"),
    ("apps",),
    ("contrib",),
)
#: Migrations import what is meant to stay, whatever its layer.
MIGRATIONS_IMPORT = {"careers.fields", "careers.search.operations"}
#: What optional apps may use: the entry points of hosts, the guarded client, and helpers that have
#: no meaning of their own.
ENTRY_POINTS = {
    *("careers.conf", "careers.models", "careers.signals", "careers.positions.lifecycle"),
    *("careers.search.parameters", "careers.search.search"),
    *("careers.admin.dashboard.todo", "careers.admin.filters"),
    *("careers.core.background_tasks", "careers.core.database_features"),
    *("careers.core.moments", "careers.core.privacy"),
    *("careers.http.client", "careers.http.exceptions", "careers.http.post"),
    *("careers.http.transport", "careers.core.representation.links"),
    "careers.core.representation.surrogate_keys",
}
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
DOTTED_PATH = re.compile(r"careers(?:\.\w+)+")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in PACKAGE.rglob("*.py")}


def room_of(module: str) -> str:
    """The room of a module; fields.py is of core, and stands outside since migrations name it."""
    room = module.split(".")[1] if "." in module else ""
    return "core" if room == "fields" else room


def model_modules() -> dict[str, str]:
    """Where each model is defined, by its name in lower case, out of what models.py re-exports."""
    tree = ast.parse((PACKAGE / "models.py").read_text())
    return {
        alias.name.lower(): node.module or ""
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def imports_of(path: Path, models: dict[str, str]) -> Iterator[str]:
    """The modules of `careers` that a file names in whatever way."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                yield module if module in MODULES else node.module or ""
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
            label = ".".join(str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
            app, _dot, name = label.lower().partition(".")
            if app == "careers" and name in models:
                yield models[name]
        elif isinstance(node, ast.Constant) and DOTTED_PATH.fullmatch(str(node.value)):
            path_or_parent = (str(node.value), str(node.value).rpartition(".")[0])
            yield next((module for module in path_or_parent if module in MODULES), "")


@pytest.fixture(scope="module")
def graph() -> dict[str, set[str]]:
    """For each module the modules that it imports, itself and bare packages left out."""
    models = model_modules()
    return {
        module: {
            name
            for name in imports_of(path, models)
            if name in MODULES and name not in {module, "careers"}
        }
        for module, path in MODULES.items()
    }


def test_every_room_has_its_layer() -> None:
    assert {room_of(module) for module in MODULES} - {""} == set(LEVEL)


def test_no_circle_between_files(graph: dict[str, set[str]]) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"Circle of imports: {' -> '.join(error.args[1])}")


def test_no_arrow_to_a_higher_room_or_beside(graph: dict[str, set[str]]) -> None:
    wrong = [
        f"{module} -> {name}"
        for module, names in graph.items()
        for name in names
        if module != "careers"
        and room_of(module) != room_of(name)
        and LEVEL[room_of(name)] >= LEVEL[room_of(module)]
    ]
    assert wrong == []


def test_migrations_import_only_what_is_meant_to_stay(graph: dict[str, set[str]]) -> None:
    for module, names in graph.items():
        if room_of(module) == "migrations":
            assert names <= MIGRATIONS_IMPORT


def test_nothing_of_the_plugin_imports_what_is_optional(graph: dict[str, set[str]]) -> None:
    importing = {
        module
        for module, names in graph.items()
        if "contrib" in map(room_of, names) and room_of(module) != "contrib"
    }
    assert importing == set()


def test_optional_apps_use_the_entry_points_alone(graph: dict[str, set[str]]) -> None:
    used = {
        name
        for module, names in graph.items()
        if room_of(module) == "contrib"
        for name in names
        if room_of(name) != "contrib"
    }
    assert used <= ENTRY_POINTS


def test_optional_apps_do_not_know_each_other(graph: dict[str, set[str]]) -> None:
    def app_of(module: str) -> str:
        return module.split(".")[2] if module.count(".") > 1 else ""

    wrong = [
        f"{module} -> {name}"
        for module, names in graph.items()
        for name in names
        if room_of(module) == room_of(name) == "contrib" and app_of(module) != app_of(name)
    ]
    assert wrong == []
