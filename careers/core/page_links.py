"""Links to pages in rich text."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text.pages import PageLinkHandler


class LivePageLinkHandler(PageLinkHandler):
    """Links to pages that are live: the address of a draft would tell of it, and lead nowhere."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        pages = super().get_many(attrs_list)
        return [page if page is not None and page.live else None for page in pages]


def link_to_live_pages(features: Any) -> None:
    """Take the place of Wagtail's handler, if no host has one of its own."""
    if features.link_types.get(PageLinkHandler.identifier) is PageLinkHandler:
        features.register_link_type(LivePageLinkHandler)
