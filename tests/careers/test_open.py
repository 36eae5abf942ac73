from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page, PageViewRestriction, Site

from careers.models import CareersSettings, PositionPage
from careers.positions.choices import PositionState
from tests.careers.examples import on_shared_rows, time_zones
from tests.factories import (
    HomePageFactory,
    PositionIndexPageFactory,
    PositionPageFactory,
    Tree,
    make_private,
)

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def is_open(position: PositionPage, now: datetime = NOON) -> bool:
    """What the queryset, the state and the property say, which is always the same."""
    stored = PositionPage.objects.with_state(now).get(pk=position.pk)
    listed = PositionPage.objects.open(now).filter(pk=position.pk).exists()
    assert listed == stored.is_open_at(now), f"queryset: {listed}, property: {not listed}"
    assert listed == (stored.state in {PositionState.OPEN, PositionState.CLOSING_SOON})
    return listed


def update(position: PositionPage, **values: object) -> None:
    PositionPage.objects.filter(pk=position.pk).update(**values)


def test_live_position_of_live_team_is_open(tree: Tree) -> None:
    position = tree.add_position()
    assert is_open(position)
    assert position.is_open
    assert list(PositionPage.objects.open()) == [position]


def test_position_that_is_not_live_is_not_open(tree: Tree) -> None:
    assert not is_open(tree.add_position(live=False))


def test_position_of_team_that_is_not_live_is_not_open(tree: Tree) -> None:
    assert not is_open(tree.add_position(team=tree.add_team(live=False)))


def test_position_without_team_is_not_open(tree: Tree) -> None:
    position = tree.add_position()
    update(position, team=None)
    assert not is_open(position)


def test_position_closed_by_hand_is_not_open(tree: Tree) -> None:
    assert not is_open(tree.add_position(closed_at=NOON - DAY))


@pytest.mark.parametrize(
    ("closing_date", "expected"),
    [(None, True), (TODAY + DAY, True), (TODAY, True), (TODAY - DAY, False)],
    ids=["none", "tomorrow", "today", "yesterday"],
)
def test_position_is_open_to_the_end_of_its_closing_date(
    tree: Tree, closing_date: date | None, expected: bool
) -> None:
    assert is_open(tree.add_position(closing_date=closing_date)) is expected


@pytest.mark.parametrize(
    "restricted",
    [
        lambda tree, position: position,
        lambda tree, position: tree.positions,
        lambda tree, position: tree.team,
        lambda tree, position: tree.teams,
        lambda tree, position: tree.home,
    ],
    ids=["position", "index of positions", "team", "index of teams", "home page"],
)
def test_position_that_not_everybody_may_see_is_not_open(
    tree: Tree, restricted: Callable[[Tree, PositionPage], Page]
) -> None:
    position = tree.add_position()
    make_private(restricted(tree, position))
    assert not is_open(position)


def test_position_of_an_alias_is_not_open_where_the_team_is_private(tree: Tree) -> None:
    position = tree.add_position(team=tree.team.create_alias(update_slug="alias"))
    assert is_open(position)
    make_private(tree.team)
    assert not is_open(position)


def test_restriction_of_another_page_leaves_position_open(tree: Tree) -> None:
    position = tree.add_position()
    make_private(tree.add_team())
    make_private(tree.add_position())
    assert is_open(position)


@on_shared_rows
@given(data=st.data())
def test_queryset_and_property_agree_in_every_state(tree: Tree, data: st.DataObject) -> None:
    position = PositionPage.objects.filter(team=tree.team).first() or tree.add_position()
    now = data.draw(moments)
    update(
        position,
        live=data.draw(st.sampled_from([True, True, False])),
        closed_at=data.draw(st.sampled_from([None, None, now - DAY, now + DAY])),
        closing_date=data.draw(
            st.none() | st.integers(-2, 2).map(lambda days: now.date() + days * DAY)
        ),
    )
    Page.objects.filter(pk=tree.team.pk).update(live=data.draw(st.sampled_from([True, False])))
    tree.set_time_zone(data.draw(st.just("") | time_zones))
    PageViewRestriction.objects.all().delete()
    restricted = data.draw(
        st.none() | st.sampled_from([position, tree.positions, tree.team, tree.teams, tree.home])
    )
    if restricted:
        make_private(restricted)
    is_open(position, now)


@on_shared_rows
@given(zone=time_zones, now=moments, days=st.integers(-2, 2))
def test_closing_date_ends_at_midnight_where_the_site_is(
    tree: Tree, zone: str, now: datetime, days: int
) -> None:
    position = PositionPage.objects.first() or tree.add_position()
    tree.set_time_zone(zone)
    closing_date = now.date() + days * DAY
    update(position, closing_date=closing_date)
    assert is_open(position, now) == (now.astimezone(ZoneInfo(zone)).date() <= closing_date)


