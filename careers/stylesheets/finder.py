from __future__ import annotations

import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

from careers.stylesheets import FOLDER, NAME, SOURCES
from careers.stylesheets.minified import minified_sheet


class StyleSheetFinder(BaseFinder):
    """Find the style sheet, joined from its sources, for `collectstatic` and `runserver`.

    Only a checkout or an editable install needs it in `STATICFILES_FINDERS`, and a host that has
    its own style sheets joined to that of the plugin, by a subclass with `further_sources`. There
    it stands above the finder of the apps' files.
    """

    further_sources: ClassVar[Sequence[Path]] = ()

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = shared_storage(self.further_sources)
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]
        if Path(path) != Path(NAME):
            return []
        self.storage.refresh()
        sheet_path = self.storage.path(NAME)
        return [sheet_path] if find_all else sheet_path

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        if not matches_patterns(NAME, ignore_patterns or []):
            self.storage.refresh()
            yield NAME, self.storage


class StyleSheetStorage(FileSystemStorage):
    """A temporary folder with the joined sheet, which needs no write access to the sources."""

    def __init__(self, further_sources: Sequence[Path] = ()) -> None:
        self.further_sources = further_sources
        folder = tempfile.mkdtemp(prefix="careers-")
        weakref.finalize(self, _remove, folder, os.getpid())
        super().__init__(location=folder)

    def refresh(self) -> None:
        """Join the sources if one of them has changed.

        The sheet is as old as its newest source, so that `collectstatic` copies it only then.
        """
        sheet = Path(self.path(NAME))
        sources = [*(FOLDER / name for name in SOURCES), *self.further_sources]
        changed = max(source.stat().st_mtime_ns for source in sources)
        if sheet.exists() and sheet.stat().st_mtime_ns == changed:
            return
        sheet.parent.mkdir(parents=True, exist_ok=True)
        # Another thread may be serving the old sheet: replace it in one step.
        handle, written = tempfile.mkstemp(dir=sheet.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(minified_sheet(self.further_sources))
        os.utime(written, ns=(changed, changed))
        Path(written).replace(sheet)


_storages: weakref.WeakValueDictionary[tuple[Path, ...], StyleSheetStorage]
_storages = weakref.WeakValueDictionary()
_lock = threading.Lock()


def shared_storage(further_sources: Sequence[Path]) -> StyleSheetStorage:
    """Return the storage of all finders with these sources.

    Django makes a finder for each thread that comes first, and drops all but one: the folder of
    one that is dropped would disappear while its sheet is being served.
    """
    with _lock:
        storage = _storages.get(tuple(further_sources))
        if storage is None:
            storage = _storages[tuple(further_sources)] = StyleSheetStorage(further_sources)
        return storage


def _remove(folder: str, maker: int) -> None:
    """Remove `folder` in the process that made it, and not in one that was forked from that."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
