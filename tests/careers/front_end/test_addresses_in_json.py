"""What the API says of addresses, once a front end shows the site."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.careers import block_data
from tests.careers.front_end.front_end import ADDRESS, name_front_end
from tests.careers.front_end.previews import API, public
from tests.factories import ImageFactory, Tree

pytestmark = pytest.mark.django_db
TEAM = "/teams/backend-development/"


def addresses_in(form: Any) -> list[str]:
    """Every text in a form that is an address on this machine or at the front end."""
    if isinstance(form, dict):
        return [address for value in form.values() for address in addresses_in(value)]
    if isinstance(form, list):
        return [address for value in form for address in addresses_in(value)]
    return [form] if isinstance(form, str) and form.startswith(("http://", "/", ADDRESS)) else []


@pytest.mark.parametrize("server_pages", ["show", "redirect", "hide"])
def test_pages_are_at_the_front_end_and_files_on_this_server(tree: Tree, server_pages: str) -> None:
    name_front_end(tree.site, server_pages=server_pages)
    tree.add_position(slug="engineer")
    link = f'<a linktype="page" id="{tree.positions.pk}">Positions</a>'
    tree.team.hero_image = ImageFactory()
    about = block_data.about(text=f"<p>{link}</p>")
    block_data.set_body(tree.team, [about, block_data.open_positions()])
    form = public(TEAM)
    assert (form["url"], form["path"]) == (f"{ADDRESS}{TEAM}", TEAM)
    assert form["head"]["canonical"] == f"{ADDRESS}{TEAM}"
    assert [above["path"] for above in form["ancestors"]] == ["/", "/teams/"]
    assert f'<a href="{ADDRESS}/positions/">' in form["body"][0]["value"]["text"]["html"]
    assert form["open_positions"]["results"][0]["url"] == f"{ADDRESS}/positions/engineer/"
    for address in addresses_in({**form, "path": "", "ancestors": []}):
        is_file = "/media/" in address
        assert address.startswith("http://localhost/" if is_file else (ADDRESS, "/")), address
    assert "http://localhost/teams" not in json.dumps(form)


def test_list_of_positions_leads_to_the_front_end_and_on_in_the_api(tree: Tree) -> None:
    name_front_end(tree.site)
    tree.fill(30)
    form = Client().get(f"{API}positions/", {"limit": 5}).json()
    assert form["links"]["next"].startswith(f"http://testserver{API}positions/")
    assert form["results"][0]["url"].startswith(f"{ADDRESS}/positions/filler-")


def test_api_follows_another_front_end_at_once(tree: Tree) -> None:
    front_end = name_front_end(tree.site)
    assert public(TEAM)["url"] == f"{ADDRESS}{TEAM}"
    front_end.address = "https://www.example.com"
    front_end.save()
    assert public(TEAM)["url"] == f"https://www.example.com{TEAM}"


def test_site_is_at_the_front_end_and_its_files_here(tree: Tree) -> None:
    name_front_end(tree.site)
    form = Client().get(f"{API}site/").json()
    assert form["url"] == f"{ADDRESS}/"
    assert form["indexes"]["positions"]["url"] == f"{ADDRESS}/positions/"
