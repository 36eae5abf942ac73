"""Every text of the plugin can be translated, and German is there for visitors."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override, trans_real
from pytest_django import Settings

import careers

PLUGIN = Path(careers.__file__).parent
#: The page about the API is for developers, in English as the document that it shows.
ENGLISH = {"api_docs.html"}
TEMPLATES = [
    path for path in sorted((PLUGIN / "templates").rglob("*.html")) if path.name not in ENGLISH
]
MODULES = [path for path in sorted(PLUGIN.rglob("*.py")) if "migrations" not in path.parts]
CATALOGUE = Path("LC_MESSAGES") / "django.po"
#: The arguments of Django's and Wagtail's classes that people read.
READ = {"add_label", "error_message", "heading", "help_text", "label", "menu_label", "placeholder"}
READ |= {"verbose_name", "verbose_name_plural"}
#: What no language changes.
SAME_EVERYWHERE = {"LinkedIn", "html", "ltr", "rtl", "rtlltr"}

TRANSLATED = re.compile(
    r"\{%\s*(blocktrans|blocktranslate)\b.*?%\}.*?\{%\s*end\1\s*%\}"
    r"|\{%\s*block \w*class\w*\s*%\}.*?\{%\s*endblock\s*%\}"
    r"|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|<(script|style|svg)\b.*?</\2>|<!--.*?-->",
    re.DOTALL,
)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
READ_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")


def read_texts(template: str) -> Iterator[str]:
    """Yield the texts of a template that stand in it as they are."""
    soup = BeautifulSoup(CODE.sub("", TRANSLATED.sub("", template)), "html.parser")
    for element in soup.find_all(True):
        yield from (str(element[name]) for name in READ_ATTRIBUTES if element.has_attr(name))
    for text in soup.find_all(string=True):
        if text.find_parent(["code", "pre"]) is None:
            yield str(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_templates_write_no_word_past_gettext(path: Path) -> None:
    words = [text.strip() for text in read_texts(path.read_text(encoding="utf-8"))]
    found = {text for text in words if re.search(r"[^\W\d_]{2}", re.sub(r"&\w+;", "", text))}
    assert found - SAME_EVERYWHERE == set()


def test_labels_and_helps_go_through_gettext() -> None:
    plain = [
        f"{path.relative_to(PLUGIN)}:{keyword.value.lineno}: {keyword.value.value}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in READ
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
        and keyword.value.value
    ]
    assert plain == []


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def identities(of: Catalog) -> set[tuple[str, str]]:
    return {(_first(message.id), message.context or "") for message in of if message.id}


def _first(text: object) -> str:
    return text[0] if isinstance(text, list | tuple) else str(text)


@pytest.mark.slow
def test_catalogues_hold_the_texts_of_the_code(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is not installed")
    copy = shutil.copytree(PLUGIN, tmp_path / "careers", ignore=shutil.ignore_patterns("static"))
    command = [sys.executable, "-m", "django", "makemessages", "--all", "--no-obsolete"]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    for path in sorted((PLUGIN / "locale").iterdir()):
        expected = identities(catalogue(copy / "locale" / path.name / CATALOGUE))
        assert identities(catalogue(path / CATALOGUE)) == expected, "run `make messages`"


def test_visitors_read_all_of_it_in_german() -> None:
    german = catalogue(PLUGIN / "locale" / "de" / CATALOGUE)
    missing = [message.id for message in german if message.id and _is_missing_for_visitors(message)]
    assert missing == []


def _is_missing_for_visitors(message: Message) -> bool:
    texts = message.string if isinstance(message.string, list | tuple) else [message.string]
    files = [file for file, _line in message.locations]
    shown = any("templates/careers/" in file and "/admin/" not in file for file in files)
    return shown and not all(texts)


def test_a_host_has_its_own_words(settings: Settings, tmp_path: Path) -> None:
    words = Catalog(locale="de")
    words.add("Apply", "Mitmachen")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, words)
    settings.LOCALE_PATHS = [tmp_path]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    try:
        with override("de"):
            assert gettext("Apply") == "Mitmachen"
    finally:
        trans_real._translations.clear()  # type: ignore[attr-defined]
