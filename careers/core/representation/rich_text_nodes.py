"""The nodes of the tree of a rich text.

They follow the elements of its HTML, so that a front end can draw each with a component of its own.
"""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

Children = Annotated[list["RichTextNode"], Field(description="What stands within, in its order.")]


class TextNode(TypedDict):
    """Plain text, to be escaped where it is shown."""

    type: Literal["text"]
    text: str


class ParagraphNode(TypedDict):
    """`p` in HTML."""

    type: Literal["paragraph"]
    children: Children


class HeadingNode(TypedDict):
    """`h1` to `h6` in HTML."""

    type: Literal["heading"]
    level: Annotated[int, Field(ge=1, le=6)]
    children: Children


class ListNode(TypedDict):
    """`ol` in HTML, with numbers, or `ul`, without. Its children are list items."""

    type: Literal["list"]
    ordered: bool
    children: Children


class ListItemNode(TypedDict):
    """`li` in HTML. Another list may stand within."""

    type: Literal["list_item"]
    children: Children


class QuoteNode(TypedDict):
    """`blockquote` in HTML."""

    type: Literal["quote"]
    children: Children


class LinkNode(TypedDict):
    """`a` in HTML. A link that leads nowhere, such as one to a deleted page, is left out."""

    type: Literal["link"]
    href: Annotated[
        str,
        Field(description="An absolute address, or an anchor of the same page, such as `#jobs`."),
    ]
    page: Annotated[
        int | None,
        Field(
            description="The id of the page of the site that the editor has chosen; `href` leads "
            "to its translation where there is one."
        ),
    ]
    children: Children


class BoldNode(TypedDict):
    """`b` or `strong` in HTML."""

    type: Literal["bold"]
    children: Children


class ItalicNode(TypedDict):
    """`i` or `em` in HTML."""

    type: Literal["italic"]
    children: Children


class LineBreakNode(TypedDict):
    """`br` in HTML."""

    type: Literal["line_break"]


class RuleNode(TypedDict):
    """`hr` in HTML."""

    type: Literal["rule"]


class ImageNode(TypedDict):
    """`img` in HTML, of a site whose editors put images into texts."""

    type: Literal["image"]
    src: Annotated[str, Field(description="An absolute address.")]
    alt: Annotated[str, Field(description="The alternative text; “” for a decorative image.")]
    width: Annotated[int | None, Field(description="In pixels.")]
    height: Annotated[int | None, Field(description="In pixels.")]


class EmbedNode(TypedDict):
    """`iframe` in HTML, of a site whose editors put videos and the like into texts."""

    type: Literal["embed"]
    src: Annotated[str, Field(description="An absolute address.")]
    title: str
    width: Annotated[int | None, Field(description="In pixels.")]
    height: Annotated[int | None, Field(description="In pixels.")]


class ElementNode(TypedDict):
    """Another HTML element, such as `sup`, or one of a feature that the site has added."""

    type: Literal["element"]
    name: Annotated[str, Field(description="The name in HTML.", examples=["sup", "code"])]
    attributes: Annotated[
        dict[str, str], Field(description="Without those that hold scripts, addresses absolute.")
    ]
    children: Children


RichTextNode = TypeAliasType(
    "RichTextNode",
    Annotated[
        Union[  # noqa: UP007 (`|` can't join what is in quotes elsewhere)
            TextNode,
            ParagraphNode,
            HeadingNode,
            ListNode,
            ListItemNode,
            QuoteNode,
            LinkNode,
            BoldNode,
            ItalicNode,
            LineBreakNode,
            RuleNode,
            ImageNode,
            EmbedNode,
            ElementNode,
        ],
        Field(discriminator="type", description="A node of a rich text."),
    ],
)
