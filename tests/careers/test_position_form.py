from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from careers.models import Location, PositionPage
from tests.careers.drafts import stored
from tests.factories import LocationFactory, PositionTypeFactory, Tree, today
from tests.soup import get_soup, texts_of

DAY = timedelta(days=1)
#: The day on which the tests began: some run after midnight.
TODAY = today()
PAY = {"pay_min": "1000", "pay_currency": "EUR", "pay_period": "month"}

#: What contradicts itself, the field that says so, and its reason.
CONTRADICTIONS = {
    "posted in the future": ({"posted_date": TODAY + 2 * DAY}, "posted_date", "still to come"),
    "closed before it was posted": (
        {"posted_date": TODAY - DAY, "closing_date": TODAY - 2 * DAY},
        "closing_date",
        "close before it was posted",
    ),
    "closed in the past": ({"closing_date": TODAY - DAY}, "closing_date", "This day is over"),
    "pay without lowest": ({**PAY, "pay_min": ""}, "pay_min", "Enter the lowest pay"),
    "pay without currency": ({**PAY, "pay_currency": ""}, "pay_currency", "Choose the currency"),
    "pay without period": ({**PAY, "pay_period": ""}, "pay_period", "Choose what the pay is for"),
    "negative lowest pay": ({**PAY, "pay_min": "-1"}, "pay_min", "less than zero"),
    "negative highest pay": ({**PAY, "pay_max": "-1"}, "pay_max", "less than zero"),
    "highest below lowest": ({**PAY, "pay_max": "999.99"}, "pay_max", "below the lowest"),
}


@pytest.fixture
def editor(admin_client: Client) -> Client:
    return admin_client


def form_data(**values: Any) -> dict[str, Any]:
    """What a browser sends for a position that has just a title, changed by `values`."""
    data = {
        "title": "Backend Engineer",
        "slug": "backend-engineer",
        "workplace": "on_site",
        "body": streamfield([]),
        "position_locations": inline_formset([]),
        "position_types": inline_formset([]),
        "comments": inline_formset([]),
    } | values
    return {name: str(value) for name, value in nested_form_data(data).items()}


def post(client: Client, url: str, data: dict[str, Any], publish: bool) -> HttpResponse:
    return client.post(url, data | ({"action-publish": "1"} if publish else {}))  # type: ignore[return-value]


def create(client: Client, tree: Tree, publish: bool = False, **values: Any) -> HttpResponse:
    url = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    return post(client, url, form_data(**values), publish)


def edit(
    client: Client, position: PositionPage, publish: bool = False, **values: Any
) -> HttpResponse:
    unchanged = {"title": position.title, "slug": position.slug, "team": position.team_id or ""}
    url = reverse("wagtailadmin_pages:edit", args=(position.pk,))
    return post(client, url, form_data(**(unchanged | values)), publish)


def errors(response: HttpResponse) -> dict[str, Any]:
    assert response.status_code == 200, "it was saved"
    return response.context["form"].errors  # type: ignore[attr-defined]


def test_draft_needs_no_more_than_a_title(editor: Client, tree: Tree) -> None:
    assert create(editor, tree).status_code == 302
    draft = PositionPage.objects.get()
    assert not draft.live
    assert draft.team is None


def test_publishing_needs_a_team(editor: Client, tree: Tree) -> None:
    assert "team" in errors(create(editor, tree, publish=True))
    assert not PositionPage.objects.exists()


def test_complete_position_is_published(editor: Client, tree: Tree) -> None:
    lisbon: Any = LocationFactory(name="Lisbon")
    intern: Any = PositionTypeFactory(name="Intern")
    text = rich_text("<p>Keep it up.</p>")
    response = create(
        editor,
        tree,
        publish=True,
        team=tree.team.pk,
        position_locations=inline_formset([{"location": lisbon.pk}]),
        position_types=inline_formset([{"position_type": intern.pk}]),
        body=streamfield([("section", {"heading": "What you will do", "text": text})]),
        closing_date=TODAY + DAY,
        **PAY | {"pay_max": "1000"},
    )
    assert response.status_code == 302
    position = PositionPage.objects.get()
    assert position.is_open
    assert position.posted_date == today()
    assert position.pay == "€1,000 a month"
    assert list(position.locations) == [lisbon]
    assert list(position.types) == [intern]
    assert position.body[0].value["heading"] == "What you will do"


