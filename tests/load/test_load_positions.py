"""`manage.py load_positions`: a site full of positions, and the site as it was before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from modelsearch.conf import get_app_config
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Site

from careers.models import (
    Location,
    PositionLocation,
    PositionPage,
    PositionPageType,
    PositionText,
    PositionType,
    TeamPage,
)
from careers.positions.validation import problems_of
from careers.search.normalize import SearchedWord, words
from tests.careers.roles import SUPERUSER, sign_in
from tests.careers.search.found import keys_with_words
from tests.factories import LocationFactory, Tree, make_private, today
from tests.load import clearing, loading, storing
from tests.load.composing import OLDEST, Composer
from tests.load.management.commands.load_positions import Command as LoadPositions
from tests.load.marks import made_positions, made_teams

COUNT = 40
#: Smaller than `COUNT`, and no divisor of it.
BATCH = 15


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", BATCH)
    monkeypatch.setattr(clearing, "BATCH", BATCH)


def load(*arguments: str, count: int = COUNT) -> str:
    return run("--count", str(count), *arguments)


def run(*arguments: str) -> str:
    output = StringIO()
    call_command(LoadPositions(), "--no-input", *arguments, stdout=output, no_color=True)
    return output.getvalue()


@pytest.fixture
def loaded(tree: Tree) -> list[PositionPage]:
    """What the command made beside a position and a page that were there."""
    tree.add_position(title="Lighthouse keeper")
    load()
    return list(made_positions().order_by("path"))


# What was made is whole


@pytest.mark.django_db
def test_the_tree_has_no_problems(loaded: list[PositionPage], tree: Tree) -> None:
    assert len(loaded) == COUNT
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]
    tree.positions.refresh_from_db()
    assert tree.positions.numchild == COUNT + 1
    assert [page.get_parent().specific for page in loaded[:: COUNT - 1]] == [tree.positions] * 2


@pytest.mark.django_db
def test_a_page_added_later_stands_behind_them(loaded: list[PositionPage], tree: Tree) -> None:
    tree.positions.refresh_from_db()
    later = tree.add_position(title="Later")
    assert later.path > loaded[-1].path
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]


@pytest.mark.django_db
def test_all_fields_are_as_the_editor_would_leave_them(
    loaded: list[PositionPage], tree: Tree
) -> None:
    for position in loaded:
        position.full_clean()
        assert position.url_path == f"{tree.positions.url_path}{position.slug}/"
        assert position.draft_title == position.title
        assert position.has_unpublished_changes is not position.live
        assert position.specific_class is PositionPage
        assert position.locale == tree.positions.locale
        assert bool(position.first_published_at and position.last_published_at) is position.live
        values = {field.name: getattr(position, field.name) for field in position._meta.fields}
        assert list(problems_of(values, today(), position.closing_date)) == []
    assert len({position.slug for position in loaded}) == COUNT
    assert len({position.translation_key for position in loaded}) == COUNT
    assert len({position.external_id for position in loaded}) == COUNT


@pytest.mark.django_db
def test_places_and_types_stand_in_their_order(loaded: list[PositionPage]) -> None:
    made = list(Composer(COUNT, 1).positions())
    for position, planned in zip(loaded, made, strict=True):
        assert [place.name for place in position.locations] == [
            city.name for city in planned.cities
        ]
        assert [kind.slug for kind in position.types] == list(planned.types)
        countries: Any = position.countries
        assert {country.code for country in countries} == set(planned.countries)
        assert position.team is not None
        assert position.team.title == planned.team.title
        rows = position.position_locations.values_list("sort_order", flat=True)
        assert list(rows) == list(range(len(planned.cities)))


@pytest.mark.django_db
def test_a_slug_that_is_taken_stays_with_the_page_that_has_it(tree: Tree) -> None:
    load()
    slug = made_positions().order_by("path")[3].slug
    run("--clear")
    tree.positions.refresh_from_db()
    mine = tree.add_position(title="Mine", slug=slug)
    load()
    mine.refresh_from_db()
    assert mine.slug == slug
    assert Page.objects.child_of(tree.positions).filter(slug=slug).count() == 1
    assert made_positions().count() == COUNT


@pytest.mark.django_db
def test_a_batch_that_fails_leaves_those_before_it_and_nothing_of_itself(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_positions = storing.index_positions

    def fail_once_there_are_some(positions: Any) -> int:
        if PositionText.objects.exists():
            raise OSError("no space left")
        return index_positions(positions)

    monkeypatch.setattr(storing, "index_positions", fail_once_there_are_some)
    with pytest.raises(OSError, match="no space"):
        load()
    assert made_positions().count() == BATCH
    tree.positions.refresh_from_db()
    assert tree.positions.numchild == BATCH
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]
    monkeypatch.undo()
    run("--clear")
    assert not made_positions().exists()
    assert not made_teams().exists()


@pytest.mark.django_db
def test_teams_places_and_types_that_were_left_are_used_again(tree: Tree) -> None:
    load()
    team, place, kind = made_teams()[0], Location.objects.all()[0], PositionType.objects.all()[0]
    tree.add_position(title="Mine", team=team, locations=[place], types=[kind])
    for renamed in (team, place, kind):
        renamed.slug = f"{renamed.slug}-renamed"
        renamed.save()
    number = (made_teams().count(), Location.objects.count(), PositionType.objects.count())
    load("--clear")
    assert number == (made_teams().count(), Location.objects.count(), PositionType.objects.count())
    assert made_positions().filter(team=team).exists()


@pytest.mark.django_db
def test_nothing_is_from_tomorrow(loaded: list[PositionPage]) -> None:
    now = timezone.now()
    for position in loaded:
        assert position.posted_date is None or position.posted_date <= today()
        for moment in (position.first_published_at, position.closed_at):
            assert moment is None or moment <= now
        assert position.closed_at is None or position.closed_at > position.first_published_at
    oldest = min(position.posted_date for position in loaded if position.posted_date)
    assert oldest >= today() - timedelta(days=OLDEST)


# What was made is found


@pytest.mark.django_db
def test_candidates_find_each_by_its_words(loaded: list[PositionPage]) -> None:
    open_positions = set(PositionPage.objects.open().values_list("pk", flat=True))
    index = loaded[0].get_parent()
    assert len(open_positions) > COUNT / 2
    for position in loaded:
        body = position.body[0].value["text"].source
        facts = [f"{position.title} {position.team}", *(p.name for p in position.locations), body]
        searched = {word for word in words(" ".join(facts).replace("p>", " ")) if len(word) > 2}
        keys = keys_with_words(index, map(SearchedWord, searched))
        assert (position.pk in keys) is (position.pk in open_positions), position.title


@pytest.mark.django_db
def test_editors_find_each_in_the_admin(loaded: list[PositionPage]) -> None:
    for position in loaded:
        found = Page.objects.search(" ".join(re.findall(r"\w+", position.title)))
        assert position.pk in {page.pk for page in found}, position.title


@pytest.mark.django_db
def test_the_search_index_is_as_update_index_makes_it(loaded: list[PositionPage]) -> None:
    entries = get_app_config().get_model("IndexEntry").objects
    columns = [field.name for field in entries.model._meta.concrete_fields]
    left_out = {"id", "title_norm", "content_type"}  # the first two depend on when it was made
    made = entries.filter(object_id__in=[str(position.pk) for position in loaded])
    names = [name for name in columns if name not in left_out]
    before = sorted(map(str, made.values_list(*names)))
    assert len(before) == COUNT
    call_command("update_index", stdout=StringIO())
    assert sorted(map(str, made.values_list(*names))) == before


@pytest.mark.django_db
def test_references_are_as_rebuilding_them_makes_them(loaded: list[PositionPage]) -> None:
    def references() -> set[tuple[Any, ...]]:
        names = [field.attname for field in ReferenceIndex._meta.concrete_fields[1:]]
        rows = ReferenceIndex.objects.values_list(*names)
        return set(rows.filter(object_id__in=[str(position.pk) for position in loaded]))

    before = references()
    places = PositionLocation.objects.filter(position__in=loaded).count()
    types = PositionPageType.objects.filter(position__in=loaded).count()
    assert len(before) == COUNT + places + types
    call_command("rebuild_references_index", stdout=StringIO())
    assert references() == before


# What was made is used


@pytest.mark.django_db
def test_visitors_open_positions_and_their_teams(loaded: list[PositionPage]) -> None:
    client = Client(headers={"host": "localhost"})
    shown = next(position for position in loaded if position.is_open)
    assert shown.title in client.get(shown.url).content.decode().replace("&amp;", "&")
    closed = next(position for position in loaded if position.live and position.is_closed)
    assert client.get(closed.url).status_code == 410
    team = made_teams().first()
    page = client.get(team.url)
    assert page.status_code == 200
    assert "What makes us different" in page.content.decode()


@pytest.mark.django_db
def test_editors_edit_and_publish_what_was_made(loaded: list[PositionPage]) -> None:
    client = sign_in(SUPERUSER)
    for page in (loaded[0], made_teams().first()):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    loaded[0].title = "Harbour master"
    loaded[0].save_revision().publish()
    assert PositionText.objects.get(title__contains="harbour").position_id == loaded[0].pk


# The same again, and nothing left


def contents(positions: Any) -> list[Any]:
    return [
        (
            position.slug,
            position.team.title,
            [place.slug for place in position.locations],
            [kind.slug for kind in position.types],
            position.translation_key,
            position.posted_date,
            position.closing_date,
            position.closed_at,
            position.pay_min,
            list(position.body.raw_data),
        )
        for position in positions.order_by("path")
    ]


@pytest.mark.django_db
def test_the_same_seed_makes_the_same(tree: Tree) -> None:
    load("--seed", "7")
    first = contents(made_positions())
    load("--seed", "7", "--clear")
    assert contents(made_positions()) == first
    load("--seed", "8", "--clear")
    assert all(one not in first for one in contents(made_positions()))


def everything() -> dict[str, list[Any]]:
    """All rows of all tables but of those that say what happened, as the database has them."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model.__name__.endswith(("LogEntry", "ContentVersion")):
            columns = [str(field.column) for field in model._meta.local_concrete_fields]
            if model is PositionText:
                columns.remove("stamp")  # another one whenever a position is indexed
            with connection.cursor() as cursor:
                names = ", ".join(map(connection.ops.quote_name, columns))
                cursor.execute(f"SELECT {names} FROM {model._meta.db_table}")  # noqa: S608
                rows[model._meta.label] = sorted(map(str, cursor.fetchall()))
    return rows


