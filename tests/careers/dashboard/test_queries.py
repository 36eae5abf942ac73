"""How many queries the admin's dashboard costs, however much there is to tell."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.test.utils import WagtailTestUtils

from careers.admin.dashboard.homepage_panels import arrange_homepage
from careers.models import ImageFailure, NewsFeed
from careers.positions.lifecycle import Close
from careers.roles import APPROVERS, RECRUITERS
from tests.careers.dashboard.pages import send_back, submit
from tests.factories import ImageFactory, NewsFeedFactory, Tree, today

#: A superuser asks for 42 or so; others for their permissions too.
MAX_QUERIES = 46
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
#: How often which tables are read together.
Reads = Counter[frozenset[str]]

#: The tables that each query of the plugin's panels reads, for a superuser.
PANELS: list[set[str]] = [
    # What day it is on each site; private branches of the tree and the day anew, for states.
    {"careers_careerssettings", "wagtailcore_site", "wagtailcore_page"},
    {"careers_careerssettings", "wagtailcore_site", "wagtailcore_page"},
    {"wagtailcore_pageviewrestriction", "wagtailcore_page"},
    # Tasks, of which kind they are, what they hold for the user, and its drafts.
    {"wagtailcore_task"},
    {"wagtailcore_groupapprovaltask", "wagtailcore_task"},
    {
        "auth_user",
        "wagtailcore_revision",
        "wagtailcore_taskstate",
        "wagtailcore_workflowstate",
    },
    {"careers_teampage", "wagtailcore_page"},
    # What a reviewer has sent back, the pages that it is about.
    {"auth_user", "wagtailcore_page", "wagtailcore_taskstate", "wagtailcore_workflowstate"},
    {"wagtailcore_page"},
    # What wasn't published as scheduled.
    {"wagtailcore_page", "wagtailcore_pagelogentry"},
    # Positions that close soon, closed ones with a draft, published ones that nobody sees.
    {"careers_positionpage", "careers_teampage", "wagtailcore_page", "wagtailcore_revision"},
    {"careers_positionpage", "careers_teampage", "wagtailcore_page", "wagtailcore_revision"},
    {"careers_positionpage", "careers_teampage", "wagtailcore_page", "wagtailcore_revision"},
    # Pages of teams with their bodies, feeds that fail.
    {"careers_teampage", "wagtailcore_page"},
    {"careers_newsfeed"},
    # Images that can't be shown, images that wait.
    {"careers_imagefailure", "wagtailimages_image"},
    {"django_tasks_database_dbtaskresult"},
    # Open positions by team and state, positions that closed this month.
    {"careers_positionpage", "careers_teampage", "wagtailcore_page", "wagtailcore_revision"},
    {"careers_positionpage", "careers_teampage", "wagtailcore_page", "wagtailcore_revision"},
    # Where a position and where a team page can be added.
    {"careers_positionindexpage", "wagtailcore_page"},
    {"careers_teamindexpage", "wagtailcore_page"},
    # What the app for webhooks adds.
    {"careers_webhooks_endpoint"},
]


@pytest.fixture(params=["", APPROVERS, RECRUITERS])
def user(request: pytest.FixtureRequest, site: Tree) -> Any:
    if not request.param:
        return WagtailTestUtils.create_superuser("chief")
    user = WagtailTestUtils.create_user("member")
    user.groups.add(Group.objects.get(name=request.param))
    return user


def test_dashboard_reads_the_same_for_1_and_for_10_of_each_thing(user: Any, site: Tree) -> None:
    _add_of_each(site, user, 1)
    before = _reads(user)
    _add_of_each(site, user, 9)  # more than any panel shows
    assert _reads(user) == before
    assert before.total() <= MAX_QUERIES


def test_panels_read_what_they_show(site: Tree) -> None:
    user = WagtailTestUtils.create_superuser("chief")
    _add_of_each(site, user, 2)
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    panels: list[Component] = []
    with CaptureQueriesContext(connection) as queries:
        arrange_homepage(request, panels)
        for panel in panels:
            panel.render_html({"request": request})
    assert _tables(queries) == Counter(map(frozenset, PANELS))


def _reads(user: Any) -> Reads:
    """The tables that each query of the dashboard reads."""
    client = Client()
    client.force_login(user)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    return _tables(queries)


def _tables(queries: CaptureQueriesContext) -> Reads:
    return Counter(frozenset(TABLE.findall(query["sql"])) for query in queries)


def _add_of_each(tree: Tree, user: Any, number: int) -> None:
    """So many of all that a dashboard shows, by the plugin and by Wagtail.

    Nobody submits a page without being allowed to edit it.
    """
    moment = datetime(2026, 3, 3, 12, tzinfo=UTC)
    locked = {"locked": True, "locked_by": user, "locked_at": timezone.now()}
    for _ in range(number):
        page = tree.add_team(**locked)
        page.save_revision(user=user)
        may_edit = page.permissions_for_user(user).can_edit()
        page.get_workflow().start(page, user if may_edit else None)
        sent_back = tree.add_team(owner=user)
        submit(sent_back, None)
        send_back(sent_back, user, "Shorter, please.")
        tree.add_position(team=tree.add_team(live=False))
        team = tree.add_team(owner=user)
        tree.add_position(team=team, closing_date=today() + timedelta(days=3), **locked)
        closed = tree.add_position(team=team, owner=user)
        closed.save_revision(user=user, log_action=True)
        Close(closed).execute()
        feed: NewsFeed = NewsFeedFactory(checked_at=moment, last_error="It is gone.")
        NewsFeed.objects.filter(pk=feed.pk).update(checked_url=feed.url)
        image = ImageFactory()
        ImageFailure.objects.create(
            image=image, file=image.file.name, reason="Broken", failed_at=moment
        )
