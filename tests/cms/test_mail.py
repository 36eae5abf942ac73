"""Mail that doesn't arrive stops nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from careers.roles import APPROVERS, MARKETING, create_roles
from tests.careers.roles import Attempt, member_of, sign_in
from tests.factories import Tree

MESSAGE = EmailMessage("Subject", "Text", to=["somebody@example.com"])


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    settings.EMAIL_BACKEND = "cms.mail.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_TIMEOUT = 0.2
    return settings


@pytest.fixture
def silent_server() -> Iterator[int]:
    """A server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_missing_server_is_logged_and_passed_over(
    smtp: Settings, caplog: pytest.LogCaptureFixture, host: str
) -> None:
    smtp.EMAIL_HOST = host
    assert get_connection().send_messages([MESSAGE]) == 0
    assert "No mail was sent, the mail server does not work" in caplog.text
    assert "somebody@example.com" not in caplog.text


def test_silent_server_is_waited_for_once(
    smtp: Settings, silent_server: int, caplog: pytest.LogCaptureFixture
) -> None:
    smtp.EMAIL_PORT = silent_server
    connection = get_connection()
    for _ in range(3):
        assert connection.send_messages([MESSAGE]) == 0
    connection.close()
    assert caplog.text.count("No mail was sent") == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_page_is_submitted_without_a_mail_server(smtp: Settings, tree: Tree, host: str) -> None:
    smtp.EMAIL_HOST = host
    create_roles()
    member_of(APPROVERS)
    assert Attempt(sign_in(MARKETING), tree.team)("submit")
    assert not hasattr(mail, "outbox") or mail.outbox == []