def test_default_time_zone_is_the_projects(tree: Tree, settings: Settings) -> None:
    position = tree.add_position(closing_date=TODAY)
    midnight_in_lisbon = datetime(2026, 6, 16, 0, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert is_open(position, midnight_in_lisbon)  # 23:00 in UTC
    settings.TIME_ZONE = "Europe/Lisbon"
    assert not is_open(position, midnight_in_lisbon)
    assert is_open(position, midnight_in_lisbon - timedelta(seconds=1))


def add_site(parent: Page, team_of: Tree, zone: str | None) -> PositionPage:
    """A position on a new site below `parent`, closing on `TODAY`; no `zone`: no settings."""
    home = HomePageFactory(parent=parent)
    site = Site.objects.create(hostname=f"{home.slug}.localhost", root_page=home)
    if zone is not None:
        CareersSettings.objects.create(site=site, time_zone=zone)
    return PositionPageFactory(
        parent=PositionIndexPageFactory(parent=home), team=team_of.team, closing_date=TODAY
    )


def test_each_site_has_its_own_midnight(
    tree: Tree, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tree.set_time_zone("America/New_York")
    here = tree.add_position(closing_date=TODAY)
    inside = add_site(tree.home, tree, "Asia/Tokyo")
    beside = add_site(tree.home.get_parent(), tree, "Europe/Berlin")
    with django_assert_num_queries(3):  # restrictions, time zones, positions
        at_noon = set(PositionPage.objects.open(NOON))
    assert at_noon == {here, inside, beside}
    for now, still_open in [
        (datetime(2026, 6, 15, 14, 59, tzinfo=UTC), {here, inside, beside}),
        (datetime(2026, 6, 15, 15, 0, tzinfo=UTC), {here, beside}),
        (datetime(2026, 6, 15, 22, 0, tzinfo=UTC), {here}),
        (datetime(2026, 6, 16, 3, 59, tzinfo=UTC), {here}),
        (datetime(2026, 6, 16, 4, 0, tzinfo=UTC), set()),
    ]:
        assert {
            position for position in (here, inside, beside) if is_open(position, now)
        } == still_open


@pytest.mark.parametrize("zone", [None, ""], ids=["no settings", "no time zone"])
def test_site_inside_another_does_not_take_its_time_zone(tree: Tree, zone: str | None) -> None:
    tree.set_time_zone("Pacific/Kiritimati")
    inside = add_site(tree.home, tree, zone)
    assert is_open(inside, NOON)  # at home it is already tomorrow
    assert not is_open(inside, NOON + DAY)


@on_shared_rows
@given(outer=time_zones, inner=time_zones, now=moments, days=st.integers(-1, 1))
def test_sites_inside_one_another_agree_in_every_time_zone(
    tree: Tree, outer: str, inner: str, now: datetime, days: int
) -> None:
    if not PositionPage.objects.exists():
        tree.add_position()
        add_site(tree.home, tree, "")
    here, inside = PositionPage.objects.order_by("path")
    if here.get_parent().pk != tree.positions.pk:
        here, inside = inside, here
    tree.set_time_zone(outer)
    CareersSettings.objects.exclude(site=tree.site).update(time_zone=inner)
    closing_date = now.date() + days * DAY
    PositionPage.objects.update(closing_date=closing_date)
    for position, zone in [(here, outer), (inside, inner)]:
        assert is_open(position, now) == (now.astimezone(ZoneInfo(zone)).date() <= closing_date)


def test_now_is_this_moment_by_default(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    position = tree.add_position(closing_date=TODAY)
    for now, expected in [(NOON, True), (NOON + DAY, False)]:
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        assert position.is_open is expected
        assert PositionPage.objects.open().exists() is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, PositionState.OPEN),
        ({"closing_date": TODAY + 15 * DAY}, PositionState.OPEN),
        ({"closing_date": TODAY + 14 * DAY}, PositionState.CLOSING_SOON),
        ({"closing_date": TODAY}, PositionState.CLOSING_SOON),
        ({"closing_date": TODAY - DAY}, PositionState.CLOSED),
        ({"closed_at": NOON}, PositionState.CLOSED),
        ({"team": None}, PositionState.HIDDEN),
        ({"live": False}, PositionState.DRAFT),
        ({"live": False, "closed_at": NOON}, PositionState.DRAFT),
    ],
)
def test_state_of_a_position(
    tree: Tree, values: dict[str, object], expected: PositionState
) -> None:
    position = tree.add_position()
    update(position, **values)
    assert PositionPage.objects.with_state(NOON).get().state == expected


def test_draft_that_will_be_published_is_scheduled(tree: Tree) -> None:
    position = tree.add_position(live=False, go_live_at=timezone.now() + DAY)
    position.save_revision().publish()
    assert PositionPage.objects.with_state().get().state == PositionState.SCHEDULED
