"""Write the joined style sheet and the compiled translations into the wheel, and the same sdist
from the same files each time.

Everything else stands in pyproject.toml.
"""

import gzip
import os
import sys
import tarfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # a build backend doesn't import from the project by itself

from careers.stylesheets import NAME  # noqa: E402
from careers.stylesheets.minified import minified_sheet  # noqa: E402


class BuildPython(build_py):
    @property
    def sheet(self) -> Path:
        return Path(self.build_lib) / "careers" / "static" / NAME

    @property
    def catalogues(self) -> dict[Path, Path]:
        """The translations in the wheel, and what each is compiled to."""
        folder = ROOT / "careers" / "locale"
        target = Path(self.build_lib) / "careers" / "locale"
        return {
            source: (target / source.relative_to(folder)).with_suffix(".mo")
            for source in folder.glob("*/LC_MESSAGES/*.po")
        }

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.sheet.parent.mkdir(parents=True, exist_ok=True)
            self.sheet.write_text(minified_sheet(), encoding="utf-8")
            for catalogue, compiled in self.catalogues.items():
                with catalogue.open("rb") as source, compiled.open("wb") as target:
                    write_mo(target, read_po(source))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        outputs = list(super().get_outputs(include_bytecode))
        made = [self.sheet, *self.catalogues.values()]
        return outputs if self.editable_mode else [*outputs, *map(str, made)]


class SourceDistribution(sdist):
    """Writes the archive without times and owners of this machine, as wheels are written.

    `SOURCE_DATE_EPOCH` gives the time of all files. Source: reproducible-builds.org,
    "SOURCE_DATE_EPOCH specification".
    """

    def make_archive(self, base_name: str, format: str, *args: object, **kwargs: object) -> str:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None or format != "gztar":
            return str(super().make_archive(base_name, format, *args, **kwargs))

        def same(member: tarfile.TarInfo) -> tarfile.TarInfo:
            member.mtime, member.uid, member.gid = int(epoch), 0, 0
            member.uname = member.gname = ""
            member.mode = 0o755 if member.isdir() else 0o644
            return member

        path = Path(f"{base_name}.tar.gz")
        with (
            path.open("wb") as file,
            gzip.GzipFile("", "wb", fileobj=file, mtime=int(epoch)) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            archive.add(Path(base_name).name, filter=same)  # sorted by name
        return str(path)


setup(cmdclass={"build_py": BuildPython, "sdist": SourceDistribution})
