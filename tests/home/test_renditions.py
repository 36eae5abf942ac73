from __future__ import annotations

import pytest
from wagtail.models import Collection

from careers.core.image_presets import IMAGE_PRESETS
from home.demo.renditions import filters_of, make_renditions
from home.icons import ICON_SPECS
from tests.factories import ImageFactory


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_picture_is_cut_for_the_places_where_it_is_shown() -> None:
    collection = Collection.get_first_root_node().add_child(name="Demo")
    portrait = ImageFactory(file__filename="portrait-01.png", collection=collection)
    unused = ImageFactory(file__filename="missing.png", collection=collection)
    icon = ImageFactory(file__filename="icon.png", collection=collection)
    ImageFactory(file__filename="portrait-02.png")

    assert make_renditions("Demo") == 3

    specs = {item.spec for item in IMAGE_PRESETS["portrait"].filters}
    assert set(portrait.renditions.values_list("filter_spec", flat=True)) == specs
    assert set(icon.renditions.values_list("filter_spec", flat=True)) == set(ICON_SPECS)
    assert not unused.renditions.exists()


@pytest.mark.django_db
def test_picture_with_a_place_of_its_own_is_known_under_a_changed_name() -> None:
    poster = ImageFactory(file__filename="article-nineteen_b7Xq2.png")
    other = ImageFactory(file__filename="article-forty.png")
    assert set(IMAGE_PRESETS["poster"].filters) <= set(filters_of(poster))
    assert not set(IMAGE_PRESETS["poster"].filters) & set(filters_of(other))
