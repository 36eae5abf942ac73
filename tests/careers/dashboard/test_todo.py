"""What needs somebody, for each role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from pytest_django import Settings
from wagtail import hooks
from wagtail.test.utils import WagtailTestUtils

from careers.admin.dashboard.todo import TodoList, TodoRow
from careers.image_library.waiting_tasks import MAX_WAIT
from careers.models import NewsFeed
from careers.positions.lifecycle import Close
from careers.roles import APPROVERS, MARKETING, RECRUITERS
from tests.careers import block_data
from tests.careers.dashboard.pages import (
    ALL_IS_WELL,
    CHANGES,
    CLOSED,
    CLOSING,
    DRAFTS,
    FEEDS,
    HIDDEN,
    NEEDS,
    NUMBERS,
    TEAMS,
    WAITING,
    closing_in,
    dashboard,
    failing_feed,
    figures,
    hrefs,
    rows,
    second_index,
    send_back,
    submit,
    user_in,
)
from tests.careers.drafts import save_draft
from tests.factories import NewsFeedFactory, PersonFactory, Tree, make_private
from tests.soup import get_soup, select, text_of, texts_of


@pytest.mark.parametrize("groups", [(), (MARKETING,), (APPROVERS,), (RECRUITERS,)])
def test_where_all_is_well_one_sentence_says_so(site: Tree, groups: tuple[str, ...]) -> None:
    needs = select(dashboard(user_in(*groups)), NEEDS)
    assert text_of(select(needs, ".w-panel__content")) == ALL_IS_WELL


def test_drafts_await_those_who_approve(site: Tree) -> None:
    author = WagtailTestUtils.create_user("mara", first_name="Mara", last_name="Keller")
    state = submit(site.team, author)

    for user in (user_in(APPROVERS), user_in()):
        soup = dashboard(user)
        assert rows(soup, DRAFTS) == [
            "Backend Development Submitted by Mara Keller Just now Preview"
        ]
        assert hrefs(soup, DRAFTS) == [
            reverse("wagtailadmin_pages:edit", args=[site.team.pk]),
            reverse("wagtailadmin_pages:workflow_preview", args=[site.team.pk, state.task_id]),
        ]
    for group in (MARKETING, RECRUITERS):
        assert not dashboard(user_in(group)).select(DRAFTS)


def test_approver_follows_every_link_of_a_draft(site: Tree) -> None:
    site.team.save_revision().publish()
    submit(site.team, user_in(MARKETING))
    approver = user_in(APPROVERS)
    links = hrefs(dashboard(approver), DRAFTS)
    assert len(links) == 4  # editor, preview, comparison with what is live and what was before
    client = Client()
    client.force_login(approver)
    for link in links:
        get_soup(client, link)


def test_wagtails_own_list_of_the_same_drafts_is_gone(site: Tree) -> None:
    submit(site.team, user_in(MARKETING))
    soup = dashboard(user_in(APPROVERS))
    assert not soup.select("#awaiting-review-section")
    assert len(soup.select("table a[href$='/edit/']")) == 1


def test_draft_that_is_sent_back_awaits_who_submitted_it(site: Tree) -> None:
    approver = WagtailTestUtils.create_user("noor", first_name="Noor", last_name="Haddad")
    approver.groups.set(user_in(APPROVERS).groups.all())
    author = user_in(MARKETING)
    submit(site.team, author)
    send_back(site.team, approver, "Shorter, please.")
    soup = dashboard(author)
    assert rows(soup, CHANGES) == [
        "Backend Development Noor Haddad: “Shorter, please.” Just now",
    ]
    assert hrefs(soup, CHANGES) == [reverse("wagtailadmin_pages:edit", args=[site.team.pk])]
    assert ALL_IS_WELL not in soup.get_text()
    assert not soup.select("#objects-in-workflow-section")
    assert not dashboard(approver).select(f"{DRAFTS}, {CHANGES}")


def test_sent_back_draft_awaits_the_owner_of_its_page(site: Tree) -> None:
    owner, author = user_in(MARKETING), user_in()
    page = site.add_team(title="Data", owner=owner)
    submit(page, author)
    send_back(page, author)
    assert rows(dashboard(owner), CHANGES) == ["Data Requested by chief Just now"]


def test_draft_that_is_submitted_again_is_no_longer_to_change(site: Tree) -> None:
    author = user_in(MARKETING)
    submit(site.team, author)
    send_back(site.team, user_in(APPROVERS))
    site.team.current_workflow_state.resume(author)
    soup = dashboard(author)
    assert not soup.select(CHANGES)
    assert len(soup.select("#objects-in-workflow-section tbody tr")) == 1


def test_who_may_not_edit_a_page_any_more_has_nothing_to_change(site: Tree) -> None:
    author = user_in(MARKETING)
    submit(site.team, author)
    send_back(site.team, user_in(APPROVERS))
    assert dashboard(author).select(CHANGES)
    author.groups.set(user_in(RECRUITERS).groups.all())
    assert not dashboard(author).select(CHANGES)


def test_without_workflows_no_draft_awaits_anybody(site: Tree, settings: Settings) -> None:
    submit(site.team, user_in(MARKETING))
    returned = site.add_team()
    submit(returned, user_in())
    send_back(returned, approver := user_in(APPROVERS))
    settings.WAGTAIL_WORKFLOW_ENABLED = False
    assert not dashboard(approver).select(DRAFTS)
    assert not dashboard(User.objects.get(username="chief")).select(CHANGES)


def test_more_drafts_lead_to_the_report_of_those_to_review(site: Tree) -> None:
    author = user_in(MARKETING)
    for number in range(7):
        submit(site.add_team(title=f"Draft {number}"), author)
    soup = dashboard(user_in(APPROVERS))
    assert len(rows(soup, DRAFTS)) == 5
    more = select(soup, f"{DRAFTS} > p a")
    assert text_of(more) == "and 2 more"
    client = Client()
    client.force_login(user_in(RECRUITERS, APPROVERS))
    listed = get_soup(client, str(more["href"]))
    assert len([row for row in texts_of(listed, "tbody tr") if "Draft" in row]) == 7


def test_positions_that_close_soon_say_when(site: Tree) -> None:
    closing_in(site, 14, title="Fourth")
    closing_in(site, 3, title="Third")
    closing_in(site, 1, title="Second")
    first = closing_in(site, 0, title="First")
    closing_in(site, 15, title="Later")
    closing_in(site, -1, title="Over")
    closing_in(site, 2, title="Draft", live=False)

    for user in (user_in(RECRUITERS), user_in()):
        soup = dashboard(user)
        assert rows(soup, CLOSING) == [
            "First Backend Development today",
            "Second Backend Development tomorrow",
            "Third Backend Development in 3 days",
            "Fourth Backend Development in 14 days",
        ]
        editor = reverse("wagtailadmin_pages:edit", args=[first.pk])
        assert hrefs(soup, CLOSING)[0] == editor


def test_days_are_counted_where_the_position_is(site: Tree, settings: Settings) -> None:
    settings.TIME_ZONE = "Pacific/Pago_Pago"
    site.set_time_zone("Pacific/Kiritimati")  # 25 hours ahead: there it is always a later day
    there = timezone.now().astimezone(ZoneInfo("Pacific/Kiritimati")).date()
    site.add_position(title="Last day", closing_date=there)
    assert rows(dashboard(user_in()), CLOSING) == ["Last day Backend Development today"]


def test_more_positions_lead_to_the_listing_of_those(site: Tree) -> None:
    for number in range(17):
        closing_in(site, 5, title=f"Closing {number}")
    site.add_position(title="Open for long")
    recruiter = user_in(RECRUITERS)
    soup = dashboard(recruiter)
    assert len(rows(soup, CLOSING)) == 5
    more = select(soup, f"{CLOSING} > p a")
    assert text_of(more) == "and 12 more"
    client = Client()
    client.force_login(recruiter)
    listed = text_of(get_soup(client, str(more["href"])))
    assert "Closing 16" in listed
    assert "Open for long" not in listed


def test_closed_positions_with_unpublished_changes(site: Tree) -> None:
    closed = site.add_position(title="Closed, drafted")
    save_draft(closed, title="Closed, drafted anew")
    Close(closed).execute()
    Close(site.add_position(title="Closed for good")).execute()
    save_draft(site.add_position(title="Open, drafted"), title="Open, drafted anew")

    soup = dashboard(user_in(RECRUITERS))
    assert rows(soup, CLOSED) == ["Closed, drafted anew Backend Development Just now"]
    assert hrefs(soup, CLOSED) == [reverse("wagtailadmin_pages:edit", args=[closed.pk])]


def test_published_positions_that_nobody_sees_say_why(site: Tree) -> None:
    data = site.add_team(title="Data", live=False)
    unseen = site.add_position(title="Unseen", team=data)
    make_private(site.add_position(title="Secret"))
    site.add_position(title="Draft", team=data, live=False)
    site.add_position(title="Seen")
    for user in (user_in(RECRUITERS), user_in()):
        soup = dashboard(user)
        assert set(rows(soup, HIDDEN)) == {
            "Unseen The page of Data is not published",
            "Secret Its page or that of its team is private",
        }
        assert reverse("wagtailadmin_pages:edit", args=[unseen.pk]) in hrefs(soup, HIDDEN)


def test_more_positions_that_nobody_sees_lead_to_their_listing(site: Tree) -> None:
    team = site.add_team(live=False)
    for _ in range(7):
        site.add_position(team=team)
    soup = dashboard(user_in(RECRUITERS))
    assert hrefs(soup, f"{HIDDEN} > p") == ["/admin/careers_positions/?state=hidden"]


@pytest.mark.parametrize("group", [MARKETING, APPROVERS])
def test_marketing_sees_nothing_of_positions(site: Tree, group: str) -> None:
    position = closing_in(site, 3)
    drafted = site.add_position()
    save_draft(drafted, title="Drafted")
    Close(drafted).execute()
    site.add_position(team=site.add_team(live=False))
    soup = dashboard(user_in(group))
    assert not soup.select(f"{CLOSING}, {CLOSED}, {HIDDEN}, {NUMBERS}")
    assert position.title not in soup.get_text()


def test_recruiter_sees_only_positions_that_he_works_on(site: Tree) -> None:
    closing_in(site, 3, title="Ours")
    closing_in(site, 3, title="Theirs").move(second_index(), "last-child")
    recruiter = user_in(RECRUITERS)
    soup = dashboard(recruiter)
    assert [row.split()[0] for row in rows(soup, CLOSING)] == ["Ours"]
    assert figures(soup)["closing soon"] == 1
    assert figures(dashboard(user_in()))["closing soon"] == 2


def empty_pillar(**values: Any) -> block_data.StoredBlock:
    item = {"title": "", "text": '<p data-block-key="a1b2c"></p>', "image": None} | values
    return block_data.pillars(pillars=[{"type": "item", "value": item, "id": "11111111"}])


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ([], "Without testimonials or pillars"),
        (["pillars"], "Without testimonials"),
        (["testimonials"], "Without pillars"),
        (["testimonials", "no pillar"], "Without pillars"),
        (["testimonials", "empty pillar"], "Without pillars"),
        (["testimonials", "empty picture"], "Without pillars"),
        (["empty testimonial", "pillars"], "Without testimonials"),
        (["testimonials", "pillar with a title"], None),
        (["testimonials", "empty pillar", "pillars"], None),
    ],
)
def test_team_pages_without_testimonials_or_pillars(
    site: Tree, body: list[str], note: str | None
) -> None:
    nobody = {"person": None, "quote": " "}
    no_picture = {"image": None, "decorative": True, "alt_text": ""}
    kinds = {
        "pillars": block_data.pillars(),
        "testimonials": block_data.testimonials([PersonFactory()]),
        "no pillar": block_data.pillars(number=0),
        "empty pillar": empty_pillar(),
        "empty picture": empty_pillar(image=no_picture),
        "pillar with a title": empty_pillar(title="We ship"),
        "empty testimonial": block_data.testimonials([], testimonials=[nobody]),
    }
    block_data.set_body(site.team, [kinds[kind] for kind in body])
    soup = dashboard(user_in(MARKETING))
    assert rows(soup, TEAMS) == ([f"Backend Development {note}"] if note else [])
    if note:
        assert hrefs(soup, TEAMS) == [reverse("wagtailadmin_pages:edit", args=[site.team.pk])]


def test_part_that_team_pages_do_not_offer_is_not_missed(site: Tree, monkeypatch: Any) -> None:
    block_data.set_body(site.team, [])
    field = type(site.team)._meta.get_field("body")
    blocks = {n: b for n, b in field.stream_block.child_blocks.items() if n != "pillars"}
    monkeypatch.setattr(field.stream_block, "child_blocks", blocks)
    assert rows(dashboard(user_in()), TEAMS) == ["Backend Development Without testimonials"]


def test_draft_of_a_team_page_may_lack_its_parts(site: Tree) -> None:
    site.add_team(live=False)
    assert not dashboard(user_in(MARKETING)).select(TEAMS)


def test_those_who_can_not_edit_a_team_page_do_not_see_what_it_lacks(site: Tree) -> None:
    site.add_team()
    assert dashboard(user_in(MARKETING)).select(TEAMS)
    assert not dashboard(user_in(RECRUITERS)).select(TEAMS)


def test_more_team_pages_lead_to_all_of_them(site: Tree) -> None:
    for _ in range(6):
        site.add_team()
    soup = dashboard(user_in(MARKETING))
    assert text_of(select(soup, f"{TEAMS} > p")) == "and 1 more · See all team pages"
    assert hrefs(soup, f"{TEAMS} > p") == [reverse("careers_teams:index")]


def test_feeds_that_fail(site: Tree) -> None:
    feed = failing_feed(name="Engineering blog")
    NewsFeedFactory(name="Not fetched yet")
    moved = failing_feed(name="Moved")
    moved.url = "https://example.com/moved.xml"
    moved.save()

    for user in (user_in(MARKETING), user_in(APPROVERS), user_in()):
        soup = dashboard(user)
        assert rows(soup, FEEDS) == [f"Engineering blog {feed.state}"]
        url = reverse("wagtailsnippets_careers_newsfeed:edit", args=[feed.pk])
        assert hrefs(soup, FEEDS) == [url]
    assert not dashboard(user_in(RECRUITERS)).select(FEEDS)


def test_failing_feeds_are_those_whose_state_says_so(site: Tree) -> None:
    failing = failing_feed()
    NewsFeedFactory()
    changed = failing_feed()
    changed.url = "https://example.com/changed.xml"
    changed.save()
    in_words = [feed for feed in NewsFeed.objects.all() if feed.state.startswith("Failing")]
    assert list(NewsFeed.objects.failing()) == in_words == [failing]


def test_superuser_hears_of_pictures_that_no_worker_cuts(site: Tree) -> None:
    person = PersonFactory()
    assert not rows(dashboard(user_in()), WAITING)
    tasks: Any = apps.get_model("django_tasks_database", "DBTaskResult").objects
    long_ago = timezone.now() - MAX_WAIT - timedelta(seconds=1)
    tasks.update(enqueued_at=long_ago)
    assert not rows(dashboard(user_in(MARKETING)), WAITING)
    superuser = User.objects.get(is_superuser=True)
    assert str(person.photo) in " ".join(rows(dashboard(superuser), WAITING))

    other = tasks.first()
    other.pk, other.status, other.started_at = uuid4(), "RUNNING", timezone.now()
    other.save(force_insert=True)
    assert not rows(dashboard(superuser), WAITING)


def test_other_apps_add_lists_of_their_own(site: Tree) -> None:
    def add_late_invoices(request: HttpRequest, lists: list[TodoList]) -> None:
        rows = [TodoRow("Invoice 7", "/admin/invoices/7/", note="Ten days late")]
        lists.append(TodoList("invoices", gettext_lazy("Late invoices"), rows, total=1))

    with hooks.register_temporarily("construct_careers_todo_lists", add_late_invoices):
        soup = dashboard(user_in())
    assert rows(soup, "section[aria-labelledby=todo-invoices]") == ["Invoice 7 Ten days late"]
    assert ALL_IS_WELL not in text_of(soup)
