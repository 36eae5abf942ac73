"""A team, a position and all blocks go through a translation with wagtail-localize."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments

from careers.models import PositionPage, PositionType, TeamPage
from careers.positions.lifecycle import Close, SetClosingDate
from home.models import HomePage, StandardPage
from tests.careers import block_data
from tests.careers.block_catalogue import PAGE_TYPES
from tests.factories import (
    ImageFactory,
    LocationFactory,
    NewsFeedFactory,
    PersonFactory,
    PositionTypeFactory,
    Tree,
    today,
)
from tests.soup import get_soup

#: One character, as some texts have room for no more.
TRANSLATED = "Ä"


@pytest.fixture
def german(db: None) -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]


def translate(source_object: Any, locale: Locale) -> Any:
    """Translate everything that a translator gets, and publish it."""
    source, _created = TranslationSource.update_or_create_from_instance(source_object)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": in_german(segment)},
        )
    Translation.objects.get_or_create(source=source, target_locale=locale)
    translated, _created = source.create_or_update_translation(locale, fallback=False)
    return type(translated).objects.get(pk=translated.pk)


def in_german(segment: StringSegment) -> str:
    text: str = segment.string.data
    return f"de-{text}" if segment.context.path == "slug" else f"{TRANSLATED}{text}"


def handed_over(source_object: Any) -> set[str]:
    """The texts that translators get of an object."""
    source, _created = TranslationSource.update_or_create_from_instance(source_object)
    segments = StringSegment.objects.filter(source=source)
    return set(segments.values_list("string__data", flat=True))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in {"id", "type"}:
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_every_block_goes_through_a_translation(
    tree: Tree, german: Locale, model: type[Page]
) -> None:
    person, location, picture = PersonFactory(), LocationFactory(), ImageFactory()
    for snippet in (person, location):
        translate(snippet, german)
    pages: dict[type[Page], Page] = {
        TeamPage: tree.team,
        PositionPage: tree.add_position(title="Baker"),
        HomePage: tree.home,
        StandardPage: tree.home.add_child(instance=StandardPage(title="About", slug="about")),
    }
    translate(tree.home, german)
    for above in (tree.teams, tree.positions):
        translate(above, german)
    page = pages[model]
    field: Any = model._meta.get_field("body")
    stored = [
        each
        for each in block_data.one_of_each(picture, person, location, NewsFeedFactory())
        if each["type"] in field.stream_block.child_blocks
    ]
    missing = [
        {"type": name, "value": block.get_prep_value(block.get_default())}
        for name, block in field.stream_block.child_blocks.items()
        if name not in {each["type"] for each in stored}
    ]
    block_data.set_body(page, [*stored, *missing])
    original: Any = model.objects.get(pk=page.pk)
    copy = translate(original, german)
    before, after = (each.body.get_prep_value() for each in (original, copy))
    assert [block["type"] for block in after] == [block["type"] for block in before]
    handed = handed_over(original)
    assert len(handed) > 4
    shown = "\n".join(texts(after))
    assert shown.count(TRANSLATED) >= len(handed) - 3  # title and slugs stand in fields


def test_blocks_of_defaults_go_through_a_translation(tree: Tree, german: Locale) -> None:
    for model in PAGE_TYPES:
        field: Any = model._meta.get_field("body")
        blocks = field.stream_block
        value = StreamValue(
            blocks,
            [
                (name, block.get_default(), str(uuid4()))
                for name, block in blocks.child_blocks.items()
            ],
        )
        page = model(title="New", slug="new", body=value)
        assert extract_segments(page)


def test_team_and_position_are_published_in_another_language(
    client: Client, tree: Tree, german: Locale
) -> None:
    lisbon, intern = LocationFactory(name="Lisbon", slug="lisbon"), PositionTypeFactory()
    block_data.set_body(tree.team, [block_data.about(), block_data.open_positions()])
    position = tree.save_position(
        title="Baker",
        locations=[lisbon],
        types=[intern],
        reference="R-1",
        pay_min=10,
        pay_currency="EUR",
        pay_period="hour",
        body=block_data.as_body([block_data.section()]),
        source="ats",
        external_id="4711",
    )
    handed = handed_over(position)
    assert {"EUR", "R-1", "4711"}.isdisjoint(handed)
    for each in (lisbon, intern, tree.home, tree.teams, tree.positions):
        translate(each, german)
    team = translate(TeamPage.objects.get(pk=tree.team.pk), german)
    copy = translate(position, german)
    assert copy.team_id == team.pk
    assert [each.locale for each in copy.locations] == [german]
    assert [each.locale for each in copy.types] == [german]
    assert (copy.reference, copy.pay_currency, copy.external_id) == ("R-1", "EUR", "4711")
    page = get_soup(client, copy.get_url())
    assert page.select_one(f'a[href="{team.get_url()}"]')
    alternates = page.select('link[rel="alternate"][hreflang]')
    assert {each["hreflang"] for each in alternates} == {"en-gb", "de"}
    index = get_soup(client, copy.get_parent().get_url())
    choice = index.select_one(f'input[name="location"][value="{copy.locations[0].slug}"]')
    assert choice is not None
    assert copy.title in index.get_text()
    assert PositionType.objects.filter(locale=german).count() == 1


def test_an_older_translation_brings_no_old_date_back(tree: Tree, german: Locale) -> None:
    for each in (tree.home, tree.teams, tree.positions):
        translate(each, german)
    position = tree.save_position(title="Baker")
    copy = translate(position, german)
    day = today() + timedelta(days=9)
    SetClosingDate(position, day=day).execute()
    source = TranslationSource.objects.get_for_instance(position)
    source.create_or_update_translation(german)
    for each in (position, copy):
        assert PositionPage.objects.get(pk=each.pk).closing_date == day
    Close(position).execute()
    source.create_or_update_translation(german)
    assert PositionPage.objects.get(pk=copy.pk).closed_at is not None
