"""Galleries and single pictures."""

from __future__ import annotations

from itertools import groupby

import pytest
from django.test import Client

from tests.careers import parts
from tests.factories import ImageFactory, Tree
from tests.soup import get_soup, select, text_of, texts_of

SHAPES = {
    1: "full",
    2: "wide tall",
    3: "wide tall full",
    4: "wide tall tall wide",
    5: "wide tall tall wide full",
    6: "wide tall tall wide full full",
    7: "wide tall tall wide full wide tall",
    8: "wide tall tall wide full wide tall full",
    10: "wide tall tall wide full wide tall tall wide full",
}


def shapes(client: Client, tree: Tree, number: int) -> list[str]:
    parts.set_body(tree.team, [parts.gallery([ImageFactory()] * number)])
    figures = get_soup(client, tree.team.url).select(".gallery > figure")
    return [" ".join(figure["class"]) for figure in figures]


@pytest.mark.parametrize(("number", "expected"), SHAPES.items())
def test_order_of_the_pictures_decides_their_shape(
    client: Client, tree: Tree, number: int, expected: str
) -> None:
    assert shapes(client, tree, number) == expected.split()


@pytest.mark.parametrize("number", range(1, 16))
def test_no_picture_is_alone_on_its_row_unless_it_takes_all_of_it(
    client: Client, tree: Tree, number: int
) -> None:
    found = shapes(client, tree, number)
    assert len(found) == number
    for is_full, group in groupby(found, lambda shape: shape == "full"):
        run = list(group)
        if not is_full:
            rows = [tuple(run[start : start + 2]) for start in range(0, len(run), 2)]
            assert set(rows) <= {("wide", "tall"), ("tall", "wide")}


def test_item_without_a_picture_takes_no_place(client: Client, tree: Tree) -> None:
    gallery = parts.gallery([ImageFactory()] * 3)
    gallery["value"]["pictures"][0]["image"] = {"image": None, "alt_text": "", "decorative": True}
    parts.set_body(tree.team, [gallery])
    soup = get_soup(client, tree.team.url)
    assert [figure["class"] for figure in soup.select(".gallery > figure")] == [["wide"], ["tall"]]
    assert texts_of(soup, ".gallery figcaption") == ["Caption 2", "Caption 3"]


def test_picture_has_the_alternative_text_of_its_place(client: Client, tree: Tree) -> None:
    image = ImageFactory()
    described = {"image": parts.picture(image, "People at lunch"), "caption": ""}
    decorative = {"image": parts.picture(image), "caption": "Only a caption"}
    body = [
        parts.gallery([], pictures=[described, decorative]),
        parts.image(image, "The long table"),
    ]
    parts.set_body(tree.team, body)
    soup = get_soup(client, tree.team.url)
    alternatives = [str(image["alt"]) for image in soup.select("section.block img")]
    assert alternatives == ["People at lunch", "", "The long table"]
    assert texts_of(soup, ".gallery figcaption") == ["Only a caption"]


@pytest.mark.parametrize(
    ("caption", "credit", "expected"),
    [
        ("At lunch", "Photo: Ana", "At lunch Photo: Ana"),
        ("At lunch", "", "At lunch"),
        ("", "Photo: Ana", "Photo: Ana"),
    ],
)
def test_picture_has_a_caption_and_a_credit(
    client: Client, tree: Tree, caption: str, credit: str, expected: str
) -> None:
    parts.set_body(tree.team, [parts.image(ImageFactory(), caption=caption, credit=credit)])
    section = select(get_soup(client, tree.team.url), ".block-image")
    assert text_of(select(section, "figcaption")) == expected


def test_picture_without_words_has_no_caption(client: Client, tree: Tree) -> None:
    parts.set_body(tree.team, [parts.image(ImageFactory(), caption="", credit="")])
    section = select(get_soup(client, tree.team.url), ".block-image")
    assert section.select("img")
    assert not section.select("figcaption")
