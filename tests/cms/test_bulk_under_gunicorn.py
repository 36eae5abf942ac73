"""Closing 500 of 600 positions at once, on the site as it is served.

Gunicorn serves it from two processes with its default limit of 4,094 bytes for the request line,
on the test's own database, which is emptied afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from django.conf import global_settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Locale, PageLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from careers.models import PositionPage
from careers.roles import RECRUITERS, create_roles
from tests.cms.servers import served_site
from tests.factories import Tree
from tests.soup import select

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "rather-long-for-a-test"
MATCHING, OTHERS = 500, 100
LISTING = "/admin/careers_positions/"
BULK = "/admin/careers/positions/bulk/close/"


@pytest.fixture
def matching(settings: Settings) -> list[int]:
    """The ids of 500 positions of the team Data, among 600."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # those of the served site
    Locale.objects.get_or_create(language_code="en-gb")
    with transaction.atomic(), disable_reference_index_auto_update():
        tree = Tree()
        data = tree.add_team(title="Data")
        tree.fill(MATCHING, data)
        tree.fill(OTHERS)
        create_roles()
        recruiter = User.objects.create_user("recruiter", password=PASSWORD)
        recruiter.groups.add(Group.objects.get(name=RECRUITERS))
    return list(PositionPage.objects.filter(team=data).order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def site(matching: list[int], tmp_path: Path) -> Iterator[str]:
    with served_site(tmp_path, "--workers=2") as address:
        yield address


@pytest.fixture
def recruiter(site: str) -> Iterator[httpx.Client]:
    """A browser in which the recruiter has logged in."""
    with httpx.Client(base_url=site, timeout=60, headers={"Referer": site}) as client:
        form = soup_of(client.get("/admin/login/"))
        answers = {"username": "recruiter", "password": PASSWORD, "csrfmiddlewaretoken": csrf(form)}
        response = client.post("/admin/login/", data=answers)
        assert response.status_code == 302, response.text
        yield client


def soup_of(response: httpx.Response) -> BeautifulSoup:
    assert response.status_code == 200, response.text[:2000]
    return BeautifulSoup(response.text, "html.parser")


def csrf(soup: BeautifulSoup) -> str:
    return str(soup.select("input[name=csrfmiddlewaretoken]")[0]["value"])


def ask_for_all_of_data(client: httpx.Client) -> dict[str, str]:
    """Filter the table by the team, select all that match, choose "Close": the form that comes."""
    data = PositionPage.objects.filter(team__title="Data").values_list("team", flat=True)[0]
    table = soup_of(client.get(LISTING, params={"team": data, "state": "open"}))
    found = select(table, "[data-careers-bulk-filters]")
    assert found["data-careers-bulk-total"] == str(MATCHING)
    answers = {
        "csrfmiddlewaretoken": csrf(select(table, "#careers-bulk-form")),  # type: ignore[arg-type]
        "all": "1",
        "filters": str(found["data-careers-bulk-filters"]),
        "next": LISTING,
    }
    page = soup_of(client.post(BULK, data=answers))
    fields = select(page, "main form").select("input[name]")
    return {str(field["name"]): str(field["value"]) for field in fields}


def closed() -> set[int]:
    found = PositionPage.objects.filter(closed_at__isnull=False)
    return set(found.values_list("pk", flat=True))


def test_500_of_600_positions_are_closed_as_one(
    recruiter: httpx.Client, matching: list[int]
) -> None:
    form = ask_for_all_of_data(recruiter)
    assert not closed()

    last = PositionPage.objects.filter(pk=matching[-1])
    last.update(closed_at=timezone.now())
    page = soup_of(recruiter.post(BULK, data=form)).get_text()
    assert "Nothing was changed." in page
    assert f"“{last.get().title}” has been closed before." in page
    assert closed() == {matching[-1]}

    last.update(closed_at=None)
    answers = post_twice_at_once(recruiter, form)
    assert [answer.status_code for answer in answers] == [200, 302]
    assert "Nothing was changed." in answers[0].text
    assert answers[1].headers["Location"] == LISTING
    assert closed() == set(matching)
    assert PageLogEntry.objects.filter(action="careers.close").count() == MATCHING
    listing = soup_of(recruiter.get(LISTING))
    assert f"{MATCHING} positions were closed." in listing.get_text()


def post_twice_at_once(client: httpx.Client, form: dict[str, str]) -> list[httpx.Response]:
    """What two processes answer to the same form, by the status."""
    with ThreadPoolExecutor(2) as pool:
        requests = [pool.submit(client.post, BULK, data=form) for _number in range(2)]
        return sorted((request.result() for request in requests), key=lambda one: one.status_code)