@pytest.mark.django_db
def test_clearing_leaves_everything_as_it_was(tree: Tree) -> None:
    berlin = LocationFactory(name="Berlin (West)", slug="berlin")
    tree.add_position(title="Lighthouse keeper", locations=[berlin], countries=["PT"])
    for page in (tree.home, tree.teams, tree.positions, tree.team):
        page.save()  # into Wagtail's index, whose figures depend on all that is in it
    before = everything()
    load()
    changed = made_positions().live().first()
    changed.save_revision().publish()
    Redirect.objects.create(old_path="/job", redirect_page=changed)
    make_private(changed)
    assert "Took away 40 positions" in run("--clear")
    assert everything() == before


@pytest.mark.django_db
def test_clearing_keeps_what_others_use(tree: Tree) -> None:
    load()
    team = made_teams().order_by("path")[1]
    place, other_place = Location.objects.order_by("pk")[:2]
    kind = PositionType.objects.get(slug="intern")
    mine = tree.add_position(title="Mine", team=team, locations=[place], types=[kind])
    run("--clear")
    mine.refresh_from_db()
    assert (mine.team, mine.locations, mine.types) == (team, [place], [kind])
    assert set(TeamPage.objects.all()) == {tree.team, team}
    assert list(Location.objects.all()) == [place]
    assert not Location.objects.filter(pk=other_place.pk).exists()


