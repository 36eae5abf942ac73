"""Wheel and sdist in the two folders named on the command line, built one after the other, are the
same, byte by byte. They hold every file of careers/ that git knows, and nothing of the site or the
tests; the wheel has the joined style sheet and the compiled translations, too."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from careers.stylesheets import NAME
from careers.stylesheets.minified import minified_sheet

#: What an sdist holds besides the package.
OUTSIDE = {"LICENSE", "MANIFEST.in", "PKG-INFO", "README.md", "pyproject.toml", "setup.cfg"}
OUTSIDE |= {"setup.py"}

first, second = (Path(name) for name in sys.argv[1:3])
built = sorted(path.name for path in first.iterdir() if path.suffix in {".whl", ".gz"})
if [Path(name).suffix for name in built] != [".whl", ".gz"]:
    sys.exit(f"Not one wheel and one sdist: {', '.join(built)}")
for name in built:
    if (first / name).read_bytes() != (second / name).read_bytes():
        sys.exit(f"{name} is another file when it is built again.")

sheet = f"careers/static/{NAME}"
with ZipFile(first / built[0]) as wheel:
    names = wheel.namelist()
    packed = {name for name in names if ".dist-info/" not in name}
    packed_sheet = wheel.read(sheet).decode() if sheet in packed else ""
    (metadata_name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    metadata = HeaderParser().parsestr(wheel.read(metadata_name).decode())
    licences = [name for name in names if "/licenses/" in name]
with tarfile.open(first / built[1]) as archive:
    source = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
tracked = set(
    subprocess.run(
        ["git", "ls-files", "careers"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
)
compiled = {name.removesuffix(".po") + ".mo" for name in tracked if name.endswith(".po")}
for kind, files, wanted in (("wheel", packed, tracked | compiled), ("sdist", source, tracked)):
    if missing := sorted(wanted - files):
        sys.exit(f"Missing in the {kind}: {', '.join(missing)}")
if packed_sheet != minified_sheet():
    sys.exit(f"{sheet} in the wheel is not the style sheet joined from its sources.")
outside = {name for name in source if ".egg-info/" not in name} - OUTSIDE
if foreign := sorted(name for name in packed | outside if not name.startswith("careers/")):
    sys.exit(f"No part of the plugin: {', '.join(foreign)}")
if missing := OUTSIDE - source:
    sys.exit(f"Missing in the sdist: {', '.join(sorted(missing))}")
if "careers/py.typed" not in packed or len(licences) != 2:
    sys.exit("The wheel lacks py.typed or a licence.")
print(f"{metadata['Name']} {metadata['Version']}: {len(packed)} files, the same when built again")
