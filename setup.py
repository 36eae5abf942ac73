"""Write the joined style sheet into the wheel; everything else stands in pyproject.toml."""

import sys
from pathlib import Path

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

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.sheet.parent.mkdir(parents=True, exist_ok=True)
            self.sheet.write_text(minified_sheet(), encoding="utf-8")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        outputs = list(super().get_outputs(include_bytecode))
        return outputs if self.editable_mode else [*outputs, str(self.sheet)]


setup(cmdclass={"build_py": BuildPython})
