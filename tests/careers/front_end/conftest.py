from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.careers.front_end.front_end import ORIGIN, name_front_end
from tests.careers.front_end.previews import signed_in
from tests.factories import Tree


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    settings.CAREERS_FRONT_END_ORIGINS = [ORIGIN]


@pytest.fixture
def site(tree: Tree) -> Tree:
    name_front_end(tree.site)
    return tree


@pytest.fixture
def editor(site: Tree) -> Client:
    return signed_in()
