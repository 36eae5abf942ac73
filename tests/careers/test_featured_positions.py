from __future__ import annotations

from django.test import Client
from wagtail.models import Site

from tests.careers.block_data import featured_positions, set_body
from tests.factories import HomePageFactory, PositionIndexPageFactory, Tree, insert
from tests.soup import get_soup, texts_of


def test_positions_are_those_of_the_site(tree: Tree, client: Client) -> None:
    root = tree.home.get_parent()
    other = insert(root, HomePageFactory.build(slug="other"))
    Site.objects.create(hostname="other.localhost", root_page=other)
    index = insert(other, PositionIndexPageFactory.build())
    elsewhere = tree.add_position(title="Elsewhere", parent=index)
    here = tree.add_position(title="Here")
    set_body(tree.home, [featured_positions([elsewhere, here])])
    assert texts_of(get_soup(client, "/"), ".block-featured-positions h3") == ["Here"]
    set_body(tree.home, [featured_positions([elsewhere])])  # none is left: the newest
    assert texts_of(get_soup(client, "/"), ".block-featured-positions h3") == ["Here"]
