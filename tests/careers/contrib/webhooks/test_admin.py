"""Webhooks in the admin: what is entered, shown, pressed, and by whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import ModelLogEntry
from wagtail.test.utils import WagtailTestUtils

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.models import Endpoint, Message
from careers.contrib.webhooks.pauses import PauseReason, pause
from tests.careers.contrib.webhooks.conftest import Clock, make_endpoint
from tests.careers.contrib.webhooks.receiver import Receiver
from tests.careers.contrib.webhooks.test_delivery import add_message, reload
from tests.careers.dashboard.pages import dashboard, rows, user_in
from tests.factories import Tree
from tests.html import assert_valid_html
from tests.soup import get_soup, select, text_of, texts_of

STATE = "[aria-labelledby=webhook-state]"
SECRET = "#webhook-secret-value"
FAILING = "section[aria-labelledby=todo-webhooks]"
ACTIONS = ["pause", "resume", "test", "new_secret", "send_again"]


def url(action: str, endpoint: Endpoint | None = None) -> str:
    return reverse(f"careers_webhooks:{action}", args=[endpoint.pk] if endpoint else [])


def press(client: Client, action: str, endpoint: Endpoint) -> Any:
    return client.post(url(action, endpoint), follow=True)


def messages(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def values(tree: Tree, **changed: Any) -> dict[str, Any]:
    return {
        "name": "Front end",
        "site": tree.site.pk,
        "url": "https://example.com/hook",
        "events": ["position.opened", "team.changed"],
    } | changed


# The form


def test_new_webhook_shows_its_secret_once(admin_client: Client, tree: Tree) -> None:
    response = admin_client.post(url("add"), values(tree), follow=True)
    endpoint = Endpoint.objects.get()
    assert endpoint.events == ["position.opened", "team.changed"]
    assert response.redirect_chain == [(url("edit", endpoint), 302)]
    assert response.content.decode().count(endpoint.secret) == 1
    for _visit in range(2):
        assert endpoint.secret not in admin_client.get(url("edit", endpoint)).content.decode()


def test_form_begins_with_the_site_and_all_events(admin_client: Client, tree: Tree) -> None:
    soup = get_soup(admin_client, url("add"))
    assert len(soup.select("input[name=events][checked]")) == 6
    assert select(soup, "option[selected]")["value"] == str(tree.site.pk)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"url": "http://example.com/hook"}, "enter an address with https://"),
        ({"url": "https://127.0.0.1/hook"}, "private network"),
        ({"url": "https://localhost/hook"}, "private network"),
        ({"url": "https://u:p@example.com/"}, "user name or password"),
        ({"url": "ftp://example.com/"}, "start with https://"),
        ({"url": "x"}, "Enter a valid URL"),
        ({"events": []}, "Choose at least one event."),
        ({"events": ["nonsense"]}, "is not one of the available choices"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_can_not_work_is_refused(
    admin_client: Client, tree: Tree, changed: dict[str, Any], error: str
) -> None:
    response = admin_client.post(url("add"), values(tree, **changed))
    assert error in response.content.decode()
    assert not Endpoint.objects.exists()


def test_private_addresses_are_for_hosts_that_allow_them(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    settings.CAREERS_HTTP_ALLOW_PRIVATE_ADDRESSES = True
    admin_client.post(url("add"), values(tree, url="http://localhost:3000/hook"))
    assert Endpoint.objects.get().host == "localhost:3000"


def test_saved_form_leaves_state_and_secret_alone(
    admin_client: Client, tree: Tree, endpoint: Endpoint
) -> None:
    pause(endpoint, PauseReason.FAILING)
    admin_client.post(url("edit", endpoint), values(tree, name="New name"))
    stored = reload(endpoint)
    assert (stored.name, stored.is_paused, stored.secret) == ("New name", True, endpoint.secret)


# Actions


def test_pause_and_resume(
    admin_client: Client, tree: Tree, endpoint: Endpoint, receiver: Receiver
) -> None:
    press(admin_client, "pause", endpoint)
    add_message(endpoint)
    state = text_of(select(get_soup(admin_client, url("edit", endpoint)), STATE))
    assert "Paused" in state
    assert "1 message is waiting." in state
    response = press(admin_client, "resume", endpoint)
    assert "1 message has waited. What is due goes out within moments." in messages(response)
    assert not reload(endpoint).is_paused
    actions = [*ModelLogEntry.objects.for_instance(endpoint).values_list("action", flat=True)]
    assert sorted(actions) == ["careers_webhooks.pause", "careers_webhooks.resume"]


def test_without_a_worker_the_command_is_named(
    admin_client: Client, endpoint: Endpoint, settings: Settings
) -> None:
    settings.CAREERS_TASKS_BACKEND = "default"
    assert "the command send_webhooks" in messages(press(admin_client, "resume", endpoint))


def test_test_says_at_once_whether_it_has_arrived(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    assert "The test has arrived: the endpoint answered 204" in messages(
        press(admin_client, "test", endpoint)
    )
    receiver.answers = [401]
    failure = messages(press(admin_client, "test", endpoint))
    assert "The test failed. The endpoint answered 401: it may have another secret." in failure


def test_new_secret_is_shown_once_and_the_old_one_serves_for_a_day(
    admin_client: Client, endpoint: Endpoint
) -> None:
    response = press(admin_client, "new_secret", endpoint)
    secret = reload(endpoint).secret
    assert secret != endpoint.secret
    assert secret in response.content.decode()
    page = admin_client.get(url("edit", endpoint)).content.decode()
    assert secret not in page
    assert "messages are signed with the previous secret too" in page


def test_secret_is_shown_on_its_own_page_alone(
    admin_client: Client, tree: Tree, endpoint: Endpoint
) -> None:
    other = make_endpoint(tree)
    admin_client.post(url("new_secret", endpoint))
    assert not get_soup(admin_client, url("edit", other)).select(SECRET)


def test_failed_messages_are_sent_again(
    admin_client: Client, endpoint: Endpoint, receiver: Receiver
) -> None:
    add_message(endpoint, state="given up", next_attempt_at=None)
    add_message(endpoint, state="given up", next_attempt_at=None, event="webhook.test")
    soup = get_soup(admin_client, url("edit", endpoint))
    assert "Send 1 failed message again" in texts_of(soup, f"{STATE} button")
    response = press(admin_client, "send_again", endpoint)
    assert "1 message is sent again." in messages(response)
    assert Message.objects.waiting().count() == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_are_posted(admin_client: Client, endpoint: Endpoint, action: str) -> None:
    assert admin_client.get(url(action, endpoint)).status_code == 405


# Who


def somebody(*permissions: str) -> Client:
    group = Group.objects.create(name="Some")
    codenames = ["access_admin", *permissions]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    user = WagtailTestUtils.create_user("somebody")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_nobody_sees_webhooks_without_permission(tree: Tree, endpoint: Endpoint) -> None:
    message = add_message(endpoint, state="given up", next_attempt_at=None)
    client = somebody()
    log = "careers_webhook_messages"
    addresses = [
        url("index"),
        url("add"),
        url("edit", endpoint),
        reverse(f"{log}:index"),
        reverse(f"{log}:inspect", args=[message.pk]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302, address
    for action in ACTIONS:
        client.post(url(action, endpoint))
    client.post(reverse(f"{log}:send_again", args=[message.pk]))
    stored = reload(endpoint)
    assert (stored.is_paused, stored.secret) == (False, endpoint.secret)
    assert [each.state for each in Message.objects.all()] == ["given up"]
    assert "Webhook" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_permission_to_change_opens_the_log_too(tree: Tree, endpoint: Endpoint) -> None:
    message = add_message(endpoint)
    client = somebody("change_endpoint")
    assert client.get(url("edit", endpoint)).status_code == 200
    for view, args in (("index", []), ("inspect", [message.pk])):
        address = reverse(f"careers_webhook_messages:{view}", args=args)
        assert client.get(address).status_code == 200
    assert client.get(url("add")).status_code == 302


def test_permissions_are_offered_to_groups(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "webhook" in page.lower()


# Lists


def test_list_tells_state_and_what_waits(
    admin_client: Client, tree: Tree, endpoint: Endpoint, receiver: Receiver
) -> None:
    add_message(endpoint)
    pause(make_endpoint(tree, name="Old front end"), PauseReason.GONE)
    lines = texts_of(get_soup(admin_client, url("index")), "table.listing tbody tr")
    assert "Nothing sent yet 1" in lines[0]
    assert "Paused: it is gone for good 0" in lines[1]


def test_address_beyond_its_host_stays_out_of_the_list(admin_client: Client, tree: Tree) -> None:
    make_endpoint(tree, url="https://hooks.example.com/token")
    page = admin_client.get(url("index")).content.decode()
    assert "hooks.example.com" in page
    assert "token<" not in page


@pytest.mark.parametrize("ordering", ["name", "-name", "site", "number_waiting", "-succeeded_at"])
def test_list_is_ordered(admin_client: Client, endpoint: Endpoint, ordering: str) -> None:
    assert admin_client.get(url("index"), {"ordering": ordering}).status_code == 200


def test_pages_are_valid_html(admin_client: Client, endpoint: Endpoint) -> None:
    add_message(endpoint)
    add_message(endpoint, state="given up", next_attempt_at=None)
    admin_client.post(url("new_secret", endpoint))
    page = get_soup(admin_client, url("edit", endpoint))
    for part in (STATE, "[aria-labelledby=webhook-secret]", "[aria-labelledby=webhook-messages]"):
        section = select(page, part)
        for icon in section.select("svg"):  # the page loads them later
            icon.decompose()
        assert_valid_html(str(section), fragment=True)


def test_history_tells_who_has_paused(admin_client: Client, endpoint: Endpoint) -> None:
    press(admin_client, "pause", endpoint)
    assert "Paused" in text_of(select(get_soup(admin_client, url("history", endpoint)), "main"))


def test_webhook_is_deleted_with_its_messages(admin_client: Client, endpoint: Endpoint) -> None:
    add_message(endpoint)
    assert admin_client.get(url("delete", endpoint)).status_code == 200
    admin_client.post(url("delete", endpoint))
    assert not Endpoint.objects.exists()
    assert not Message.objects.exists()


# The dashboard


def test_dashboard_names_webhooks_that_fail(
    tree: Tree, endpoint: Endpoint, receiver: Receiver, clock: Clock
) -> None:
    pause(make_endpoint(tree, name="By hand"), PauseReason.BY_HAND)
    chief = user_in()
    add_message(endpoint)
    receiver.answers = ["away"]
    send_due(endpoint.pk)
    assert not dashboard(chief).select(FAILING)
    clock.forward(hours=2)
    [line] = rows(dashboard(chief), FAILING)
    assert line.startswith("Front end Failing since")
    assert "The server could not be reached." in line
    assert not get_soup(somebody(), reverse("wagtailadmin_home")).select(FAILING)


def test_dashboard_names_webhooks_that_are_paused_for_it(
    tree: Tree, endpoint: Endpoint, receiver: Receiver
) -> None:
    add_message(endpoint)
    receiver.answers = [410]
    send_due(endpoint.pk)
    [line] = rows(dashboard(user_in()), FAILING)
    assert "Paused: it is gone for good. The endpoint answered 410" in line
