from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from careers.models import Location, Person, PositionType
from tests.factories import LocationFactory, PersonFactory, PositionTypeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [LocationFactory, PositionTypeFactory])
def test_slug_is_unique_within_a_language(make: Any) -> None:
    first = make(slug="one")
    other_language = Locale.objects.create(language_code="he")
    make(slug="one", locale=other_language)
    twin = make.build(slug="one", locale=first.locale)
    with pytest.raises(ValidationError, match="has this slug: choose a different one") as error:
        twin.full_clean()
    assert list(error.value.message_dict) == ["slug"]
    first.full_clean()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"latitude": "90.000001"}, "latitude"),
        ({"latitude": "-91"}, "latitude"),
        ({"longitude": "180.5"}, "longitude"),
        ({"longitude": "-181"}, "longitude"),
        ({"country": ""}, "country"),
        ({"slug": "two words"}, "slug"),
    ],
)
def test_location_is_somewhere_on_earth(values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        LocationFactory.build(locale=Locale.get_default(), **values).full_clean()
    assert list(error.value.message_dict) == [field]


def test_location_at_the_edges_of_the_map_is_fine() -> None:
    LocationFactory.build(locale=Locale.get_default(), latitude="-90", longitude="180").full_clean()


def test_snippets_are_called_by_their_names() -> None:
    assert str(LocationFactory(name="Lisbon")) == "Lisbon"
    assert str(PositionTypeFactory(name="Intern")) == "Intern"
    assert str(PersonFactory(name="Alma Reyes")) == "Alma Reyes"


def test_types_stand_in_their_editors_order() -> None:
    PositionTypeFactory(name="B", order=2)
    PositionTypeFactory(name="C", order=1)
    PositionTypeFactory(name="A", order=2)
    assert [str(kind) for kind in PositionType.objects.all()] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Location, {"name": "Lisbon", "slug": "lisbon", "country": "PT"}),
        (PositionType, {"name": "Intern", "slug": "intern", "order": "0"}),
        (Person, {"name": "Alma Reyes", "job_title": "Developer", "unit": "Core"}),
    ],
)
def test_editor_adds_and_finds_a_snippet(
    admin_client: Client, model: Any, values: dict[str, str]
) -> None:
    name = f"wagtailsnippets_careers_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{name}:add")).status_code == 200
    assert admin_client.post(reverse(f"{name}:add"), values).status_code == 302
    added = model.objects.get()
    assert values["name"] in admin_client.get(reverse(f"{name}:list")).content.decode()
    assert admin_client.get(reverse(f"{name}:edit", args=(added.pk,))).status_code == 200


def test_second_location_with_a_slug_is_refused_in_the_admin(admin_client: Client) -> None:
    LocationFactory(slug="lisbon")
    values = {"name": "Lisbon", "slug": "lisbon", "country": "PT"}
    response = admin_client.post(reverse("wagtailsnippets_careers_location:add"), values)
    assert response.status_code == 200
    assert "Another location has this slug" in response.content.decode()
