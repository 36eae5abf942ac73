from __future__ import annotations

import pytest
from wagtail.models import Collection

from careers.images import ROLES
from home.demo.renditions import make_renditions
from tests.factories import ImageFactory


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_picture_is_cut_for_the_places_where_it_is_shown() -> None:
    collection = Collection.get_first_root_node().add_child(name="Demo")
    portrait = ImageFactory(file__filename="portrait-01.png", collection=collection)
    mark = ImageFactory(file__filename="mark.png", collection=collection)
    ImageFactory(file__filename="portrait-02.png")

    assert make_renditions("Demo") == 2

    specs = {item.spec for item in ROLES["portrait"].filters}
    assert set(portrait.renditions.values_list("filter_spec", flat=True)) == specs
    assert not mark.renditions.exists()
