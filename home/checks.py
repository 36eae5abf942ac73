"""System checks: what the operator has to put right before the site can work."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def uploads_can_be_stored(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report a `MEDIA_ROOT` that is no folder, or one that can't be written to or made."""
    folder = Path(settings.MEDIA_ROOT).absolute()
    try:
        while not folder.exists():
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):  # rights alone don't tell: a disk can be read-only
            return []
    except OSError as error:
        reason = error.strerror
    return [
        Error(
            f"Uploads can't be stored in {settings.MEDIA_ROOT}, see MEDIA_ROOT: "
            f"{folder}: {reason}.",
            hint="Name a folder that the user who runs the site may write to, or may make.",
            id="home.E001",
        )
    ]