@pytest.mark.parametrize(
    ("values", "field", "reason"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys()
)
def test_contradiction_is_refused_on_publishing_and_named(
    editor: Client, tree: Tree, values: dict[str, Any], field: str, reason: str
) -> None:
    found = errors(create(editor, tree, publish=True, team=tree.team.pk, **values))
    assert list(found) == [field]
    assert reason in found[field][0]
    assert not PositionPage.objects.exists()


def test_highest_pay_alone_asks_for_the_rest(editor: Client, tree: Tree) -> None:
    found = errors(create(editor, tree, publish=True, team=tree.team.pk, pay_max="1000"))
    assert list(found) == ["pay_min", "pay_currency", "pay_period"]


@pytest.mark.parametrize(
    "values", [values for values, *_ in CONTRADICTIONS.values()], ids=CONTRADICTIONS.keys()
)
def test_draft_may_contradict_itself(editor: Client, tree: Tree, values: dict[str, Any]) -> None:
    assert create(editor, tree, **values).status_code == 302
    position = PositionPage.objects.get()
    draft = position.get_latest_revision_as_object()
    for name, value in values.items():
        assert str(getattr(draft, name) or "").removesuffix(".00") == str(value)
    assert edit(editor, position, **values).status_code == 302


def test_contradictory_draft_of_published_position_is_refused_on_publishing(
    editor: Client, tree: Tree
) -> None:
    position = tree.add_position()
    assert edit(editor, position, closing_date=TODAY - DAY).status_code == 302
    assert "closing_date" in errors(edit(editor, position, publish=True, closing_date=TODAY - DAY))
    assert stored(position).is_open


def test_text_of_a_position_that_has_closed_can_be_corrected(editor: Client, tree: Tree) -> None:
    passed = date(2026, 2, 1)
    position = tree.add_position(closing_date=passed)
    assert edit(editor, position, publish=True, title="New", closing_date=passed).status_code == 302
    assert stored(position).title == "New"


def test_day_is_today_where_the_site_is(editor: Client, tree: Tree) -> None:
    tree.set_time_zone("Pacific/Kiritimati")  # 14 hours ahead of UTC
    ahead = timezone.localdate(timezone.now() + timedelta(hours=14))
    position = tree.add_position()
    assert edit(editor, position, publish=True, posted_date=ahead).status_code == 302
    tree.set_time_zone("Pacific/Pago_Pago")  # 11 hours behind
    behind = timezone.localdate(timezone.now() - timedelta(hours=11))
    assert edit(editor, position, publish=True, posted_date=behind + DAY).status_code == 200


# The posted date is state: no revision carries it


@pytest.mark.parametrize("publish", [False, True], ids=["draft", "publish"])
def test_change_of_posted_date_applies_at_once(editor: Client, tree: Tree, publish: bool) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1))
    response = edit(editor, position, publish, title="Changed", posted_date=date(2026, 2, 2))
    assert response.status_code == 302
    assert stored(position).posted_date == date(2026, 2, 2)
    assert (stored(position).title == "Changed") is publish


def test_form_opened_before_publication_keeps_the_posted_date(editor: Client, tree: Tree) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1))
    assert edit(editor, position, publish=True, posted_date="").status_code == 302
    assert stored(position).posted_date == date(2026, 1, 1)


def test_posted_date_of_a_draft_can_be_taken_away(editor: Client, tree: Tree) -> None:
    position = tree.add_position(live=False, posted_date=date(2026, 1, 1))
    assert edit(editor, position, posted_date="").status_code == 302
    assert stored(position).posted_date is None


def test_saving_without_a_change_of_posted_date_leaves_a_newer_one(
    editor: Client, tree: Tree
) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1))
    position.save_revision()
    PositionPage.objects.filter(pk=position.pk).update(posted_date=date(2026, 3, 3))
    assert edit(editor, position, posted_date=date(2026, 3, 3)).status_code == 302
    assert stored(position).posted_date == date(2026, 3, 3)


def test_preview_changes_nothing(editor: Client, tree: Tree) -> None:
    position = tree.add_position(posted_date=date(2026, 1, 1))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=(position.pk,))
    data = form_data(team=tree.team.pk, posted_date=date(2026, 2, 2))
    assert editor.post(url, data).json()["is_valid"]
    assert "2 February 2026" in editor.get(url).content.decode()
    assert stored(position).posted_date == date(2026, 1, 1)


def test_published_position_keeps_its_places_on_edit(editor: Client, tree: Tree) -> None:
    position = tree.add_position(locations=[LocationFactory(name="Lisbon")])
    row = position.position_locations.get()
    rows = inline_formset([{"id": row.pk, "location": row.location_id}], initial=1)
    assert edit(editor, position, publish=True, position_locations=rows).status_code == 302
    assert list(stored(position).locations) == list(Location.objects.all())


# The form as an editor sees it


def test_currencies_are_todays_with_their_names(editor: Client, tree: Tree) -> None:
    url = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    page = editor.get(url)
    choices = dict(page.context["form"].fields["pay_currency"].choices)
    assert choices["EUR"] == "EUR – Euro"
    assert choices[""]
    assert "DEM" not in choices


def test_unknown_currency_is_refused_even_in_a_draft(editor: Client, tree: Tree) -> None:
    assert "pay_currency" in errors(create(editor, tree, pay_currency="XYZ"))


def test_state_has_no_field_in_the_form(editor: Client, tree: Tree) -> None:
    position = tree.add_position(closed_at=timezone.now(), source="ats", external_id="1")
    hostile = {"closed_at": "", "source": "evil", "external_id": "2"}
    assert edit(editor, position, publish=True, **hostile).status_code == 302
    now = stored(position)
    assert (now.closed_at is None, now.source, now.external_id) == (False, "ats", "1")


def test_location_that_was_chosen_twice_stops_nobody_and_is_shown_once(
    editor: Client, tree: Tree
) -> None:
    lisbon = LocationFactory(name="Lisbon")
    rows = inline_formset([{"location": lisbon.pk}, {"location": lisbon.pk}])
    url = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    response = post(editor, url, form_data(position_locations=rows), publish=False)
    assert response.status_code == 302
    assert PositionPage.objects.get().locations == [lisbon]


def test_teams_are_offered_by_name(editor: Client, tree: Tree) -> None:
    tree.add_team(title="Data", live=False)
    tree.add_team(title="Art & <b>Design</b>")
    url = reverse("wagtailadmin_pages:add", args=("careers", "positionpage", tree.positions.pk))
    offered = texts_of(get_soup(editor, url), "select[name=team] option")
    assert offered[1:] == ["Art & <b>Design</b>", "Backend Development", "Data (not published)"]
