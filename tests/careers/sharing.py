"""Pages of every type, and the tags that they are shared by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.images.models import AbstractImage

from tests.factories import ImageFactory, StandardPageFactory, Tree
from tests.soup import get_soup

PAGE_TYPES: list[Callable[[Tree], Any]] = [
    lambda tree: tree.home,
    lambda tree: tree.teams,
    lambda tree: tree.team,
    lambda tree: tree.positions,
    lambda tree: tree.add_position(),
    lambda tree: StandardPageFactory(parent=tree.home),
]

every_page_type = pytest.mark.parametrize(
    "get_page", PAGE_TYPES, ids=["home", "teams", "team", "positions", "position", "standard"]
)


def tags(client: Client, path: str, status: int = 200) -> dict[str, str]:
    """The description and the tags of Open Graph and Twitter, none of which may come twice."""
    found = get_soup(client, path, status=status).select(
        "head meta[property], head meta[name='description'], head meta[name^='twitter:']"
    )
    names = [str(tag.get("property") or tag["name"]) for tag in found]
    assert len(names) == len(set(names))
    return {name: str(tag["content"]) for name, tag in zip(names, found, strict=True)}


def edit(page: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(page, name, value)
    page.save()
    return page


def small(**values: Any) -> AbstractImage:
    return ImageFactory(file__width=32, file__height=16, **values)
