"""Galleries and single images."""

from __future__ import annotations

from itertools import groupby

import pytest
from django.test import Client

from tests.careers import block_data
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
    block_data.set_body(tree.team, [block_data.gallery([ImageFactory()] * number)])
    figures = get_soup(client, tree.team.url).select(".gallery > figure")
    return [" ".join(figure["class"]) for figure in figures]


@pytest.mark.parametrize(("number", "expected"), SHAPES.items())
def test_order_of_the_images_decides_their_shape(
    client: Client, tree: Tree, number: int, expected: str
) -> None:
    assert shapes(client, tree, number) == expected.split()


@pytest.mark.parametrize("number", range(1, 16))
def test_no_image_is_alone_on_its_row_unless_it_takes_all_of_it(
    client: Client, tree: Tree, number: int
) -> None:
    found = shapes(client, tree, number)
    assert len(found) == number
    for is_full, group in groupby(found, lambda shape: shape == "full"):
        run = list(group)
        if not is_full:
            rows = [tuple(run[start : start + 2]) for start in range(0, len(run), 2)]
            assert set(rows) <= {("wide", "tall"), ("tall", "wide")}


def test_item_without_an_image_is_left_out(client: Client, tree: Tree) -> None:
    gallery = block_data.gallery([ImageFactory()] * 3)
    gallery["value"]["images"][0]["image"] = {"image": None, "alt_text": "", "decorative": True}
    block_data.set_body(tree.team, [gallery])
    soup = get_soup(client, tree.team.url)
    assert [figure["class"] for figure in soup.select(".gallery > figure")] == [["wide"], ["tall"]]
    assert texts_of(soup, ".gallery figcaption") == ["Caption 2", "Caption 3"]


def test_image_has_the_alternative_text_of_its_block(client: Client, tree: Tree) -> None:
    image = ImageFactory()
    described = {"image": block_data.image_value(image, "People at lunch"), "caption": ""}
    decorative = {"image": block_data.image_value(image), "caption": "Only a caption"}
    body = [
        block_data.gallery([], images=[described, decorative]),
        block_data.image(image, "The long table"),
    ]
    block_data.set_body(tree.team, body)
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
def test_image_has_a_caption_and_a_credit(
    client: Client, tree: Tree, caption: str, credit: str, expected: str
) -> None:
    block_data.set_body(
        tree.team, [block_data.image(ImageFactory(), caption=caption, credit=credit)]
    )
    section = select(get_soup(client, tree.team.url), ".block-image")
    assert text_of(select(section, "figcaption")) == expected


def test_image_without_words_has_no_caption(client: Client, tree: Tree) -> None:
    block_data.set_body(tree.team, [block_data.image(ImageFactory(), caption="", credit="")])
    section = select(get_soup(client, tree.team.url), ".block-image")
    assert section.select("img")
    assert not section.select("figcaption")
