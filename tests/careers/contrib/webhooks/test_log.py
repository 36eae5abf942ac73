"""The log of messages in the admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.models import Attempt, Endpoint, Message
from careers.contrib.webhooks.pauses import PauseReason, pause
from tests.careers.contrib.webhooks.conftest import Clock, make_endpoint
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.careers.contrib.webhooks.test_delivery import add_message
from tests.factories import Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

ATTEMPTS, PAYLOAD = "[aria-labelledby=webhook-attempts]", "pre[aria-labelledby=webhook-payload]"
INDEX = "careers_webhook_messages:index"


def inspect_url(message: Message) -> str:
    return reverse("careers_webhook_messages:inspect", args=[message.pk])


def lines(client: Client, **query: object) -> list[str]:
    address = reverse(INDEX, query=query)
    return texts_of(get_soup(client, address), "table.listing tbody tr")


def test_message_shows_payload_and_answers(
    admin_client: Client, tree: Tree, endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    tree.save_position(title="Tester für Łódź")
    receiver.answers = [500]
    send_due(endpoint.pk)
    clock.forward(minutes=10)
    send_due(endpoint.pk)
    message = Message.objects.order_by("pk")[0]
    soup = get_soup(admin_client, inspect_url(message))
    assert '"title": "Tester für Łódź"' in select(soup, PAYLOAD).get_text()
    assert message.message_id in text_of(soup)
    first, second = texts_of(soup, f"{ATTEMPTS} tbody tr")
    assert "500 100 ms The endpoint answered 500." in first
    assert "answer 500" in first
    assert "204 100 ms Delivered" in second
    assert_valid_html(str(select(soup, ATTEMPTS)), fragment=True)


def test_neither_secret_nor_address_stands_in_the_log(
    admin_client: Client, tree: Tree, receiver: Receiver
) -> None:
    endpoint = make_endpoint(tree, url="https://hooks.example.com/token-in-path")
    message = add_message(endpoint)
    send_due(endpoint.pk)
    for address in (reverse(INDEX), inspect_url(message)):
        page = admin_client.get(address).content.decode()
        assert endpoint.secret not in page
        assert "token-in-path" not in page


def test_what_a_receiver_answers_is_text(admin_client: Client, endpoint: Endpoint) -> None:
    evil = "<script>alert(1)</script>"
    message = add_message(endpoint, title=evil, payload='{"a": "</pre><script>alert(2)"}')
    Attempt.objects.create(message=message, status=500, excerpt=evil, error="Wrong.")
    for address in (reverse(INDEX), inspect_url(message)):
        assert "<script>alert" not in admin_client.get(address).content.decode()


def test_list_says_when_each_is_sent(
    admin_client: Client, tree: Tree, endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_message(endpoint, "position-1")
    add_message(endpoint, "position-1")
    add_message(endpoint, "position-2")
    add_message(endpoint, "position-3", next_attempt_at=clock.now() + timedelta(days=1))
    paused = make_endpoint(tree, name="Paused one")
    pause(paused, PauseReason.BY_HAND)
    add_message(paused)
    newest, third, second, behind, first = lines(admin_client)
    assert "When the webhook is resumed" in newest
    assert "Now" not in third
    assert "Waiting 0 Now" in second
    assert "After an earlier one about the same page" in behind
    assert "Waiting 0 Now" in first


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"state": "waiting"}, 1),
        ({"state": ["waiting", "given up"]}, 2),
        ({"event": "webhook.test"}, 1),
        ({"event": "nonsense"}, 3),
        ({"endpoint": "99999999999999999999"}, 3),
        ({"endpoint": "x"}, 3),
        ({"ordering": "-last_status"}, 3),
        ({"ordering": "next_attempt_at"}, 3),
        ({"p": "1"}, 3),
    ],
)
def test_list_is_filtered_and_ordered(
    admin_client: Client, endpoint: Endpoint, query: dict[str, object], number: int
) -> None:
    add_message(endpoint)
    add_message(endpoint, state="given up", next_attempt_at=None)
    add_message(endpoint, state="delivered", next_attempt_at=None, event="webhook.test")
    assert len(lines(admin_client, **query)) == number


def test_list_of_one_webhook(admin_client: Client, tree: Tree, endpoint: Endpoint) -> None:
    add_message(endpoint, "position-1")
    other = make_endpoint(tree)
    add_message(other, "position-2")
    [line] = lines(admin_client, endpoint=other.pk)
    assert line.startswith("position-2")


def test_message_is_sent_again_with_the_same_id(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    message = add_message(endpoint)
    send_due(endpoint.pk)
    soup = get_soup(admin_client, inspect_url(message))
    form = next(each for each in soup.select("form") if "Send again" in each.get_text())
    response = admin_client.post(str(form["action"]), follow=True)
    assert "What is due goes out within moments." in response.content.decode()
    send_due(endpoint.pk)
    assert receiver.requests == [message.message_id] * 2
    assert receiver.effective_ids == [message.message_id]


def test_nobody_adds_edits_or_deletes_messages(admin_client: Client, endpoint: Endpoint) -> None:
    message = add_message(endpoint)
    base = reverse(INDEX)
    for path in ("new/", f"edit/{message.pk}/", f"delete/{message.pk}/", f"usage/{message.pk}/"):
        assert admin_client.get(f"{base}{path}").status_code == 404
    links = [link["href"] for link in get_soup(admin_client, base).select("main a[href]")]
    assert not [link for link in links if "/delete/" in str(link) or "/edit/" in str(link)]


def test_number_of_queries_does_not_grow(
    admin_client: Client, endpoint: Endpoint, django_assert_max_num_queries: object
) -> None:
    for number in range(15):
        add_message(endpoint, f"position-{number}")
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        admin_client.get(reverse(INDEX))
