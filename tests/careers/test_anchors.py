from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from careers.core.anchors import sections


def block(block_type: str, anchor: str | None = None) -> Any:
    return SimpleNamespace(block_type=block_type, value={"anchor": anchor})


def anchors(*blocks: Any) -> list[str]:
    return [section.anchor for section in sections(blocks)]


def test_anchor_is_the_type_of_the_block_or_the_one_that_its_editor_chose() -> None:
    assert anchors(block("open_positions"), block("about", "who-we-are")) == [
        "open-positions",
        "who-we-are",
    ]


def test_later_blocks_of_a_type_get_a_number() -> None:
    assert anchors(block("about"), block("about"), block("about")) == [
        "about",
        "about-2",
        "about-3",
    ]


def test_anchor_goes_to_the_block_that_its_editor_chose_it_for() -> None:
    assert anchors(block("about"), block("pillars", "about")) == ["about-2", "about"]
    assert anchors(block("about", "same"), block("pillars", "same")) == ["same", "same-2"]


def test_ids_of_the_page_itself_are_never_given_away() -> None:
    taken = ["menu", "content", "page-title", "open-positions-rows", "position-3"]
    for anchor in anchors(*(block("about", name) for name in taken)):
        assert anchor not in taken
    assert anchors(block("about"), block("pillars", "about-heading")) == [
        "about-2",
        "about-heading",
    ]


def test_number_that_an_editor_has_taken_is_left_out() -> None:
    assert anchors(block("pillars", "about-2"), block("about"), block("about")) == [
        "about-2",
        "about",
        "about-3",
    ]


def test_block_without_fields_has_an_anchor_too() -> None:
    assert anchors(SimpleNamespace(block_type="image", value=None)) == ["image"]


@given(
    st.lists(
        st.builds(
            block,
            st.sampled_from(["about", "pillars"]),
            st.sampled_from([None, "", "about", "about-2", "about-3", "about-2-2", "pillars"]),
        ),
        max_size=12,
    )
)
def test_anchors_are_unique_and_in_order(blocks: list[Any]) -> None:
    result = sections(blocks)
    assert [section.block for section in result] == blocks
    assert len({section.anchor for section in result}) == len(blocks)
