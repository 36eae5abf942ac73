"""The pages of actions on many positions, as a client gets them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from careers.models import PositionPage
from tests.careers.drafts import stored
from tests.soup import select, text_of, texts_of

LISTING = "/admin/careers_positions/?q=cook"
ACTIONS = ["close", "reopen", "closing-date", "team"]


def url(action: str) -> str:
    return reverse("careers_position_actions:many", args=[action])


def ids(positions: Iterable[PositionPage]) -> str:
    return ",".join(str(position.pk) for position in positions)


def ask(client: Client, action: str, **values: Any) -> BeautifulSoup:
    """The page that shows what would happen."""
    response = client.post(url(action), {"next": LISTING} | values)
    assert response.status_code == 200, messages(response)
    return BeautifulSoup(response.content, "html.parser")


def confirm(client: Client, action: str, positions: Any, **values: Any) -> Any:
    posted = {"confirm": "1", "ids": ids(positions), "next": LISTING} | values
    return client.post(url(action), posted)


def offered(soup: BeautifulSoup) -> list[int]:
    """The ids that the page would act on."""
    found = soup.select("main input[name=ids]")
    return [int(text) for text in found[0]["value"].split(",")] if found else []  # type: ignore[union-attr]


def listed(soup: BeautifulSoup) -> list[str]:
    return texts_of(soup, "main li")


def messages(response: Any) -> list[str]:
    found = get_messages(response.wsgi_request)
    return [text_of(BeautifulSoup(str(message), "html.parser")) for message in found]


def way_back(response: Any) -> Tag:
    """The button of the last message that takes back what was done."""
    message = list(get_messages(response.wsgi_request))[-1]
    return select(BeautifulSoup(str(message), "html.parser"), "a[data-controller=w-action]")


def take_back(client: Client, button: Tag) -> Any:
    """What the button does where there is JavaScript."""
    return client.post(str(button["data-w-action-url-value"]), {"next": LISTING})


def is_closed(position: PositionPage) -> bool:
    return stored(position).closed_at is not None
