"""Store uploads under names that every file system takes, and images under unguessable ones."""

from __future__ import annotations

import posixpath
import re
import secrets
from typing import Any

from django.core.files.storage import FileSystemStorage

#: Bytes of a name. Linux takes 255, and eight are left for what Django adds to a name in use.
MAX_NAME_BYTES = 247
#: What is longer isn't an extension.
MAX_EXTENSION_BYTES = 20
#: Where Wagtail keeps uploaded images, and what it cuts from them for pages and for the admin.
IMAGE_FOLDERS = {"original_images", "images"}
#: Or the beginning of one: Wagtail shortens the name of an original for what is cut from it.
TOKEN = re.compile(r"--[0-9a-f]{1,16}(?=\.|$)")


class UploadStorage(FileSystemStorage):
    """Shortens names in bytes: Django's limits count characters, of which some have four.

    The name of an image gets a random token, another one for the original and for each image cut
    from it: who sees a part of a picture can't guess the address of the whole.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> Any:
        folder, base = posixpath.split(name)
        base = short_name(base)
        if folder in IMAGE_FOLDERS:
            room = max_length and max_length - len(folder) - 1
            base = unguessable_name(base, room or MAX_NAME_BYTES)
        return super().get_available_name(posixpath.join(folder, base), max_length)

    def _save(self, name: str, content: Any) -> Any:
        """Leave nothing of an image that the disk has no room for."""
        try:
            return super()._save(name, content)  # type: ignore[misc]
        except OSError:
            if posixpath.dirname(name) in IMAGE_FOLDERS:  # no other file has this name
                self.delete(name)
            raise


def unguessable_name(name: str, max_length: int) -> str:
    """Return `name` with a token of its own before the extension, in `max_length` characters."""
    stem, extension = posixpath.splitext(TOKEN.sub("", name))
    ending = f"--{secrets.token_hex(8)}{extension}"
    return stem[: max_length - len(ending)] + ending


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
