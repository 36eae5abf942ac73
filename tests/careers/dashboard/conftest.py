from __future__ import annotations

import pytest

from careers.roles import create_roles
from tests.careers import block_data
from tests.factories import PersonFactory, Tree


@pytest.fixture
def site(tree: Tree) -> Tree:
    """A tree with its roles, whose team lacks nothing."""
    block_data.set_body(
        tree.team, [block_data.pillars(), block_data.testimonials([PersonFactory()])]
    )
    create_roles()
    return tree
