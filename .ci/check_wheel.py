"""The wheel named on the command line holds every file of careers/ that git knows, and no other."""

from __future__ import annotations

import subprocess
import sys
from zipfile import ZipFile

with ZipFile(sys.argv[1]) as wheel:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
tracked = set(
    subprocess.run(
        ["git", "ls-files", "careers"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
)
if missing := sorted(tracked - packed):
    sys.exit(f"Missing in the wheel: {', '.join(missing)}")
if foreign := sorted(name for name in packed if not name.startswith("careers/")):
    sys.exit(f"No part of the plugin: {', '.join(foreign)}")
print(f"{len(packed)} files")
