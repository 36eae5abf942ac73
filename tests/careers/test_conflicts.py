"""The second of two who work on the same page learns what the first has done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from careers.admin.conflicts import labels_of_differences
from careers.models import PositionPage
from careers.roles import RECRUITERS, create_roles
from tests.careers import block_data
from tests.careers.drafts import stored
from tests.careers.roles import SUPERUSER, member_of, sign_in
from tests.careers.test_position_form import form_data
from tests.factories import StandardPageFactory, Tree
from tests.soup import select, text_of

PUBLISH: dict[str, Any] = {"action-publish": "1"}


@pytest.fixture
def position(tree: Tree) -> Any:
    create_roles()
    position = tree.save_position(title="Tester", slug="tester")
    position.save_revision(user=member_of(SUPERUSER))
    return position


class OpenForm:
    """A page's form in somebody's browser: what was typed, and what the form itself sends."""

    def __init__(self, role: str, page: Page) -> None:
        self.name, self.browser = role, sign_in(role)
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.values: dict[str, Any] = {}
        self.soup = BeautifulSoup()
        self._read(self.browser.get(self.url))

    def send(self, *, json: bool = False, **values: Any) -> Any:
        """Send the form; an answer with the form again is what stands in the browser then."""
        self.values |= values
        headers = {"accept": "application/json"} if json else {}
        answer = self.browser.post(self.url, self.values, headers=headers)
        self.values = {name: self.values[name] for name in self.values if "action-" not in name}
        if not json and answer.status_code == 200:
            self._read(answer)
        return answer

    @property
    def warning(self) -> str:
        return text_of(select(self.soup, ".messages .warning"))

    def _read(self, answer: Any) -> None:
        html = answer.content.decode()
        self.soup = BeautifulSoup(html, "html.parser")
        self.values |= dict(querydict_from_html(html, form_id="page-edit-form").items())
        self.values |= nested_form_data({"comments": inline_formset([])})
        self.values.setdefault("body-count", "0")


def test_second_to_publish_is_told_of_the_first_and_loses_nothing(position: Any) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior Tester", reference="R-1", **PUBLISH)
    assert stored(position).title == "Senior Tester"
    versions = position.revisions.count()

    assert second.send(title="Lead Tester", **PUBLISH).status_code == 200
    assert stored(position).title == "Senior Tester"
    assert position.revisions.count() == versions
    assert "recruiters published this page on" in second.warning
    assert "That version differs from yours in: Title, Reference." in second.warning
    assert second.values["title"] == "Lead Tester"
    args = (position.pk, stored(position).latest_revision_id)
    url = reverse("wagtailadmin_pages:revisions_view", args=args)
    assert select(second.soup, f'.messages a[href="{url}"]')["target"] == "_blank"

    assert second.send(**PUBLISH).status_code == 302
    assert (stored(position).title, stored(position).reference) == ("Lead Tester", "")


def test_second_to_save_a_draft_is_told_too(position: Any) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior Tester")
    assert second.send(title="Lead Tester").status_code == 200
    assert "recruiters saved this page on" in second.warning
    assert second.send().status_code == 302
    assert stored(position).get_latest_revision_as_object().title == "Lead Tester"


def test_third_version_is_told_of_again(position: Any) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior Tester", **PUBLISH)
    second.send(title="Lead Tester", **PUBLISH)
    OpenForm(RECRUITERS, position).send(reference="R-2", **PUBLISH)
    assert second.send(**PUBLISH).status_code == 200
    assert "Title, Reference" in second.warning
    assert stored(position).reference == "R-2"


def test_error_in_the_form_does_not_hide_the_other_version(position: Any) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior Tester", **PUBLISH)
    second.send(title="Lead Tester", pay_min="5", **PUBLISH)
    assert "could not be saved due to validation errors" in second.soup.get_text()
    assert second.send(pay_min="", **PUBLISH).status_code == 200
    assert "recruiters published" in second.warning


def test_keys_that_the_editor_gives_to_paragraphs_are_no_difference(position: Any) -> None:
    def body(text: str) -> PositionPage:
        section = block_data.section(text=text) | {"id": "5f2c7a8e-0000-4000-8000-000000000000"}
        stream: Any = block_data.as_body([section])
        return PositionPage(pk=position.pk, title="Tester", body=stream)

    comparison = position.get_edit_handler().get_bound_panel(
        instance=position, request=None, form=None
    )

    def differences(other: PositionPage, typed: PositionPage) -> list[str]:
        comparisons = [compare(other, typed) for compare in comparison.get_comparison()]
        return list(labels_of_differences(comparisons, other, typed))

    plain, keyed = body("<p>Read.</p>"), body('<p data-block-key="a1b2c">Read.</p>')
    assert differences(plain, keyed) == []
    assert differences(keyed, body('<p data-block-key="x9y8z">Read.</p>')) == []
    assert differences(plain, body("<p><b>Read.</b></p>")) == ["Description"]


def test_autosave_of_the_same_form_is_no_other_version(position: Any) -> None:
    form = OpenForm(SUPERUSER, position)
    saved = form.send(json=True, title="Senior Tester").json()
    answer = form.send(overwrite_revision_id=saved["revision_id"], title="Lead", **PUBLISH)
    assert answer.status_code == 302
    assert stored(position).title == "Lead"


def test_button_pressed_during_an_autosave_of_the_same_form_works(position: Any) -> None:
    form = OpenForm(SUPERUSER, position)
    form.send(json=True, title="Senior Tester")
    assert form.send(title="Lead", **PUBLISH).status_code == 302


def test_version_saved_after_an_autosave_is_told_of(position: Any) -> None:
    form = OpenForm(SUPERUSER, position)
    saved = form.send(json=True, title="Senior Tester").json()
    OpenForm(RECRUITERS, position).send(reference="R-1", **PUBLISH)
    answer = form.send(overwrite_revision_id=saved["revision_id"], **PUBLISH)
    assert answer.status_code == 200
    assert "That version differs from yours in: Reference." in form.warning


def test_version_that_its_author_has_written_over_is_told_of(position: Any) -> None:
    author = OpenForm(RECRUITERS, position)
    saved = author.send(json=True, title="Senior Tester").json()
    second = OpenForm(SUPERUSER, position)
    author.send(json=True, overwrite_revision_id=saved["revision_id"], title="Chief Tester")
    assert second.send(reference="R-1", **PUBLISH).status_code == 200
    assert "Title, Reference" in second.warning


@pytest.mark.parametrize("json", [False, True], ids=["button", "autosave"])
def test_version_saved_while_the_request_runs_is_not_lost(position: Any, json: bool) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)

    def save_first(request: HttpRequest, page: Page) -> None:
        """After the second request has looked for versions."""
        if request.method == "POST" and request.user == member_of(SUPERUSER):
            first.send(title="Senior Tester", **PUBLISH)

    with hooks.register_temporarily("before_edit_page", save_first):
        answer = second.send(json=json, title="Lead Tester", **({} if json else PUBLISH))
    assert stored(position).title == "Senior Tester"
    assert stored(position).get_latest_revision_as_object().title == "Senior Tester"
    if json:
        assert answer.json()["error_code"] == "invalid_revision"
    else:
        assert "recruiters published this page on" in second.warning


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks all of a database")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_of_two_who_publish_at_the_same_moment_is_told(position: Any) -> None:
    forms = [OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)]
    both_ready = Barrier(2)

    def wait(request: HttpRequest, page: Page) -> None:
        if request.method == "POST":
            both_ready.wait(timeout=30)

    def publish(form: OpenForm) -> int:
        try:
            return int(form.send(title=f"By {form.name}", **PUBLISH).status_code)
        finally:
            connection.close()

    with hooks.register_temporarily("before_edit_page", wait), ThreadPoolExecutor(2) as threads:
        statuses = list(threads.map(publish, forms))
    assert sorted(statuses) == [200, 302]
    winner = forms[statuses.index(302)]
    assert stored(position).title == f"By {winner.name}"


def test_same_content_is_no_conflict(position: Any) -> None:
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior Tester", **PUBLISH)
    assert second.send(title="Senior Tester", **PUBLISH).status_code == 302


def test_page_that_had_no_version_when_it_was_opened(tree: Tree) -> None:
    create_roles()
    position = tree.save_position(title="Tester", slug="tester")
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    assert second.values["loaded_revision_id"] == ""
    first.send(title="Senior Tester", **PUBLISH)
    assert second.send(title="Lead Tester", **PUBLISH).status_code == 200
    assert "recruiters published" in second.warning


@pytest.mark.parametrize("kind", ["home", "teams", "team", "positions", "standard"])
def test_every_page_type_tells_of_other_versions(tree: Tree, kind: str) -> None:
    create_roles()
    page = StandardPageFactory(parent=tree.home) if kind == "standard" else getattr(tree, kind)
    if kind == "team":
        page.body = []
    page.save_revision(user=member_of(SUPERUSER)).publish()
    for action in ("change", "publish"):
        GroupPagePermission.objects.create(
            group=member_of(RECRUITERS).groups.get(), page=tree.home, permission_type=action
        )
    first, second = OpenForm(RECRUITERS, page), OpenForm(SUPERUSER, page)
    assert first.send(seo_title="First", **PUBLISH).status_code == 302
    assert second.send(seo_title="Second", **PUBLISH).status_code == 200
    assert "recruiters published" in second.warning
    assert Page.objects.get(pk=page.pk).seo_title == "First"


@pytest.mark.parametrize("odd", ["x", "9" * 400, "-1", "1.5", "٣", "\x00"])
def test_odd_keys_of_versions_do_no_harm(position: Any, odd: str) -> None:
    form = OpenForm(SUPERUSER, position)
    OpenForm(RECRUITERS, position).send(title="Senior Tester", **PUBLISH)
    fields: dict[str, Any] = {
        "loaded_revision_id": odd,
        "loaded_revision_created_at": odd,
        "seen_version": odd,
    }
    assert form.send(title="Lead", **fields, **PUBLISH).status_code == 200
    assert "recruiters published" in form.warning


def test_request_that_names_no_version_is_not_stopped(position: Any) -> None:
    OpenForm(RECRUITERS, position).send(title="Senior Tester", **PUBLISH)
    data = form_data(title="Lead", slug="tester", team=position.team_id) | PUBLISH
    url = reverse("wagtailadmin_pages:edit", args=[position.pk])
    assert sign_in(SUPERUSER).post(url, data).status_code == 302


def test_name_in_the_message_is_text(position: Any) -> None:
    member = member_of(RECRUITERS)
    member.first_name = "<b>Mara"
    member.save()
    first, second = OpenForm(RECRUITERS, position), OpenForm(SUPERUSER, position)
    first.send(title="Senior", **PUBLISH)
    second.send(title="Lead", **PUBLISH)
    assert "<b>Mara published" in second.warning
