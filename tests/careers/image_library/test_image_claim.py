"""One process at a time cuts an image."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from careers.core.image_presets import (
    filters_of,
)
from careers.image_library.image_claim import CLAIM_LASTS, claimed
from careers.image_library.tasks import is_avif, is_quick, make_missing, make_quick_renditions
from careers.models import ImageClaim
from tests.careers.image_library.work_queue import specs, specs_of, tasks, work
from tests.factories import (
    ImageFactory,
    PersonFactory,
    Tree,
)

pytestmark = pytest.mark.django_db


def test_image_that_another_process_cuts_is_left_to_it(
    tree: Tree, cuts: list[tuple[int, str]]
) -> None:
    image = ImageFactory()
    PersonFactory(photo=image)
    with claimed(str(image.pk)) as is_ours:
        assert is_ours
        work()
    assert not cuts
    assert not ImageClaim.objects.exists()


@pytest.mark.parametrize("is_wanted", [is_quick, is_avif])
def test_task_comes_again_when_another_process_has_its_image(
    tree: Tree, is_wanted: Callable[[Filter], bool]
) -> None:
    image = ImageFactory()
    PersonFactory(photo=image)
    if is_wanted is is_avif:
        make_missing(str(image.pk), is_quick)
        make_quick_renditions.call(str(image.pk))
    with claimed(str(image.pk)):
        work()
    assert not specs("portrait") <= specs_of(image)
    tasks().filter(status="READY").update(run_after=timezone.now())  # a minute later
    work()
    assert specs("portrait") <= specs_of(image)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_image_that_is_deleted_before_it_is_claimed_is_nobodys() -> None:
    image = ImageFactory()
    key = image.pk
    image.delete()
    with claimed(key) as is_ours:
        assert not is_ours


def test_claim_of_a_process_that_has_died_is_void_after_a_while(tree: Tree) -> None:
    image = ImageFactory()
    PersonFactory(photo=image)
    ImageClaim.objects.create(image=image, claimed_at=timezone.now() - CLAIM_LASTS)
    ImageClaim.objects.update(claimed_at=timezone.now() - CLAIM_LASTS - timedelta(seconds=1))
    work()
    assert specs("portrait") <= specs_of(image)
    assert not ImageClaim.objects.exists()


def test_image_that_changes_while_it_is_cut_is_cut_once_more(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = ImageFactory(file__width=900, file__height=600)
    PersonFactory(photo=image)
    create = get_image_model().create_renditions

    def change_meanwhile(stored: Any, *filters: Filter) -> Any:
        monkeypatch.setattr(get_image_model(), "create_renditions", create)
        made = create(stored, *filters)
        image.focal_point_x = image.focal_point_y = 30
        image.focal_point_width = image.focal_point_height = 20
        image.save()
        make_quick_renditions.call(str(image.pk))  # of another process, which leaves it alone
        return made

    monkeypatch.setattr(get_image_model(), "create_renditions", change_meanwhile)
    make_quick_renditions.call(str(image.pk))
    keys = {item.get_cache_key(image) for item in filters_of("portrait")}
    cut = image.renditions.filter(focal_point_key__in=keys).values_list("filter_spec", flat=True)
    assert set(cut) == {spec for spec in specs("portrait") if not spec.startswith("format-avif")}
