
from careers.models import PositionPage
from tests.factories import Tree


def test_live_position_of_live_team_is_open(tree: Tree) -> None:
    position = tree.add_position()
    assert list(PositionPage.objects.open()) == [position]
    assert position.is_open
