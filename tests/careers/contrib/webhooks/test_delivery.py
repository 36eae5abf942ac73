"""How messages are sent: signed, in order, again and again, and not for ever."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from standardwebhooks import Webhook

from careers.contrib.webhooks import delivery
from careers.contrib.webhooks.attempts import DELAYS
from careers.contrib.webhooks.delivery import MAX_FAILURES, MAX_MESSAGES, next_run_at, send_due
from careers.contrib.webhooks.models import Attempt, Endpoint, Message
from careers.contrib.webhooks.pauses import resume
from careers.contrib.webhooks.testing import send_test
from tests.careers.contrib.webhooks.conftest import Clock, make_endpoint
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.careers.http.server import FakeServer
from tests.factories import Tree


def add_message(endpoint: Endpoint, subject: str = "position-1", **values: Any) -> Message:
    moment = timezone.now()
    values = {"created_at": moment, "next_attempt_at": moment} | values
    values = {"event": "position.changed", "title": subject, "payload": "{}"} | values
    return Message.objects.create(endpoint=endpoint, subject=subject, **values)


def add_messages(endpoint: Endpoint, number: int) -> list[Message]:
    return [add_message(endpoint, f"position-{index}") for index in range(number)]


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def reload(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.get(pk=endpoint.pk)


# What is sent


def test_message_is_signed_so_that_the_library_verifies_it(tree: Tree, server: FakeServer) -> None:
    endpoint = make_endpoint(tree, url=server.answer("/hook", b"thanks"))
    tree.team.title = "Łódź für alle"
    tree.team.save()
    send_due(endpoint.pk)
    [body], [(_path, headers)] = server.posted, server.requests
    received = Webhook(endpoint.secret).verify(body, dict(headers.items()))
    assert received["data"]["page"]["title"] == "Łódź für alle"
    message = Message.objects.get()
    assert headers["webhook-id"] == message.message_id
    assert headers["Content-Type"] == "application/json"
    assert body.decode() == message.payload
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.excerpt, attempt.error) == (200, "thanks", "")
    assert attempt.duration > timedelta()


def test_both_secrets_sign_for_a_day(endpoint: Endpoint, receiver: Receiver, clock: Clock) -> None:
    before = endpoint.secret
    assert endpoint.renew_secret() != before
    for hours, number in ((0, 2), (23, 2), (1.1, 1)):
        clock.forward(hours=hours)
        add_message(endpoint)
        send_due(endpoint.pk)
        assert len(receiver.headers[-1]["webhook-signature"].split()) == number
    headers = dict(receiver.headers[0])
    Webhook(before).verify("{}", headers)
    Webhook(reload(endpoint).secret).verify("{}", headers)


def test_secrets_are_long_and_differ(tree: Tree) -> None:
    secrets = [make_endpoint(tree).secret for _number in range(3)]
    assert len(set(secrets)) == 3
    assert all(secret.startswith("whsec_") and len(secret) > 40 for secret in secrets)


def test_log_holds_neither_secret_nor_address(
    tree: Tree, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint = make_endpoint(tree, url="https://hooks.example.com/token-in-path")
    add_message(endpoint)
    receiver.answers = [500]
    with caplog.at_level(logging.DEBUG):
        send_due(endpoint.pk)
    assert "hooks.example.com" in caplog.text
    assert endpoint.secret not in caplog.text
    assert "token-in-path" not in caplog.text


# Order


def test_later_message_waits_for_the_earlier_one(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    first, second = add_message(endpoint), add_message(endpoint)
    receiver.answers = [500]
    send_due(endpoint.pk)
    assert receiver.requests == [first.message_id]
    clock.forward(minutes=1)
    send_due(endpoint.pk)
    assert receiver.requests == [first.message_id, first.message_id, second.message_id]


def test_message_about_something_else_does_not_wait(endpoint: Endpoint, receiver: Receiver) -> None:
    add_message(endpoint, "position-1")
    other = add_message(endpoint, "position-2")
    receiver.answers = [500]
    send_due(endpoint.pk)
    assert receiver.requests[1:] == [other.message_id]


def test_later_message_is_sent_once_the_earlier_one_is_given_up(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_message(endpoint, tries=len(DELAYS))
    later = add_message(endpoint)
    receiver.answers = [500]
    send_due(endpoint.pk)
    assert states() == ["given up", "delivered"]
    assert receiver.effective_ids == [later.message_id]


# Again and again


def test_message_is_tried_for_three_days_with_growing_pauses(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    message = add_message(endpoint)
    receiver.answers = ["away"] * 50
    moments = []
    while Message.objects.waiting().exists():
        assert send_due(endpoint.pk).failed == 1
        moments.append(clock.now())
        Endpoint.objects.update(paused_at=None)
        message.refresh_from_db()
        if message.next_attempt_at:
            clock.ahead += message.next_attempt_at - clock.now()
    assert len(moments) == len(DELAYS) + 1
    pauses = [(after - before) for before, after in pairwise(moments)]
    for pause, delay in zip(pauses, DELAYS, strict=True):
        assert delay <= pause <= delay * 1.2 + timedelta(seconds=5)
    assert timedelta(days=3) < moments[-1] - moments[0] < timedelta(days=4)
    assert states() == ["given up"]
    assert receiver.effects == []


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 429, 500, 503])
def test_all_but_success_is_failure(endpoint: Endpoint, receiver: Receiver, status: int) -> None:
    add_message(endpoint)
    receiver.answers = [status]
    assert send_due(endpoint.pk).failed == 1
    assert str(status) in Attempt.objects.get().error
    assert states() == ["waiting"]


@pytest.mark.parametrize("status", [200, 202, 204, 299])
def test_any_success_is_success(endpoint: Endpoint, receiver: Receiver, status: int) -> None:
    add_message(endpoint)
    receiver.answers = [status]
    assert send_due(endpoint.pk).delivered == 1
    assert reload(endpoint).state == "Works"


def test_endpoint_is_left_alone_as_long_as_it_wants(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_messages(endpoint, 2)
    receiver.answers, receiver.retry_after = [429], timedelta(hours=2)
    send_due(endpoint.pk)
    clock.forward(hours=1)
    assert send_due(endpoint.pk).total == 0
    clock.forward(hours=1.1)
    receiver.retry_after = None
    assert send_due(endpoint.pk).delivered == 2


def test_endpoint_that_fails_in_a_row_is_left_alone_for_a_while(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_messages(endpoint, 10)
    receiver.answers = ["away"] * 10
    assert send_due(endpoint.pk).failed == MAX_FAILURES
    assert send_due(endpoint.pk).total == 0
    clock.forward(minutes=6)
    receiver.answers = []
    assert send_due(endpoint.pk).delivered == 10


def test_one_message_that_always_fails_stops_no_other(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_messages(endpoint, 6)
    receiver.answers = [500, 204, 204, 204, 204, 204]
    sent = send_due(endpoint.pk)
    assert (sent.delivered, sent.failed) == (5, 1)


def test_run_ends_after_so_many_messages(endpoint: Endpoint, receiver: Receiver) -> None:
    add_messages(endpoint, 5)
    assert send_due(endpoint.pk, max_messages=3).total == 3
    assert send_due(endpoint.pk, max_messages=3).total == 2


# Pauses


def test_endpoint_that_fails_for_three_days_is_paused(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    receiver.answers = ["away"] * 1000
    for number in range(12):
        add_message(endpoint, f"position-{number}")
        send_due(endpoint.pk)
        clock.forward(hours=5.9)
    assert not reload(endpoint).is_paused
    clock.forward(hours=2)
    send_due(endpoint.pk)
    assert reload(endpoint).is_paused
    assert reload(endpoint).state == "Paused: it failed for three days"
    assert send_due(endpoint.pk).total == 0
    assert next_run_at(endpoint.pk) is None


def test_success_begins_the_three_days_anew(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    for answer in (500, 204, 500):
        add_message(endpoint, f"position-{answer}-{clock.ahead}")
        receiver.answers = [answer] * 3
        send_due(endpoint.pk)
        clock.forward(days=2)
    assert not reload(endpoint).is_paused


def test_endpoint_that_is_gone_is_paused_at_once(endpoint: Endpoint, receiver: Receiver) -> None:
    add_messages(endpoint, 2)
    receiver.answers = [410]
    assert send_due(endpoint.pk).total == 1
    assert reload(endpoint).state == "Paused: it is gone for good"


def test_resumed_endpoint_gets_all_that_has_waited_at_once(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    add_messages(endpoint, 3)
    receiver.answers = [410]
    send_due(endpoint.pk)
    assert resume(endpoint) == 3
    assert send_due(endpoint.pk).delivered == 3
    assert reload(endpoint).state == "Works"


def test_test_is_sent_to_a_paused_endpoint_and_only_once(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    Endpoint.objects.update(paused_at="2026-11-28T10:00:00Z")
    receiver.answers = [500]
    assert "500" in send_test(endpoint).attempt.error
    assert send_test(endpoint).is_success
    assert [each["type"] for each in receiver.effects] == ["webhook.test"]
    assert states() == ["given up", "delivered"]
    assert reload(endpoint).is_paused


# Several processes


def test_endpoint_that_another_process_sends_to_is_left_to_it(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    add_messages(endpoint, 2)
    others = []
    receiver.meanwhile = lambda: others.append(send_due(endpoint.pk).total)
    assert send_due(endpoint.pk).delivered == 2
    assert set(others) == {0}


def test_claim_of_a_process_that_died_ends(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    add_message(endpoint)
    moment = clock.now() + timedelta(minutes=1)
    Endpoint.objects.update(claim="somebody", claimed_until=moment)
    assert send_due(endpoint.pk).total == 0
    assert next_run_at(endpoint.pk) == moment
    clock.forward(minutes=2)
    assert send_due(endpoint.pk).delivered == 1


def test_message_that_comes_while_the_claim_ends_is_sent(
    endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own task has found the endpoint claimed, and has gone."""
    add_message(endpoint)
    send_claimed = delivery._send_claimed

    def send_and_add(*args: Any) -> None:
        send_claimed(*args)
        if Message.objects.count() == 1:
            add_message(endpoint, "position-2")

    monkeypatch.setattr(delivery, "_send_claimed", send_and_add)
    assert send_due(endpoint.pk).delivered == 2


