from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.checks.registry import registry
from django.core.management import call_command
from pytest_django import Settings

from careers.checks.static_files import style_sheet_is_found
from careers.stylesheets import FOLDER, NAME, SOURCES
from careers.stylesheets.finder import StyleSheetFinder
from careers.stylesheets.minified import minified_sheet, minify

TEMPLATES = FOLDER.parent / "templates" / "careers"
DEFAULT_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
FINDER = "careers.stylesheets.finder.StyleSheetFinder"


class HostFinder(StyleSheetFinder):
    """What a host writes to have its sheet joined to that of the plugin."""


@pytest.fixture(autouse=True)
def _plugin_alone(settings: Settings) -> None:
    settings.STATICFILES_FINDERS = [FINDER, *DEFAULT_FINDERS]


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_every_source_file_is_in_the_sheet_in_the_given_order() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.css")} == set(SOURCES)
    assert minified_sheet() == "".join(minify(source(name)) for name in SOURCES)


def test_a_block_and_its_style_sheet_have_the_same_name() -> None:
    blocks = {path.stem for path in (TEMPLATES / "blocks").glob("*.html")}
    assert {Path(name).stem for name in SOURCES if name.startswith("blocks/")} <= blocks


def test_layers_come_in_the_order_of_the_first_rule() -> None:
    sheet = minified_sheet()
    declared = sheet.partition(";")[0].removeprefix("@layer ").split(",")
    used = re.findall(r"@layer ([\w.]+)\{", sheet)
    assert declared[0] == "careers.reset"
    assert list(dict.fromkeys(used)) == declared
    assert used == sorted(used, key=declared.index)


def test_every_rule_is_in_a_layer_and_inside_careers() -> None:
    for name in SOURCES[3:]:
        css = re.sub(r"@keyframes careers-[\w-]+\{(\w+\{[^}]*\})+\}", "", minify(source(name)))
        assert re.fullmatch(r"@layer careers\.[\w]+\{\.careers\{.+\}\}", css), name
        assert css.count("@layer") == 1, name


def test_minified_sheet_keeps_its_size() -> None:
    assert len(gzip.compress(minified_sheet().encode())) <= 12_000


@pytest.mark.parametrize(
    ("css", "minified"),
    [
        (".a {\n  color: red;\n  margin: 0 auto;\n}\n", ".a{color:red;margin:0 auto}"),
        ("/* why */ .a { } /* why */\n.b { }", ".a{}.b{}"),
        (".a { .b :is(c, d) { top: 0; } }", ".a{.b :is(c,d){top:0}}"),
        (".a { & :hover { top: 0; } &:hover { top: 0 } }", ".a{& :hover{top:0}&:hover{top:0}}"),
        (".a { top: calc(1px + (2px - 3px) * 4); }", ".a{top:calc(1px + (2px - 3px) * 4)}"),
        (".a { color: light-dark(#fff, #000); }", ".a{color:light-dark(#fff,#000)}"),
        (".a { --b: var(--c, 1px) solid; }", ".a{--b:var(--c,1px) solid}"),
        (
            "@media (40rem <= width < 60rem) { a { b: c } }",
            "@media (40rem <= width < 60rem){a{b:c}}",
        ),
        ("@container x (inline-size >= 1px) { }", "@container x (inline-size >= 1px){}"),
        ("@layer a.b, a.c;\n@layer a.b { }", "@layer a.b,a.c;@layer a.b{}"),
        ('a { content: "\\b7" / ""; }', 'a{content:"\\b7 " / ""}'),
        ('a { content: "{ ; /* , }"; }', 'a{content:"{ ; /* , }"}'),
        ("a/**/b { }", "a/**/b{}"),
        ("a > b + c ~ d, :nth-child(3n + 1) { }", "a > b + c ~ d,:nth-child(3n + 1){}"),
        ("a { b: c !important; }", "a{b:c !important}"),
    ],
)
def test_minifying_keeps_the_meaning(css: str, minified: str) -> None:
    assert minify(css) == minified


