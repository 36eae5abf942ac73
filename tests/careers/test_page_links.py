"""Links in texts lead to pages that are there."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.rich_text import features
from wagtail.rich_text.pages import PageLinkHandler

from careers.core.page_links import link_to_live_pages
from tests.careers.block_data import about, set_body
from tests.factories import StandardPageFactory, Tree, insert
from tests.soup import get_soup, select


@pytest.mark.parametrize("live", [True, False])
def test_text_links_to_a_page_once_it_is_published(tree: Tree, client: Client, live: bool) -> None:
    page = insert(tree.home, StandardPageFactory.build(slug="secret-plan", live=live))
    text = f'<p>Read <a linktype="page" id="{page.pk}">the plan</a>.</p>'
    set_body(tree.team, [about(text=text)])
    link = select(get_soup(client, "/teams/backend-development/"), ".block-about a")
    assert link.text == "the plan"
    assert link.get("href") == ("/secret-plan/" if live else None)


def test_handler_of_a_host_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    features.get_link_types()  # now all handlers are registered

    class Own(PageLinkHandler):
        pass

    monkeypatch.setitem(features.link_types, "page", Own)
    link_to_live_pages(features)
    assert features.link_types["page"] is Own
