"""What a visitor's browser makes of an answer."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.test import Client


def get_soup(
    client: Client, path: str, status: int = 200, host: str = "localhost"
) -> BeautifulSoup:
    """The page at `path` on `host`, which answers with `status`."""
    response = client.get(path, headers={"host": host})
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def select(soup: Tag, selector: str) -> Tag:
    """The one element that `selector` finds."""
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} elements"
    return found[0]


def text_of(tag: Tag) -> str:
    """The words of `tag`, with single spaces between them."""
    return " ".join(tag.get_text(" ").split())


def texts_of(soup: Tag, selector: str) -> list[str]:
    return [text_of(tag) for tag in soup.select(selector)]