def test_endpoint_that_is_deleted_meanwhile_stops_nothing(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    add_messages(endpoint, 2)
    receiver.meanwhile = lambda: (Endpoint.objects.all().delete(), None)[1]
    receiver.answers = ["away"]
    send_due(endpoint.pk)
    assert Message.objects.count() == 0


# The command


def test_command_says_what_it_has_done(
    tree: Tree, receiver: Receiver, endpoint: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.save_position()
    receiver.answers = [204, 500]
    call_command("send_webhooks")
    assert capsys.readouterr().out == (
        "Webhooks: 0 messages written, 1 delivered, 1 failed, 0 deleted.\n"
    )


def test_command_sends_more_than_one_run(endpoint: Endpoint, receiver: Receiver) -> None:
    add_messages(endpoint, MAX_MESSAGES + 5)
    call_command("send_webhooks", verbosity=0)
    assert set(states()) == {"delivered"}


def test_command_deletes_what_is_older_than_a_month(
    endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    old = add_message(endpoint)
    call_command("send_webhooks", verbosity=0)
    clock.forward(days=29)
    new = add_message(endpoint)
    call_command("send_webhooks", verbosity=0)
    assert Message.objects.count() == 2
    clock.forward(days=2)
    call_command("send_webhooks", verbosity=0)
    assert list(Message.objects.values_list("pk", flat=True)) == [new.pk]
    assert not Attempt.objects.filter(message=old.pk).exists()


def test_without_endpoints_nothing_is_read(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        call_command("send_webhooks", verbosity=0)


def test_payload_is_the_same_in_every_attempt(
    tree: Tree, endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    position = tree.save_position(title="Tester")
    receiver.answers = ["away"]
    send_due(endpoint.pk)
    position.title = "Baker"
    position.save()
    clock.forward(minutes=10)
    send_due(endpoint.pk)
    titles = [json.dumps(effect["data"]["page"]["title"]) for effect in receiver.effects]
    assert titles == ['"Tester"', '"Tester"', '"Baker"']
