"""What a host's own fields do, run with the host's `manage.py test`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from careers.models import PositionIndexPage, PositionPage, TeamIndexPage, TeamPage
from staff.models import DivisionFields, Seniority, StaffFields


class HostCase(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.home = Site.objects.get(is_default_site=True).root_page
        teams = cls.home.add_child(instance=TeamIndexPage(title="Teams", slug="teams"))
        cls.team = teams.add_child(instance=TeamPage(title="Backend", slug="backend"))
        cls.index = cls.home.add_child(
            instance=PositionIndexPage(title="Positions", slug="positions")
        )
        cls.team.staff_divisionfields = [DivisionFields(division="product", founded=2011)]
        cls.team.save()
        cls.junior = Seniority.objects.create(name="Junior", slug="junior", order=1)
        cls.senior = Seniority.objects.create(name="Senior", slug="senior", order=2)

    def add_position(self, title: str, *, live: bool = True, **fields: Any) -> PositionPage:
        position = PositionPage(title=title, team=self.team, live=live)
        if fields:
            position.staff_stafffields = [StaffFields(**fields)]
        with self.captureOnCommitCallbacks(execute=True):
            self.index.add_child(instance=position)
        return position

    def html(self, address: str) -> str:
        with self.captureOnCommitCallbacks(execute=True):
            response = self.client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    def titles(self, query: str) -> list[str]:
        return sorted(position["title"] for position in self.api(f"positions/?{query}")["results"])

    def choices(self, name: str, query: str = "") -> list[tuple[str, str, int]]:
        facets = {facet["name"]: facet for facet in self.api(f"positions/?{query}")["facets"]}
        choices = facets[name]["choices"]
        return [(choice["value"], choice["label"], choice["count"]) for choice in choices]

    def api(self, address: str) -> Any:
        answer = self.client.get(f"/api/careers/v1/{address}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def commit(self, write: Callable[[], object]) -> None:
        """Write as in a transaction of its own, after which the content has another version."""
        with self.captureOnCommitCallbacks(execute=True):
            write()

    def form_data(self, page: Any) -> dict[str, Any]:
        """What a browser would send of a form that was not touched."""
        form = BeautifulSoup(page.content, "html.parser").select_one("form[data-edit-form]")
        assert form is not None
        data: dict[str, Any] = {"body-count": "0"}  # scripts make the fields of the blocks
        for field in form.select("[name]"):
            name = str(field["name"])
            if field.name == "select":
                chosen = field.select("option[selected]")
                data[name] = chosen[0]["value"] if chosen else ""
            elif field.name == "textarea":
                data[name] = field.text.strip()
            elif field.get("type") not in {"checkbox", "radio", "submit"} or field.has_attr(
                "checked"
            ):
                data[name] = field.get("value", "")
        return data

    def post(
        self, page: Any, url: str, action: str = "publish", status: int = 302, **changes: Any
    ) -> Any:
        data = self.form_data(page) | {f"action-{action}": "1"} | changes
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.client.post(url, data)
        assert answer.status_code == status, answer.content.decode()[:20000]
        return answer


class SeniorityTests(HostCase):
    """A choice from a snippet."""

    def test_stands_among_the_facts_of_a_position(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        html = self.html("/positions/developer/")
        self.assertInHTML("<div><dt>Seniority</dt><dd>Senior</dd></div>", html)

    def test_is_left_out_where_nothing_is_chosen(self) -> None:
        self.add_position("Developer")
        assert "Seniority" not in self.html("/positions/developer/")

    def test_filters_positions(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        self.add_position("Trainee", seniority=self.junior)
        self.add_position("Cook")
        assert self.titles("seniority=senior") == ["Developer"]
        assert self.titles("seniority=senior&seniority=junior") == ["Developer", "Trainee"]
        assert self.titles("seniority=senior&team=elsewhere") == []

    def test_filter_offers_what_positions_have_in_the_order_of_the_model_with_numbers(self) -> None:
        Seniority.objects.create(name="Unused", slug="unused")
        self.add_position("Developer", seniority=self.senior)
        self.add_position("Trainee", seniority=self.junior)
        self.add_position("Intern", seniority=self.junior)
        assert self.choices("seniority") == [("junior", "Junior", 2), ("senior", "Senior", 1)]
        html = self.html("/positions/?seniority=junior")
        self.assertInHTML("<legend>Seniority</legend>", html)
        assert re.search(r'name="seniority" value="junior"[^>]* checked', html)
        assert re.search(r'class="chip"[^>]*>.*<bdi>Junior</bdi>', html)

    def test_only_drafts_do_not_announce_a_choice(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        self.add_position("Trainee", live=False, seniority=self.junior)
        assert self.choices("seniority") == [("senior", "Senior", 1)]

    def test_its_words_are_searched_for_and_corrected(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        self.add_position("Trainee", seniority=self.junior)
        assert self.titles("q=senior") == ["Developer"]
        assert self.titles("q=seniro+developer") == ["Developer"]

    def test_unknown_value_finds_nothing_and_suggests_the_search_without_it(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        found = self.api("positions/?seniority=lead&q=developer")
        assert found["total"] == 0
        assert "“lead”" in [each["label"] for each in found["suggestions"]]

    def test_search_follows_a_change_of_the_table_without_signals(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        assert self.titles("seniority=junior") == []
        self.commit(lambda: StaffFields.objects.update(seniority=self.junior))
        assert self.titles("seniority=junior") == ["Developer"]
        assert self.titles("q=junior") == ["Developer"]

    def test_pages_and_search_follow_a_renamed_snippet(self) -> None:
        self.add_position("Developer", seniority=self.senior)
        assert "Senior" in self.html("/positions/developer/")
        self.commit(lambda: Seniority.objects.filter(slug="senior").update(name="Principal"))
        assert "Principal" in self.html("/positions/developer/")
        assert self.titles("q=principal") == ["Developer"]
        assert self.choices("seniority") == [("senior", "Principal", 1)]

    def test_draft_changes_nothing_until_it_is_published(self) -> None:
        position = self.add_position("Developer", seniority=self.senior)
        draft = PositionPage.objects.get(pk=position.pk)
        [row] = draft.staff_stafffields.all()
        row.seniority = self.junior
        draft.staff_stafffields = [row]
        revision = draft.save_revision()
        assert self.titles("seniority=senior") == ["Developer"]
        self.commit(revision.publish)
        assert self.titles("seniority=junior") == ["Developer"]
        assert StaffFields.objects.count() == 1

    def test_revision_outlives_a_snippet_that_was_deleted_since(self) -> None:
        position = self.add_position("Developer", seniority=self.senior)
        revision = position.save_revision()
        StaffFields.objects.update(seniority=self.junior)
        self.senior.delete()
        [row] = revision.as_object().staff_stafffields.all()
        assert row.seniority is None

    def test_copy_has_a_row_of_its_own(self) -> None:
        position = self.add_position("Developer", seniority=self.senior)
        copy = position.copy(update_attrs={"title": "Copy", "slug": "copy"})
        [row] = copy.staff_stafffields.all()
        assert row.seniority == self.senior
        assert StaffFields.objects.count() == 2


class GradeTests(HostCase):
    """A range of numbers."""

    def setUp(self) -> None:
        self.add_position("Trainee", grade_min=1, grade_max=3)
        self.add_position("Developer", grade_min=3, grade_max=7)
        self.add_position("Director", grade_min=12)
        self.add_position("Cook")

    def test_stands_among_the_facts_of_a_position(self) -> None:
        row = "<div><dt>Pay grade</dt><dd>{}</dd></div>"
        self.assertInHTML(row.format("3–7"), self.html("/positions/developer/"))
        self.assertInHTML(row.format("from 12"), self.html("/positions/director/"))

    def test_filter_finds_ranges_that_overlap(self) -> None:
        for asked, found in {
            "3": ["Developer", "Trainee"],
            "2": ["Trainee"],
            "4-6": ["Developer"],
            "7-12": ["Developer", "Director"],
            "8-11": [],
            "13-": ["Director"],
            "-2": ["Trainee"],
            "100": ["Director"],
        }.items():
            with self.subTest(asked):
                assert self.titles(f"grade={asked}") == found

    def test_filter_offers_ranges_of_one_size_with_numbers(self) -> None:
        assert self.choices("grade") == [
            *(("0-1", "0–1", 1), ("2-3", "2–3", 2), ("4-5", "4–5", 1), ("6-7", "6–7", 1)),
            *(("8-9", "8–9", 0), ("10-11", "10–11", 0), ("12-13", "12–13", 1)),
        ]

    def test_range_that_was_typed_is_a_choice(self) -> None:
        assert ("3-6", "3–6", 2) in self.choices("grade", "grade=3-6")
        html = self.html("/positions/?grade=3-6")
        assert re.search(r'name="grade" value="3-6"[^>]* checked', html)

    def test_what_is_no_range_finds_nothing_and_is_an_error_of_the_api(self) -> None:
        for asked in ("abc", "9-1", str(10**30), "-", "3-7-9", "³", "٣", "3_0", "1.5"):
            with self.subTest(asked):
                assert "No positions" in self.html(f"/positions/?grade={quote(asked)}")
                answer = self.client.get(f"/api/careers/v1/positions/?grade={quote(asked)}")
                assert answer.status_code == 422
                [error] = answer.json()["errors"]
                assert error["parameter"] == "grade"

    def test_empty_value_counts_as_absent(self) -> None:
        assert len(self.titles("grade=&seniority=")) == 4


class ApiTests(HostCase):
    def test_positions_and_teams_tell_their_facts(self) -> None:
        self.add_position("Developer", seniority=self.senior, grade_min=3, grade_max=7)
        facts = {
            "seniority": {"value": "senior", "label": "Senior"},
            "grade": {"min": 3, "max": 7, "text": "3–7"},
        }
        assert self.api("positions/")["results"][0]["facts"] == facts
        assert self.api("positions/developer/")["facts"] == facts
        assert self.api("teams/backend/")["facts"] == {
            "division": {"value": "product", "label": "Product and Design"},
            "founded": "2011",
        }

    def test_facts_are_there_without_a_row(self) -> None:
        self.add_position("Developer")
        assert self.api("positions/developer/")["facts"] == {"seniority": None, "grade": None}

    def test_openapi_document_knows_fields_and_parameters(self) -> None:
        document = self.api("openapi.json")
        schemas = document["components"]["schemas"]
        assert [*schemas["OwnPositionFacts"]["properties"]] == ["seniority", "grade"]
        assert [*schemas["OwnTeamFacts"]["properties"]] == ["division", "founded"]
        [search] = [
            operation["get"]
            for operation in document["paths"].values()
            if operation["get"]["operationId"] == "searchPositions"
        ]
        parameters = {each.get("name"): each for each in search["parameters"]}
        for name in ("seniority", "grade", "division"):
            assert parameters[name]["schema"]["type"] == "array"
            assert name in schemas["Facet"]["properties"]["name"]["enum"]
        assert parameters["grade"]["description"] == "Pay grade"


class TeamTests(HostCase):
    def test_facts_stand_on_the_page_of_the_team(self) -> None:
        html = self.html("/teams/backend/")
        self.assertInHTML("<div><dt>Division</dt><dd>Product and Design</dd></div>", html)
        self.assertInHTML("<div><dt>Founded in</dt><dd>2011</dd></div>", html)

    def test_positions_are_filtered_and_found_by_facts_of_their_team(self) -> None:
        self.add_position("Developer")
        assert self.titles("division=product") == ["Developer"]
        assert self.titles("division=staff") == []
        assert self.titles("q=design") == ["Developer"]
        assert self.choices("division") == [
            ("product", "Product and Design", 1),
            ("staff", "Staff functions", 0),
        ]

    def test_revision_outlives_a_snippet_that_was_deleted_since(self) -> None:
        self.team.staff_divisionfields = [DivisionFields(usual_seniority=self.senior)]
        revision = self.team.save_revision()
        self.senior.delete()
        [row] = revision.as_object().staff_divisionfields.all()
        assert row.usual_seniority is None

    def test_value_that_is_no_choice_is_an_error(self) -> None:
        answer = self.client.get("/api/careers/v1/positions/?division=sales")
        assert answer.status_code == 422


class EditorTests(HostCase):
    def setUp(self) -> None:
        user = get_user_model().objects.create_superuser("editor", "e@example.com", "secret")
        self.client.force_login(user)

    def test_fields_are_edited_in_the_form_of_a_position(self) -> None:
        position = self.add_position("Developer", seniority=self.senior)
        url = reverse("wagtailadmin_pages:edit", args=[position.pk])
        page = self.client.get(url)
        self.assertContains(page, "Grading")
        self.assertNotContains(page, "staff_stafffields-ADD")
        self.post(
            page,
            url,
            **{
                "staff_stafffields-0-seniority": self.junior.pk,
                "staff_stafffields-0-grade_min": 2,
            },
        )
        row = StaffFields.objects.get(position=position)
        assert (row.seniority, row.grade_min, row.grade_max) == (self.junior, 2, None)

    def test_row_is_made_when_something_is_filled_in(self) -> None:
        position = self.add_position("Developer")
        url = reverse("wagtailadmin_pages:edit", args=[position.pk])
        self.post(self.client.get(url), url)
        assert not StaffFields.objects.exists()
        self.post(self.client.get(url), url, **{"staff_stafffields-0-grade_min": 2})
        assert StaffFields.objects.get().position.pk == position.pk

    def test_swapped_range_is_kept_in_a_draft_and_not_published(self) -> None:
        position = self.add_position("Developer", grade_min=3)
        url = reverse("wagtailadmin_pages:edit", args=[position.pk])
        swapped = {"staff_stafffields-0-grade_min": 9, "staff_stafffields-0-grade_max": 1}
        page = self.client.get(url)
        answer = self.post(page, url, status=200, **swapped)
        self.assertContains(answer, "swap the two")
        self.post(page, url, action="save", **swapped)
        position.refresh_from_db()
        draft = position.get_latest_revision()
        with self.assertRaisesMessage(Exception, "swap the two"):
            draft.publish()
        assert StaffFields.objects.get().grade_min == 3

    def test_fields_are_edited_in_the_form_of_a_team(self) -> None:
        url = reverse("wagtailadmin_pages:edit", args=[self.team.pk])
        self.post(self.client.get(url), url, **{"staff_divisionfields-0-division": "staff"})
        assert DivisionFields.objects.get().division == "staff"

    def test_preview_shows_what_is_typed(self) -> None:
        position = self.add_position("Developer", seniority=self.senior)
        url = reverse("wagtailadmin_pages:edit", args=[position.pk])
        data = self.form_data(self.client.get(url)) | {
            "staff_stafffields-0-seniority": self.junior.pk
        }
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[position.pk])
        assert self.client.post(preview, data).json()["is_valid"]
        shown = self.client.get(f"{preview}?mode=open")
        self.assertContains(shown, "<dd>Junior</dd>")

    def test_table_exports_facts_without_formulas(self) -> None:
        Seniority.objects.filter(pk=self.senior.pk).update(name="=1+1")
        self.add_position("Developer", seniority=self.senior, grade_min=3, grade_max=7)
        url = reverse("wagtailadmin_explore", args=[self.index.pk])
        answer = self.client.get(url, {"export": "csv"})
        [row] = csv.DictReader(StringIO(answer.getvalue().decode()))
        assert (row["Seniority"], row["Pay grade"]) == ("'=1+1", "3–7")


class ElementsTests(HostCase):
    def test_script_filters_by_facts(self) -> None:
        script = self.html("/api/careers/v1/embed.js")
        assert '"facts":["seniority","grade","division"]' in script


class CostTests(HostCase):
    def test_facts_cost_no_query_for_each_position(self) -> None:
        numbers = []
        for title in ("One", "Two", "Three", "Four"):
            self.add_position(title, seniority=self.senior, grade_min=1)
            for address in ("/positions/", "/api/careers/v1/positions/"):
                with CaptureQueriesContext(connection) as queries:
                    self.client.get(address)
                numbers.append(len(queries))
        assert set(numbers[2::2]) == {numbers[2]}
        assert set(numbers[3::2]) == {numbers[3]}
