"""The commands of tutorials, which tests run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent
#: Where tutorials have the careers site.
SITE = "http://localhost:8000"


def steps_of(tutorial: str, site: str) -> list[str]:
    """Return the shell commands of a tutorial, block by block, for a careers site at `site`.

    Those that start the careers site are left out.
    """
    text = (ROOT / "docs" / "tutorial" / f"{tutorial}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [dedent(block).replace(SITE, site) for block in blocks if "make run" not in block]
