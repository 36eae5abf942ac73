"""Hand-picked items and a feed's newest as one row of cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from pydantic import Field
from typing_extensions import TypedDict

from careers.core.representation.block_forms import DateString, one_of
from careers.core.representation.images import ImageJSON, represent_image
from careers.core.representation.links import absolute
from careers.news.news_feed import NewsKind

#: Parameters that tell where a reader came from, and nothing of what the link leads to.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


@dataclass(frozen=True)
class NewsCard:
    """One card: an article, a talk or the like, with an address unless it isn't published yet."""

    #: Of `NewsKind`, or "".
    kind: str = ""
    title: str = ""
    address: str = ""
    image: Any = None
    #: None: the image decorates the card, as those of feeds do.
    alt: str | None = None
    day: date | None = None
    duration: str = ""
    summary: str = ""

    @property
    def label(self) -> str:
        """What its kind is called, or ""."""
        return str(NewsKind(self.kind).label) if self.kind in NewsKind.values else ""


class NewsCardJSON(TypedDict):
    """An article, a talk or the like."""

    kind: Annotated[str, one_of(NewsKind.values, "")]
    kind_label: Annotated[str, Field(description="The kind, in the language of the answer.")]
    title: str
    url: Annotated[str, Field(description="“” where what it leads to isn't published yet.")]
    image: ImageJSON | None
    date: DateString | None
    duration: Annotated[str, Field(examples=["8 min read"])]
    summary: str


def represent_card(card: NewsCard, preset: str, request: HttpRequest | None) -> NewsCardJSON:
    return {
        "kind": card.kind if card.kind in NewsKind.values else "",
        "kind_label": card.label,
        "title": card.title,
        "url": absolute(card.address, request),
        "image": represent_image(card.image, preset, card.alt, request),
        "date": card.day.isoformat() if card.day else None,
        "duration": card.duration,
        "summary": card.summary,
    }


def card_of(item: Any) -> NewsCard:
    """Return the card of a feed's item."""
    return NewsCard(
        kind=item.kind,
        title=item.title,
        address=item.link,
        image=item.image,
        day=item.day if item.published_at else None,
        summary=item.summary,
    )


def mix(
    picked: Iterable[NewsCard], fed: Iterable[NewsCard], number: int, host: str = ""
) -> list[NewsCard]:
    """Return all `picked` cards, then cards of `fed` up to `number` in all, no link twice.

    `host` is the site's own, so that a page's path and its full address count as the same link.
    """
    cards = list(_once(picked, host, set()))
    taken = {_target(card.address, host) for card in cards}
    missing = max(0, number - len(cards))
    return [*cards, *list(_once(fed, host, taken))[:missing]]


def _once(cards: Iterable[NewsCard], host: str, taken: set[str]) -> Iterator[NewsCard]:
    """`cards` without those whose link is among `taken` or came before."""
    seen = set(taken)
    for card in cards:
        target = _target(card.address, host)
        if not target or target not in seen:
            seen.add(target)
            yield card


def _target(address: str, host: str) -> str:
    """What an address leads to, whichever way it is written; "" where there is none."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        where = (parts.netloc or host).lower().removeprefix("www.")
    except ValueError:
        return address
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith(TRACKING)
    ]
    # An anchor leads into the same page, but for sites that keep their paths there.
    inner = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return f"{where}{parts.path.rstrip('/')}?{urlencode(sorted(query))}#{inner}"
