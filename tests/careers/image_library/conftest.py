from __future__ import annotations

from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What is cut from now on: keys of images and filters, in their order."""
    made: list[tuple[int, str]] = []
    generate = AbstractImage.generate_rendition_instance

    def note(image: Any, image_filter: Filter, source: Any) -> Any:
        made.append((image.pk, image_filter.spec))
        return generate(image, image_filter, source)

    monkeypatch.setattr(get_image_model(), "generate_rendition_instance", note)
    return made
