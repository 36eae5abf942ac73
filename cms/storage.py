"""Store uploads under names that every file system takes."""

from __future__ import annotations

import posixpath
from typing import Any

from django.core.files.storage import FileSystemStorage

#: Bytes of a name. Linux takes 255, and eight are left for what Django adds to a name in use.
MAX_NAME_BYTES = 247
#: What is longer isn't an extension.
MAX_EXTENSION_BYTES = 20


class UploadStorage(FileSystemStorage):
    """Shortens names in bytes: Django's limits count characters, of which some have four."""

    def get_available_name(self, name: str, max_length: int | None = None) -> Any:
        folder, base = posixpath.split(name)
        return super().get_available_name(posixpath.join(folder, short_name(base)), max_length)


def short_name(name: str) -> str:
    """Return `name` with its extension, in `MAX_NAME_BYTES` at the most."""
    encoded = name.encode(errors="replace")
    if len(encoded) <= MAX_NAME_BYTES:
        return encoded.decode()
    stem, extension = posixpath.splitext(name)
    suffix = extension.encode(errors="replace")
    if len(suffix) > MAX_EXTENSION_BYTES:
        stem, suffix = name, b""
    kept = stem.encode(errors="replace")[: MAX_NAME_BYTES - len(suffix)]
    return kept.decode(errors="ignore") + suffix.decode()
