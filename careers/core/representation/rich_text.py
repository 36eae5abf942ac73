"""Rich text as HTML, as plain text and as a tree, from one look at the database."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache, partial
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict
from wagtail.rich_text import RichText, features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from careers.core.ids import read_id
from careers.core.representation.links import absolute
from careers.core.representation.rich_text_nodes import RichTextNode
from careers.core.representation.rich_text_reader import PAGE_MARK, RichTextReader

logger = logging.getLogger(__name__)


class RichTextJSON(TypedDict):
    """A formatted text in three forms, of which a front end takes the one that suits it."""

    html: Annotated[
        str, Field(description="As on the page, with absolute addresses. Anchors stay as they are.")
    ]
    text: Annotated[
        str,
        Field(description="The text alone, in a line for each paragraph, heading and list item."),
    ]
    tree: Annotated[
        list[RichTextNode],
        Field(
            description="Nodes that a front end draws with its own components. Paragraphs, "
            "headings, lists, quotes and rules stand at the top; inline nodes do where no "
            "paragraph is around them."
        ),
    ]


def represent_rich_text(value: RichText | str | None, request: HttpRequest | None) -> RichTextJSON:
    """Return `value`, or what is stored of it, in its three forms.

    The database is asked for linked pages, documents and the like as often as for the page.
    """
    source = value.source if isinstance(value, RichText) else value
    reader = RichTextReader(partial(absolute, request=request))
    html = reader.read(_expanded(str(source or "")))
    return {"html": html, "text": reader.text, "tree": reader.tree}


def _expanded(source: str) -> str:
    """Return the HTML of the page, in which links to pages are marked.

    References that are stored wrongly, such as one to a page without an id, make Wagtail fail: then
    all are left out.
    """
    try:
        expanded = _rewriter()(source)
    except (KeyError, TypeError, ValueError):
        logger.exception("The references of a rich text can't be read.")
        expanded = MultiRuleRewriter([LinkRewriter(), EmbedRewriter()])(source)
    return str(expanded)


@cache
def _rewriter() -> MultiRuleRewriter:
    """Return a rewriter like that of `wagtail.rich_text.expand_db_html`."""
    links = {name: type_.expand_db_attributes_many for name, type_ in _link_types().items()}
    embeds = {
        name: type_.expand_db_attributes_many for name, type_ in features.get_embed_types().items()
    }
    if "page" in links:
        links["page"] = partial(_marked_page_links, links["page"])
    return MultiRuleRewriter([LinkRewriter(bulk_rules=links), EmbedRewriter(bulk_rules=embeds)])


def _link_types() -> dict[str, Any]:
    return dict(features.get_link_types())


def _marked_page_links(expand_many: Any, attributes: Sequence[dict[str, str]]) -> list[str]:
    """Return the start tags of links to pages; those that lead somewhere hold the page's id."""
    tags = expand_many(attributes)
    return [
        tag.replace("<a ", f'<a {PAGE_MARK}="{page}" ', 1) if page else tag
        for tag, page in zip(
            tags, (read_id(each.get("id", "")) for each in attributes), strict=True
        )
    ]
