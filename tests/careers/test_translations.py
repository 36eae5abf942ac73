"""The translations of a position are one position, and refer to translations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Page, PageLogEntry

from careers.models import Location, PositionPage, TeamPage
from careers.positions.lifecycle import Close, MoveToTeam, Reopen, SetClosingDate, apply
from careers.signals import position_closed
from tests.careers import block_data
from tests.careers.translating import German
from tests.factories import LocationFactory, PersonFactory, Tree, today
from tests.soup import get_soup

IDENTITY = {"source": "ats", "external_id": "4711"}


@pytest.fixture
def german(tree: Tree, settings: Settings) -> German:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.ROOT_URLCONF = "tests.translated.urls"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("de", "de")]
    block_data.set_body(tree.team, [block_data.about()])
    tree.team.refresh_from_db()
    return German(tree)


@pytest.fixture
def position(tree: Tree, german: German) -> PositionPage:
    """A published position, as an import has made it."""
    made = tree.save_position(title="Baker", reference="R1", **IDENTITY)
    made.save_revision().publish()
    return stored(made)


def stored(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def log_actions(page: Page) -> list[str]:
    return list(PageLogEntry.objects.filter(page=page).values_list("action", flat=True))


def test_copy_has_state_and_identity_of_the_position(
    german: German, position: PositionPage
) -> None:
    Close(position).execute()
    copy = german.copy(position, publish=False)
    for name in ("closed_at", "posted_date", "source", "external_id", "reference"):
        assert getattr(copy, name) == getattr(position, name) != None  # noqa: E711


def test_id_in_a_source_is_unique_within_a_language(tree: Tree, position: PositionPage) -> None:
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        tree.save_position(**IDENTITY)


def test_closing_and_reopening_one_does_so_to_all(
    german: German, position: PositionPage, admin_user: User
) -> None:
    copy = german.copy(position)
    closed: list[int] = []

    def receive(positions: list[PositionPage], **kwargs: Any) -> None:
        closed.extend(each.pk for each in positions)

    position_closed.connect(receive)
    try:
        results = apply(Close, [copy.pk], admin_user)
    finally:
        position_closed.disconnect(receive)
    assert [result.position.pk for result in results] == [copy.pk]
    assert stored(position).closed_at == stored(copy).closed_at is not None
    assert sorted(closed) == sorted([position.pk, copy.pk])
    assert "careers.close" in log_actions(position)
    assert "careers.close" in log_actions(copy)
    Reopen(stored(position), admin_user).execute()
    assert stored(position).closed_at is stored(copy).closed_at is None
    assert "careers.reopen" in log_actions(copy)


def test_closing_all_translations_at_once_is_no_error(
    german: German, position: PositionPage
) -> None:
    copy = german.copy(position)
    assert len(apply(Close, [position.pk, copy.pk])) == 2
    assert log_actions(copy).count("careers.close") == 1


def test_closing_date_is_set_in_drafts_of_translations_too(
    german: German, position: PositionPage
) -> None:
    copy = german.copy(position)
    copy.title = "Bäcker"
    copy.save_revision()
    day = today() + timedelta(days=9)
    SetClosingDate(position, day=day).execute()
    assert stored(copy).closing_date == day
    draft = stored(copy).get_latest_revision_as_object()
    assert (draft.title, draft.closing_date) == ("Bäcker", day)


def test_dates_of_the_form_are_shared(german: German, position: PositionPage) -> None:
    copy = german.copy(position)
    copy.posted_date, copy.posted_date_changed = date(2026, 2, 3), True
    copy.closing_date = today() + timedelta(days=3)
    revision = copy.save_revision()
    assert stored(position).posted_date == date(2026, 2, 3)
    assert stored(position).closing_date is None
    revision.publish()
    assert stored(position).closing_date == copy.closing_date
    assert stored(position).get_latest_revision_as_object().closing_date == copy.closing_date
    assert "careers.share_state" in log_actions(position)


def test_code_that_saves_a_state_changes_all(german: German, position: PositionPage) -> None:
    copy = german.copy(position)
    position = stored(position)
    position.closed_at = timezone.now()
    position.save()
    assert stored(copy).closed_at == position.closed_at


@pytest.mark.parametrize("alias", [False, True])
def test_copy_refers_to_copies(tree: Tree, german: German, alias: bool) -> None:
    lisbon = LocationFactory(name="Lisbon", slug="lisbon")
    lissabon = lisbon.copy_for_translation(german.locale)
    lissabon.save()
    team = german.copy(tree.team)
    position = tree.save_position(locations=[lisbon])
    copy = stored(position.copy_for_translation(german.locale, alias=alias))
    assert copy.team_id == team.pk
    assert copy.locations == [lissabon]
    assert stored(position).locations == [lisbon]


def test_copies_of_later_are_referred_to(tree: Tree, german: German) -> None:
    lisbon = LocationFactory(name="Lisbon", slug="lisbon")
    position = tree.save_position(locations=[lisbon])
    position.save_revision().publish()
    copy = german.copy(position)
    assert (copy.team_id, copy.locations) == (tree.team.pk, [lisbon])
    lissabon: Location = lisbon.copy_for_translation(german.locale)
    lissabon.save()
    assert stored(copy).locations == [lissabon]
    draft = german.copy(tree.team, publish=False)
    assert stored(copy).team_id == tree.team.pk
    draft.get_latest_revision().publish()
    assert stored(copy).team_id == draft.pk
    assert stored(copy).get_latest_revision_as_object().team_id == draft.pk
    assert stored(position).team_id == tree.team.pk


def test_moving_to_a_team_moves_translations_to_its_copy(
    tree: Tree, german: German, position: PositionPage
) -> None:
    other = tree.add_team(title="Bakery", body=block_data.as_body([block_data.about()]))
    their: TeamPage = german.copy(other)
    copy = german.copy(position)
    MoveToTeam(stored(position), team=other).execute()
    assert stored(position).team_id == other.pk
    assert stored(copy).team_id == their.pk


def test_blocks_show_people_of_the_language_of_their_page(
    client: Client, tree: Tree, german: German
) -> None:
    person = PersonFactory(name="Ana", job_title="Baker")
    block_data.set_body(tree.team, [block_data.testimonials([person])])
    tree.team.refresh_from_db()
    team = german.copy(tree.team)
    person.copy_for_translation(german.locale).save()
    copied = type(person).objects.get(locale=german.locale)
    copied.job_title = "Bäckerin"
    copied.save()
    assert "Bäckerin" in get_soup(client, team.get_url()).get_text()
    assert "Bäckerin" not in get_soup(client, tree.team.get_url()).get_text()


def test_pages_name_their_translations(client: Client, german: German, tree: Tree) -> None:
    team = german.copy(tree.team)
    links = get_soup(client, team.get_url()).select('link[rel="alternate"][hreflang]')
    assert {str(link["hreflang"]): str(link["href"]) for link in links} == {
        "de": team.full_url,
        "en-gb": tree.team.full_url,
    }