def test_the_sheet_is_found_minified() -> None:
    found = finders.find(NAME)
    assert found
    assert Path(found).read_text(encoding="utf-8") == minified_sheet()
    assert finders.find(NAME, find_all=True) == [found]
    assert not finders.find(f"careers/{SOURCES[0]}")
    assert not finders.find("careers/stylesheets/tokens.css")


def test_the_sheet_is_collected(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    assert [path.name for path in tmp_path.rglob("*.css") if path.stem == "careers"] == [
        "careers.css"
    ]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == minified_sheet()
    assert not list(tmp_path.rglob("tokens.css"))


def test_finder_heeds_what_is_to_be_ignored() -> None:
    assert [name for name, _ in StyleSheetFinder().list(None)] == [NAME]
    assert [name for name, _ in StyleSheetFinder().list(["*.css"])] == []


def test_sheet_is_joined_again_only_after_a_source_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("careers.stylesheets.minified.SOURCES", ("a.css",))
    monkeypatch.setattr("careers.stylesheets.finder.SOURCES", ("a.css",))
    for module in ("minified", "finder"):
        monkeypatch.setattr(f"careers.stylesheets.{module}.FOLDER", tmp_path)
    (tmp_path / "a.css").write_text("a { }")
    finder = StyleSheetFinder()
    sheet = Path(str(finder.find(NAME)))
    written = sheet.stat()
    assert sheet.read_text() == "a{}"
    assert written.st_mtime_ns == (tmp_path / "a.css").stat().st_mtime_ns
    finder.find(NAME)
    assert sheet.stat().st_ino == written.st_ino
    (tmp_path / "a.css").write_text("b { }")
    os.utime(tmp_path / "a.css", ns=(written.st_mtime_ns + 1, written.st_mtime_ns + 1))
    [(_, storage)] = finder.list([])
    with storage.open(NAME) as file:
        assert file.read() == b"b{}"


def test_sheet_of_a_host_stands_at_the_end_and_is_joined_again_after_a_change(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.css"
    own.write_text("a { }")
    monkeypatch.setattr(HostFinder, "further_sources", (own,))
    settings.STATICFILES_FINDERS = [f"{__name__}.HostFinder", *DEFAULT_FINDERS]
    sheet = Path(str(finders.find(NAME)))
    assert sheet.read_text(encoding="utf-8") == f"{minified_sheet()}a{{}}"
    own.write_text("b { }")
    later = sheet.stat().st_mtime_ns + 1
    os.utime(own, ns=(later, later))
    assert Path(str(finders.find(NAME))).read_text(encoding="utf-8").endswith("b{}")


def test_sheet_outlives_one_of_several_finders() -> None:
    kept, dropped = HostFinder(), HostFinder()
    sheet = Path(str(dropped.find(NAME)))
    del dropped
    assert sheet.exists()
    assert kept.find(NAME) == str(sheet)


def test_temporary_sheet_is_removed_with_its_finder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "own.css"
    own.write_text("a { }")
    monkeypatch.setattr(HostFinder, "further_sources", (own,))
    finder = HostFinder()
    sheet = Path(str(finder.find(NAME)))
    assert sheet.exists()
    del finder
    assert not sheet.parent.parent.exists()


def test_check_passes_where_the_sheet_is_found() -> None:
    assert style_sheet_is_found in registry.get_checks()
    assert style_sheet_is_found(None) == []


def test_check_says_what_to_do_where_the_sheet_is_missing(settings: Settings) -> None:
    settings.STATICFILES_FINDERS = DEFAULT_FINDERS
    [message] = style_sheet_is_found(None)
    assert message.id == "careers.W001"
    assert not message.is_serious()
    assert NAME in message.msg
    assert "careers.stylesheets.finder.StyleSheetFinder" in (message.hint or "")


def test_check_leaves_a_host_without_djangos_static_files_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATICFILES_FINDERS = DEFAULT_FINDERS
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "django.contrib.staticfiles")
    assert style_sheet_is_found(None) == []
