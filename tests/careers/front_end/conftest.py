from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.careers.front_end.front_end import ORIGIN


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    settings.CAREERS_FRONT_END_ORIGINS = [ORIGIN]