@pytest.mark.django_db
def test_clearing_keeps_a_team_that_another_page_leads_to(tree: Tree) -> None:
    load()
    team = made_teams().order_by("path")[1]
    link = {"type": "call_to_action", "value": {"heading": "Meet them", "page": team.pk}}
    body: Any = [link]
    tree.home.body = body
    tree.home.save()
    run("--clear")
    assert set(TeamPage.objects.all()) == {tree.team, team}


@pytest.mark.django_db
def test_a_second_run_refuses_to_mix(loaded: list[PositionPage]) -> None:
    with pytest.raises(CommandError, match=r"40 positions that are still here\. Add --clear"):
        load()
    assert made_positions().count() == COUNT
    load("--clear", count=3)
    assert made_positions().count() == 3


# When it says no


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["positions", "teams"])
def test_a_site_without_an_index_page_is_told_what_to_do(tree: Tree, page: str) -> None:
    getattr(tree, page).unpublish()
    with pytest.raises(CommandError, match=r"no published .* index page\. Add it below the home"):
        load()
    assert PositionPage.objects.count() == 0


@pytest.mark.django_db
def test_no_default_site_is_told() -> None:
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="No site is the default one"):
        load()


@pytest.mark.parametrize("count", ["0", "-1", "ten", "1.5", "", "1000001"])
def test_nonsense_counts_are_refused(count: str) -> None:
    with pytest.raises(CommandError, match="is not a number from 1 to 1,000,000"):
        run(f"--count={count}")


