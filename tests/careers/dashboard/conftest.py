from __future__ import annotations

import pytest

from careers.roles import create_roles
from tests.careers import parts
from tests.factories import PersonFactory, Tree


@pytest.fixture
def site(tree: Tree) -> Tree:
    """A tree with its roles, whose team lacks nothing."""
    parts.set_body(tree.team, [parts.pillars(), parts.testimonials([PersonFactory()])])
    create_roles()
    return tree
