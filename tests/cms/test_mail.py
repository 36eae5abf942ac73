"""Mail that doesn't arrive stops nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from pytest_django import Settings

from careers.roles import APPROVERS, MARKETING, create_roles
from cms import mail as mail_backend
from tests.careers.roles import Attempt, member_of, sign_in
from tests.cms.servers import closing_server, mail_server, silent_server
from tests.factories import Tree

MESSAGE = EmailMessage("Subject", "Text", to=["somebody@example.com"])


@pytest.fixture
def smtp(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings.EMAIL_BACKEND = "cms.mail.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_TIMEOUT = 0.2
    monkeypatch.setattr(mail_backend, "SLOW", 0.1)
    monkeypatch.setattr(mail_backend.EmailBackend, "paused_until", 0.0)
    return settings


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid", "no..host"])
def test_missing_server_is_logged_and_passed_over(
    smtp: Settings, caplog: pytest.LogCaptureFixture, host: str
) -> None:
    smtp.EMAIL_HOST = host
    assert get_connection().send_messages([MESSAGE]) == 0
    assert "No mail was sent, the mail server does not work" in caplog.text
    assert "somebody@example.com" not in caplog.text


def test_silent_server_is_waited_for_once(smtp: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with silent_server() as smtp.EMAIL_PORT:
        connection = get_connection()
        for _ in range(3):
            assert connection.send_messages([MESSAGE]) == 0
        connection.close()
    assert caplog.text.count("No mail was sent") == 1


def test_silent_server_is_waited_for_once_on_all_connections(
    smtp: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with silent_server() as smtp.EMAIL_PORT:
        send_on_three_connections()
    assert caplog.text.count("it did not answer a moment ago") == 2


def send_on_three_connections() -> None:
    for _ in range(3):
        assert get_connection().send_messages([MESSAGE]) == 0


@pytest.mark.parametrize("silent_at", ["RCPT", "DATA"])
def test_server_that_falls_silent_is_waited_for_once_on_all_connections(
    smtp: Settings, caplog: pytest.LogCaptureFixture, silent_at: str
) -> None:
    with mail_server(says_nothing_more=silent_at) as smtp.EMAIL_PORT:
        send_on_three_connections()
    assert caplog.text.count("it did not answer a moment ago") == 2


def test_server_that_comes_back_is_used_again(
    smtp: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_backend, "PAUSE", 0.0)
    with silent_server() as smtp.EMAIL_PORT:
        assert get_connection().send_messages([MESSAGE]) == 0
    with mail_server() as smtp.EMAIL_PORT:
        assert get_connection().send_messages([MESSAGE]) == 1


@pytest.mark.parametrize("refused", ["RCPT", "DATA", "QUIT"])
@pytest.mark.parametrize("way", ["refuses", "hangs up", "says nothing more"])
def test_server_that_fails_halfway_stops_nobody(
    smtp: Settings, caplog: pytest.LogCaptureFixture, refused: str, way: str
) -> None:
    with mail_server(**{way.replace(" ", "_"): refused}) as smtp.EMAIL_PORT:
        sent = get_connection().send_messages([MESSAGE])
    assert sent == (refused == "QUIT")
    assert "mail" in caplog.text or refused == "QUIT"
    assert "somebody@example.com" not in caplog.text


def test_address_that_cannot_be_one_stops_nobody(
    smtp: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = EmailMessage("Subject", "Text", to=["somebody@exam ple"])
    with mail_server() as smtp.EMAIL_PORT:
        assert get_connection().send_messages([wrong, MESSAGE]) == 1
    assert "A mail was not sent: " in caplog.text


@pytest.mark.parametrize("server", [silent_server, closing_server, mail_server])
def test_password_is_asked_for_whatever_the_mail_server_does(
    smtp: Settings, db: None, server: Any
) -> None:
    User.objects.create_user("marie", "marie@example.com", "old")
    browser = Client(headers={"host": "localhost"})
    with server() as smtp.EMAIL_PORT:
        response = browser.post("/admin/password_reset/", {"email": "marie@example.com"})
    assert response.status_code == 302


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_page_is_submitted_without_a_mail_server(smtp: Settings, tree: Tree, host: str) -> None:
    smtp.EMAIL_HOST = host
    create_roles()
    member_of(APPROVERS)
    assert Attempt(sign_in(MARKETING), tree.team)("submit")
    assert not hasattr(mail, "outbox") or mail.outbox == []
