"""Header and footer, changed in the admin and seen on the site."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import FooterSettings, NavigationSettings
from tests.careers.team_form import list_items
from tests.factories import Tree
from tests.soup import get_soup, text_of, texts_of


def save(client: Client, tree: Tree, name: str, **values: Any) -> Any:
    """Send the form of these settings; returns the form if it was refused."""
    url = reverse("wagtailsettings:edit", args=("home", name, tree.site.pk))
    assert client.get(url).status_code == 200
    response = client.post(url, nested_form_data(values))
    return None if response.status_code == 302 else response.context["form"]


def link(label: str, page: int | str = "", url: str = "", fragment: str = "") -> dict[str, Any]:
    """A link as the form sends it."""
    return {"label": label, "page": str(page), "url": url, "fragment": fragment}


def links_of(client: Client, place: str) -> dict[str, str]:
    return {text_of(link): str(link["href"]) for link in get_soup(client, "/").select(f"{place} a")}


def test_navigation_saved_in_the_admin_stands_in_the_header(
    client: Client, admin_client: Client, tree: Tree
) -> None:
    NavigationSettings.objects.create(
        site=tree.site, items=[{"type": "link", "value": {"label": "Old", "page": tree.teams.pk}}]
    )
    items = [
        ("link", link("Positions", page=tree.positions.pk)),
        ("link", link("About", page=tree.home.pk, fragment="about")),
        ("link", link("Shop", url="https://shop.example/")),
    ]
    assert save(admin_client, tree, "navigationsettings", items=streamfield(items)) is None
    assert links_of(client, ".site-nav") == {
        "Positions": "/positions/",
        "About": "/#about",
        "Shop": "https://shop.example/",
    }
    assert save(admin_client, tree, "navigationsettings", items=streamfield(items[:1])) is None
    assert links_of(client, ".site-nav") == {"Positions": "/positions/"}


def test_footer_saved_in_the_admin_stands_below_the_page(
    client: Client, admin_client: Client, tree: Tree
) -> None:
    FooterSettings.objects.create(
        site=tree.site, columns=[{"type": "teams", "value": {"title": "Old"}}], note="Old note"
    )
    links = list_items(link("All teams", page=tree.teams.pk), link("Shop", url="https://a.example"))
    columns = streamfield(
        [("links", {"title": "Elsewhere", "links": links}), ("teams", {"title": "Teams"})]
    )
    assert save(admin_client, tree, "footersettings", columns=columns, note="New note") is None
    soup = get_soup(client, "/")
    assert texts_of(soup, "footer h2") == ["Elsewhere", "Teams"]
    assert links_of(client, "footer section") == {
        "All teams": "/teams/",
        "Shop": "https://a.example",
        "Backend Development": "/teams/backend-development/",
    }
    assert "New note" in texts_of(soup, ".footer-end")[0]
    assert "Old" not in text_of(soup)


def test_navigation_refuses_a_link_that_could_run(admin_client: Client, tree: Tree) -> None:
    items = streamfield([("link", link("Run", url="javascript:alert(1)"))])
    form = save(admin_client, tree, "navigationsettings", items=items)
    assert "items" in form.errors
    assert not NavigationSettings.objects.get().items
