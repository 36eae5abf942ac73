"""Pages that others link to, where everybody may see them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from careers.core.privacy import is_public
from careers.core.representation.links import PageLinkJSON, represent_page_link


def is_published(page: Any, request: HttpRequest | None) -> bool:
    """Tell whether everybody may see `page` now.

    A page type that asks for more than to be live and public, as a position does for its team, says
    so in `is_for_visitors(request)`.
    """
    if page is None or not page.live or not is_public(page, request):
        return False
    if not hasattr(page.specific_class, "is_for_visitors"):
        return True
    return bool(page.specific_deferred.is_for_visitors(request))


def represent_public_page(page: Any, request: HttpRequest | None) -> PageLinkJSON | None:
    """Return the form of a page that everybody may see, or `None`: of others nothing is told."""
    return represent_page_link(page, request) if is_published(page, request) else None


def published_translations(page: Any, request: HttpRequest | None) -> list[Any]:
    """Return the translations of `page` that everybody may see, in the order of their codes."""
    others = page.get_translations().live().select_related("locale")
    in_order = others.order_by("locale__language_code").defer_streamfields()
    return [other for other in in_order if is_published(other, request)]
