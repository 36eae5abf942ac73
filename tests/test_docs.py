"""The documents are true where a machine can tell: links, paths, names, and complete lists."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from django.dispatch import Signal

from cms.start import DEMO_USERS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted(document for room in ("docs", "home") for document in (ROOT / room).rglob("*.md")),
]
CAREERS = ROOT / "careers"
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")

#: Names of files that look like dotted names of code.
FILE_NAME = re.compile(r"\.(css|service|timer)$")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


# Links and names


@every_document
def test_relative_links_lead_to_files_and_headings(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)]+)\)", without_code(text_of(document)))
    missing = [target for target in targets if not leads_somewhere(document, target)]
    assert not missing


def test_every_document_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    unread = [ROOT / "README.md"]
    while unread:
        document = unread.pop()
        reached.add(document)
        links = re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", text_of(document))
        targets = {(document.parent / link).resolve() for link in links}
        unread += [target for target in targets - reached if target.exists()]
    assert set(DOCUMENTS) <= reached


@every_document
def test_paths_of_files_that_are_named_exist(document: Path) -> None:
    named = re.findall(r"`((?:careers|home|cms|tests|docs|templates)/[\w/.-]*)`", text_of(document))
    missing = [path for path in named if not exists_in_the_project(path)]
    modules = re.findall(r"`(\w+\.py)`", text_of(document))
    rooms = (CAREERS, document.parent)
    missing += [name for name in modules if not any(any(room.rglob(name)) for room in rooms)]
    assert not missing


@every_document
def test_names_of_code_that_are_given_exist(document: Path) -> None:
    text = text_of(document)
    named = set(re.findall(r"[`\"](careers(?:\.\w+)+)(?:\(\))?[`\"]", text))
    named = {name for name in named if not FILE_NAME.search(name)}
    for source in re.findall(r"^ *```python\n(.*?)```", text, re.DOTALL | re.MULTILINE):
        named |= set(imported_names(source))
    missing = [name for name in sorted(named) if not is_known(name)]
    assert not missing


# The reference is complete, and lists nothing that isn't there


def test_reference_lists_the_settings() -> None:
    assert listed("Settings") == set(
        re.findall(r"\bCAREERS_[A-Z_]+\b", text_of(CAREERS / "conf.py"))
    )


def test_reference_lists_the_environment_variables() -> None:
    variables = variables_that_the_settings_read()
    assert variables
    assert variables <= listed("Environment variables")
    readers = "".join(map(text_of, [*(ROOT / "cms").glob("*.py"), ROOT / "Makefile"]))
    for name in listed("Environment variables") - variables:
        assert re.search(rf"\b{name}\b", readers), f"nothing reads {name}"


def test_reference_lists_the_signals() -> None:
    module = importlib.import_module("careers.signals")
    signals = {name for name, value in vars(module).items() if isinstance(value, Signal)}
    assert listed("Signals") == signals


def test_reference_lists_the_commands() -> None:
    commands = CAREERS.rglob("management/commands/[!_]*.py")
    assert listed("Commands") == {command.stem for command in commands}


def test_reference_lists_the_system_checks() -> None:
    sources = "".join(text_of(path) for path in sorted(CAREERS.rglob("*.py")))
    assert listed("System checks") == set(re.findall(r"\"(careers\.[CDEIW]\d{3})\"", sources))


def test_reference_lists_the_blocks_of_the_frame() -> None:
    frame = text_of(CAREERS / "templates" / "careers" / "base.html")
    templates = section("Templates")
    blocks = set(first_cells(templates.partition("| template |")[0]))
    assert blocks == set(re.findall(r"{% block (\w+) %}", frame))


def test_templates_that_the_reference_lists_exist() -> None:
    for name in first_cells(section("Templates").partition("| template |")[2]):
        pattern = re.sub(r"<\w+>|…", "*", name)
        assert list((CAREERS / "templates").glob(pattern)), name


def test_reference_lists_the_custom_properties() -> None:
    sheets = "".join(text_of(path) for path in sorted(CAREERS.rglob("*.css")))
    declared = set(re.findall(r"(?<!\()(--careers-[a-z-]+)\s*:", sheets))
    assert declared
    assert listed("Custom properties") == declared


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_code(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def leads_somewhere(document: Path, target: str) -> bool:
    path, _hash, fragment = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    if not file.exists():
        return False
    return not fragment or fragment in anchors_of(text_of(file))


def anchors_of(text: str) -> set[str]:
    """The ids that GitHub gives to the headings of `text`."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def exists_in_the_project(path: str) -> bool:
    """Whether a document may call `path` by this name: from the root, or as a template."""
    return (ROOT / path).exists() or (CAREERS / "templates" / path).exists()


def imported_names(source: str) -> Iterator[str]:
    """The names that an example imports from the plugin."""
    for node in ast.walk(ast.parse(dedent(source))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "careers":
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def is_known(name: str) -> bool:
    """Whether `name` is a module, something in one, a model's label, a permission or a check."""
    last = name.rpartition(".")[2]
    if re.fullmatch(r"[CDEIW]\d{3}", last) or last == "leave_positions_to_others":
        return True
    if re.fullmatch(r"careers\.[A-Z]\w+", name):
        return hasattr(importlib.import_module("careers.models"), last)
    module_name = name
    attributes: list[str] = []
    while module_name:
        try:
            found = importlib.import_module(module_name)
        except ModuleNotFoundError:
            module_name, _dot, attribute = module_name.rpartition(".")
            attributes.insert(0, attribute)
            continue
        for attribute in attributes:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def section(heading: str) -> str:
    """The part of the reference below `heading`."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def listed(heading: str) -> set[str]:
    """What the tables below `heading` have in their first column."""
    return set(first_cells(section(heading)))


def first_cells(text: str) -> Iterator[str]:
    for cell in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", cell)


def variables_that_the_settings_read() -> set[str]:
    """The first arguments of `read()` and its like in cms/settings.py, and those for users."""
    names = {f"{name.upper()}_PASSWORD" for name in DEMO_USERS}
    for node in ast.walk(ast.parse(text_of(ROOT / "cms" / "settings.py"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.args[0].value
            if isinstance(name, str) and re.fullmatch(r"[A-Z][A-Z_]+", name):
                names.add(name)
    return names
