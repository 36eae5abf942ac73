"""Guessing passwords is slow, and tells nobody which accounts there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt, AccessLog
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db.models import F
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from cms.sign_in import client_address, mails, parse_address
from tests.factories import Tree
from tests.soup import select, text_of

LOGIN = "/admin/login/"
RESET = "/admin/password_reset/"
LIMIT, ADDRESS_LIMIT, NAME_LIMIT = 5, 20, 50


@pytest.fixture(autouse=True)
def counting(settings: Settings, tree: Tree) -> None:
    settings.AXES_ENABLED = True
    User.objects.create_superuser("admin", "admin@example.com", "right")
    User.objects.create_superuser("other", "other@example.com", "right")


def sign_in(name: str = "admin", password: str = "wrong", **environ: Any) -> Any:
    """The answer to one try, from a browser that was never here."""
    data = {"username": name, "password": password}
    return Client().post(LOGIN, data, **({"REMOTE_ADDR": "192.0.2.1"} | environ))


def fail(times: int, name: str = "admin", address: str | None = "192.0.2.1") -> None:
    """Have so many tries behind, for one name from one address."""
    AccessAttempt.objects.create(
        username=name, ip_address=address, user_agent="<unknown>", failures_since_start=times
    )


# The lock


def test_fifth_failure_locks_out_with_a_plain_sentence() -> None:
    assert [sign_in().status_code for _ in range(LIMIT - 1)] == [200] * (LIMIT - 1)
    response = sign_in()
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "Too many attempts have failed. Wait 15 minutes, then try again." in answer(response)
    assert sign_in(password="right").status_code == 429
    assert sign_in("other", "right").status_code == 302


def test_lock_has_the_look_of_the_site_outside_of_the_admin() -> None:
    fail(LIMIT)
    response = Client().post(
        "/_util/login/", {"username": "admin", "password": "x"}, REMOTE_ADDR="192.0.2.1"
    )
    assert response.status_code == 429
    assert "careers/careers.css" in response.content.decode()
    assert "Wait 15 minutes" in response.content.decode()


def test_lock_ends_by_itself_and_tries_while_it_lasts_do_not_prolong_it() -> None:
    fail(LIMIT)
    pass_time(minutes=14)
    assert sign_in(password="right").status_code == 429
    pass_time(minutes=2)
    assert sign_in(password="right").status_code == 302


def pass_time(minutes: int) -> None:
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_other_addresses_are_let_in_until_the_name_has_failed_fifty_times() -> None:
    fail(NAME_LIMIT - 1)
    assert sign_in(password="right").status_code == 429
    assert sign_in(password="right", REMOTE_ADDR="192.0.2.3").status_code == 302
    assert sign_in(REMOTE_ADDR="192.0.2.2").status_code == 429
    assert sign_in(password="right", REMOTE_ADDR="192.0.2.3").status_code == 429


def test_name_is_let_in_from_elsewhere_while_one_address_is_locked_out() -> None:
    fail(LIMIT)
    assert sign_in(password="right", REMOTE_ADDR="192.0.2.2").status_code == 302


def test_address_is_locked_out_after_failures_for_many_names() -> None:
    for number in range(ADDRESS_LIMIT - 1):
        fail(1, f"name{number}")
    assert sign_in("one-more").status_code == 429
    assert sign_in("other", "right").status_code == 429
    assert sign_in("other", "right", REMOTE_ADDR="192.0.2.2").status_code == 302


def test_success_forgets_own_failures_only() -> None:
    fail(LIMIT - 1, "other")
    fail(LIMIT - 1)
    assert sign_in("other", "right").status_code == 302
    assert sign_in("other").status_code == 200
    assert sign_in().status_code == 429


@pytest.mark.parametrize(
    "headers", [{"HTTP_USER_AGENT": "%d"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.%d"}]
)
def test_what_a_client_says_of_itself_does_not_help(headers: dict[str, str]) -> None:
    ((name, value),) = headers.items()
    statuses = [sign_in(**{name: value % number}).status_code for number in range(LIMIT)]
    assert statuses[-1] == 429


def test_administrator_unlocks() -> None:
    fail(LIMIT)
    call_command("axes_reset_username", "admin", verbosity=0)
    assert sign_in(password="right").status_code == 302


def test_neither_passwords_nor_visits_are_kept() -> None:
    sign_in(password="nearly-right")
    sign_in(password="right")
    sign_in("other", password="nearly-right")
    attempt = AccessAttempt.objects.get()
    assert "nearly-right" not in attempt.post_data
    assert not AccessLog.objects.exists()


# Private pages and documents

RIGHT = "open sesame"


def private_page(tree: Tree) -> str:
    restriction = PageViewRestriction.objects.create(
        page=tree.team, restriction_type=PageViewRestriction.PASSWORD, password=RIGHT
    )
    return f"/_util/authenticate_with_password/{restriction.pk}/{tree.team.pk}/"


def private_documents(tree: Tree) -> str:
    restriction = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(),
        restriction_type=CollectionViewRestriction.PASSWORD,
        password=RIGHT,
    )
    return f"/documents/authenticate_with_password/{restriction.pk}/"


def enter(path: str, password: str, address: str = "192.0.2.1") -> Any:
    data = {"password": password, "return_url": "/teams/"}
    return Client().post(path, data, REMOTE_ADDR=address)


@pytest.mark.parametrize("made_private", [private_page, private_documents])
def test_password_of_what_is_private_bears_no_guessing(
    tree: Tree, made_private: Callable[[Tree], str]
) -> None:
    path = made_private(tree)
    statuses = [enter(path, f"guess {number}").status_code for number in range(LIMIT)]
    assert statuses == [200] * (LIMIT - 1) + [429]
    response = enter(path, RIGHT)
    assert response.status_code == 429
    assert "Too many attempts have failed. Wait 15 minutes" in response.content.decode()
    assert Client().get(path, REMOTE_ADDR="192.0.2.1").status_code == 200
    assert enter(path, RIGHT, address="192.0.2.2").status_code == 302
    assert "guess" not in "".join(AccessAttempt.objects.values_list("post_data", flat=True))


def test_right_password_of_a_page_forgets_the_wrong_ones_before(tree: Tree) -> None:
    path = private_page(tree)
    tries = [*["wrong"] * (LIMIT - 1), RIGHT, "wrong", RIGHT]
    assert [enter(path, each).status_code for each in tries] == [200] * 4 + [302, 200, 302]


@pytest.mark.parametrize("path", ["9/9/", f"{10**30}/1/", f"1/{10**30}/"])
def test_page_that_is_not_private_is_not_found(path: str) -> None:
    assert enter(f"/_util/authenticate_with_password/{path}", RIGHT).status_code == 404


# The address


def address_of(proxies: int, settings: Settings, forwarded: str | None, remote: str) -> str | None:
    settings.TRUSTED_PROXIES = proxies
    headers: dict[str, Any] = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "10.0.0.1, nonsense", "192.0.2.1"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_address_is_the_one_that_the_outermost_trusted_proxy_saw(
    settings: Settings, proxies: int, forwarded: str | None, address: str
) -> None:
    assert address_of(proxies, settings, forwarded, "192.0.2.1") == address


def test_socket_of_a_proxy_on_the_same_machine_has_no_address(settings: Settings) -> None:
    assert address_of(0, settings, None, "") is None
    fail(LIMIT - 1, address=None)
    assert sign_in(REMOTE_ADDR="").status_code == 429


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text: str) -> None:
    parse_address(text)


# Who has an account


def answer(response: Any) -> str:
    """What somebody is told, without the name that was typed."""
    page = BeautifulSoup(response.content, "html.parser")
    return text_of(select(page, "main"))


def hashes_of(name: str) -> tuple[int, str]:
    """How many passwords are hashed for a failed try, and what is answered."""
    with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=encode) as hashed:
        response = sign_in(name)
    assert response.status_code == 200
    return hashed.call_count, answer(response)


encode = MD5PasswordHasher.encode


def test_try_costs_and_says_the_same_whatever_the_account() -> None:
    User.objects.create_user("inactive", password="right", is_active=False)
    User.objects.create_user("without-password")
    known = hashes_of("admin")
    assert known[0] == 1
    for name in ("nobody", "inactive", "without-password"):
        assert hashes_of(name) == known, name


def test_lock_is_the_same_whatever_the_account() -> None:
    fail(LIMIT - 1)
    fail(LIMIT - 1, "nobody")
    known, unknown = sign_in(), sign_in("nobody")
    assert known.status_code == unknown.status_code == 429
    assert answer(known) == answer(unknown)


@pytest.fixture
def slow_mail(settings: Settings) -> Iterator[Event]:
    """A mail server that answers when the event is set."""
    answers = Event()

    def wait(self: EmailBackend, messages: list[Any]) -> int:
        assert answers.wait(timeout=20)
        return send(self, messages)

    send = EmailBackend.send_messages
    with patch.object(EmailBackend, "send_messages", autospec=True, side_effect=wait):
        yield answers
        answers.set()
        mails.submit(int).result(timeout=20)


def test_password_is_reset_by_mail_that_the_answer_does_not_wait_for(slow_mail: Event) -> None:
    known: Any = Client().post(RESET, {"email": "admin@example.com"})
    unknown: Any = Client().post(RESET, {"email": "nobody@example.com"})
    assert known.status_code == unknown.status_code == 302
    assert known.url == unknown.url
    assert mail.outbox == []
    slow_mail.set()
    mails.submit(int).result(timeout=20)
    (message,) = mail.outbox
    assert message.to == ["admin@example.com"]
    link = re.search(r"/admin/password_reset/confirm/\S+", str(message.body))
    assert link
    assert Client().get(link[0], follow=True).status_code == 200


def test_mails_to_reset_a_password_do_not_flood_their_user() -> None:
    def ask(user: str) -> list[str]:
        mail.outbox = []
        assert Client().post(RESET, {"email": f"{user}@example.com"}).status_code == 302
        mails.submit(int).result(timeout=20)
        return [address for message in mail.outbox for address in message.to]

    assert ask("admin") == ["admin@example.com"]
    assert ask("admin") == []
    assert ask("other") == ["other@example.com"]
    cache.clear()  # as it is after some minutes
    assert ask("admin") == ["admin@example.com"]


def test_mail_that_cannot_be_written_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    rendered = "django.contrib.auth.forms.loader.render_to_string"
    with patch(rendered, side_effect=RuntimeError("no template")):
        assert Client().post(RESET, {"email": "admin@example.com"}).status_code == 302
        mails.submit(int).result(timeout=20)
    assert "A mail to set a new password was not sent." in caplog.text
    assert "no template" in caplog.text
