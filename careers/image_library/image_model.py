"""What the project's models for images do for the plugin, whichever image model it is."""

from __future__ import annotations

from typing import Any

from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from careers.image_library.image_files import PreparingFieldFile, PreparingImageFile, watch_field
from careers.image_library.renditions import guard_renditions


def watch_image_model() -> None:
    """Prepare what is stored in the project's image model, and let no rendition of it raise."""
    model: Any = get_image_model()
    watch_field(model._meta.get_field("file"), PreparingImageFile)
    guard_renditions(model)


def watch_avatars() -> None:
    """Prepare the profile pictures of those who use the admin."""
    field: Any = UserProfile._meta.get_field("avatar")
    watch_field(field, PreparingFieldFile)
