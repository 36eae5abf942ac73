"""Write the joined style sheet and the compiled translations into the wheel.

Everything else stands in pyproject.toml.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

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


setup(cmdclass={"build_py": BuildPython})
