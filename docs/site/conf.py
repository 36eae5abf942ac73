"""The documents as a site, built by `make docs`, which fails for a link that leads nowhere.

Its pages are the Markdown files of the repository, at their own paths, so that the links between
them hold here and there. The readme is the front page.
"""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copyfile
from typing import Any

project = "Wagtail Careers"
copyright = "The Wagtail Careers authors"
extensions = ["myst_parser", "sphinx_copybutton"]
root_doc = "README"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "clients/typescript/README.md",
    "docs/*.md",
    "docs/**/*.md",
    "home/demo/README.md",
    "home/demo/images/LICENCE.md",
]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False

#: Pages that no list in docs/README.md has.
PROJECT = ["docs/README", "CHANGELOG", "CONTRIBUTING", "SECURITY"]
PARTS = ["clients/typescript/README", "home/demo/README", "home/demo/images/LICENCE"]

#: The headings of docs/README.md, below which it links to the pages of each kind.
GROUPS = re.compile(r"^## ([^:\n]+)(?::[^\n]*)?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def add_contents(app: Any, name: str, source: list[str]) -> None:
    """Add what stands in the margin, as docs/README.md has it, to the front page."""
    if name != root_doc:
        return
    overview = (Path(app.srcdir) / "docs" / "README.md").read_text(encoding="utf-8")
    groups = [(title, links_in(part, "docs/")) for title, part in GROUPS.findall(overview)]
    groups.append(("Project", PROJECT))
    groups.append(("Parts of it", PARTS))
    source[0] += "".join(contents_of(title, pages) for title, pages in groups)


def links_in(text: str, folder: str) -> list[str]:
    return [folder + path for path in re.findall(r"\]\(([^)#:]+)\.md\)", text)]


def contents_of(title: str, pages: list[str]) -> str:
    listed = "\n".join(pages)
    return f"\n```{{toctree}}\n:hidden:\n:caption: {title}\n\n{listed}\n```\n"


def add_index(app: Any, error: Exception | None) -> None:
    """Have the front page at the address of the folder, too."""
    if error is None and app.builder.name == "html":
        copyfile(Path(app.outdir) / f"{root_doc}.html", Path(app.outdir) / "index.html")


def setup(app: Any) -> None:
    app.connect("source-read", add_contents)
    app.connect("build-finished", add_index)
