"""The wheel named on the command line holds every file of careers/ that git knows, the joined style
sheet, and nothing from outside careers/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from careers.stylesheets import NAME
from careers.stylesheets.minified import minified_sheet

sheet = f"careers/static/{NAME}"
with ZipFile(sys.argv[1]) as wheel:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    packed_sheet = wheel.read(sheet).decode() if sheet in packed else ""
tracked = set(
    subprocess.run(
        ["git", "ls-files", "careers"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
)
if missing := sorted(tracked - packed):
    sys.exit(f"Missing in the wheel: {', '.join(missing)}")
if packed_sheet != minified_sheet():
    sys.exit(f"{sheet} in the wheel is not the style sheet joined from its sources.")
if foreign := sorted(name for name in packed if not name.startswith("careers/")):
    sys.exit(f"No part of the plugin: {', '.join(foreign)}")
print(f"{len(packed)} files")