def test_it_asks_for_a_count() -> None:
    with pytest.raises(CommandError, match="Say how many"):
        run()


@pytest.fixture
def ask(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Runs the command in a terminal at which somebody answers; returns the question."""

    def ask(answer: str) -> str:
        questions: list[str] = []
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

        def type_answer(text: str) -> str:
            questions.append(text)
            return answer

        monkeypatch.setattr("builtins.input", type_answer)
        call_command(LoadPositions(), "--count=2", stdout=StringIO())
        return "".join(questions)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["", "n", "what?"])
def test_it_does_nothing_unless_somebody_agrees(ask: Callable[[str], str], answer: str) -> None:
    with pytest.raises(CommandError, match="Nothing was done"):
        ask(answer)
    assert PositionPage.objects.count() == 0


@pytest.mark.django_db
def test_the_question_says_what_else_is_there(ask: Callable[[str], str], tree: Tree) -> None:
    tree.add_position()
    question = ask("y")
    assert question == "This will make up 2 positions. The site has 1 of its own. Go on? [y/N] "
    assert made_positions().count() == 2


@pytest.mark.django_db
def test_without_a_terminal_it_wants_to_be_told(tree: Tree) -> None:
    with pytest.raises(CommandError, match=r"DEBUG is off, .* add --no-input"):
        call_command(LoadPositions(), "--count=2", stdout=StringIO())
    assert PositionPage.objects.count() == 0


@pytest.mark.django_db
def test_with_debug_on_nobody_is_asked(tree: Tree, settings: Settings) -> None:
    settings.DEBUG = True
    call_command(LoadPositions(), "--count=2", stdout=StringIO())
    assert made_positions().count() == 2


@pytest.mark.django_db
def test_it_says_what_it_does(tree: Tree) -> None:
    first, last = load().splitlines()
    assert first == "Making up 40 positions of 2 teams in 5 cities …"
    assert last.startswith("Made up 40 positions in ")
    assert load("--clear", "--verbosity=2").splitlines()[5:8] == [
        "  15 of 40",
        "  30 of 40",
        "  40 of 40",
    ]
    assert load("--clear", "--verbosity=0") == ""
