"""How renditions are made: one at a time, once, and by the methods of a host where it has some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter, SourceImageIOError

from careers.core.image_presets import STAND_IN
from careers.image_library import preparation
from careers.image_library.preparation import prepare_image
from careers.image_library.renditions import guard_renditions
from careers.models import ImageFailure
from tests.careers.image_library.pictures import photo
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db

in_threads = pytest.mark.django_db(transaction=True, serialized_rollback=True)
RUN = Filter.run
PREPARE = preparation._prepare
MAX_SECONDS = 10


def run_in_threads(tasks: Iterable[Callable[[], Any]]) -> list[Any]:
    """The result of each task, all of them run at the same time with connections of their own."""

    def run(task: Callable[[], Any]) -> Any:
        try:
            return task()
        finally:
            connection.close()

    tasks = list(tasks)
    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(run, tasks))


def fresh(image: AbstractImage) -> Any:
    return get_image_model().objects.get(pk=image.pk)


@in_threads
def test_one_image_is_decoded_at_a_time_whatever_for(monkeypatch: pytest.MonkeyPatch) -> None:
    images = [ImageFactory() for _ in range(3)]
    running, most, lock = 0, 0, Lock()

    def watched(decode: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*args: Any, **kwargs: Any) -> Any:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            sleep(0.01)
            try:
                return decode(*args, **kwargs)
            finally:
                with lock:
                    running -= 1

        return watch

    monkeypatch.setattr(Filter, "run", watched(RUN))
    monkeypatch.setattr(preparation, "_prepare", watched(PREPARE))
    specs = ("max-10x10", "max-20x20", "max-30x30")
    content = photo()
    renditions = [lambda image=image: len(image.get_renditions(*specs)) for image in images]
    uploads = [lambda: prepare_image(content).size for _ in range(3)]
    assert run_in_threads([*renditions, *uploads]) == [3, 3, 3, *[(40, 60)] * 3]
    assert most == 1


@in_threads
def test_rendition_that_others_make_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    runs = []

    def count(*args: Any, **kwargs: Any) -> Any:
        runs.append(args)
        sleep(0.05)
        return RUN(*args, **kwargs)

    monkeypatch.setattr(Filter, "run", count)
    made = run_in_threads([lambda: fresh(image).get_rendition("max-10x10").pk] * 6)
    assert len(set(made)) == 1
    assert len(runs) == 1


@in_threads
def test_image_that_fails_for_one_is_not_tried_by_those_who_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = ImageFactory()
    runs = []

    def fail(*args: Any, **kwargs: Any) -> Any:
        runs.append(args)
        sleep(0.05)
        raise KeyError("CMYK")

    def try_it() -> None:
        with pytest.raises(SourceImageIOError):
            fresh(image).get_rendition("max-10x10")

    monkeypatch.setattr(Filter, "run", fail)
    run_in_threads([try_it] * 6)
    assert len(runs) == 1


@in_threads
@pytest.mark.parametrize("task", ["rendition", "upload"])
def test_those_who_keep_the_database_locked_wait_for_nobody_who_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    image = ImageFactory()
    is_locked, is_decoding = Event(), Event()

    def decode_while_it_is_locked(*args: Any, **kwargs: Any) -> Any:
        is_decoding.set()
        return RUN(*args, **kwargs)

    def write_row() -> None:
        is_locked.wait(MAX_SECONDS)
        fresh(image).get_rendition("max-10x10")

    def lock_database() -> None:
        with transaction.atomic():
            get_image_model().objects.filter(pk=image.pk).update(title="Locked")
            is_locked.set()
            is_decoding.wait(MAX_SECONDS)
            sleep(0.2)  # the other thread has decoded by now, and waits for the database
            if task == "upload":
                get_image_model().objects.create(title="A", file=upload)
            else:
                fresh(image).get_rendition("max-10x10")

    upload = ImageFactory.build().file
    monkeypatch.setattr(Filter, "run", decode_while_it_is_locked)
    begin = monotonic()
    run_in_threads([write_row, lock_database])
    assert monotonic() - begin < MAX_SECONDS
    assert not ImageFailure.objects.exists()


# A host's own methods


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The image model as it was before the plugin had changed it."""
    model = get_image_model()
    for name in ("create_rendition", "create_renditions", "generate_rendition_file"):
        monkeypatch.setattr(model, name, getattr(AbstractImage, name))
    return model


def test_host_makes_renditions_in_its_own_way(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def create_rendition(image: AbstractImage, filter: Filter) -> Any:
        made.append(filter.spec)
        return AbstractImage.create_rendition(image, filter)

    monkeypatch.setattr(model, "create_rendition", create_rendition)
    guard_renditions(model)
    image = ImageFactory()
    image.get_rendition("max-10x10")
    image.get_renditions("max-20x20", "max-30x30")
    assert made == [STAND_IN.spec, "max-10x10", "max-20x20", "max-30x30"]
    assert image.renditions.count() == 4


def test_host_makes_several_renditions_in_its_own_way(
    model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def create_renditions(image: AbstractImage, *filters: Filter) -> Any:
        made.extend(item.spec for item in filters)
        return {item: image.create_rendition(item) for item in filters}

    monkeypatch.setattr(model, "create_renditions", create_renditions)
    guard_renditions(model)
    ImageFactory().get_renditions("max-20x20", "max-30x30")
    assert made == ["max-20x20", "max-30x30"]


@pytest.mark.parametrize("method", ["create_rendition", "create_renditions"])
def test_failure_of_a_host_s_method_is_noted_once(
    model: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    def fail(image: AbstractImage, *filters: Filter) -> Any:
        raise ConnectionError("The service for images does not answer.")

    def ask_each(image: AbstractImage, *filters: Filter) -> Any:
        return {item: image.create_rendition(item) for item in filters}

    monkeypatch.setattr(model, "create_renditions", ask_each)
    monkeypatch.setattr(model, method, fail)
    guard_renditions(model)
    with pytest.raises(SourceImageIOError):
        ImageFactory().get_renditions("max-20x20", "max-30x30")
    assert ImageFailure.objects.get().reason == "The service for images does not answer."
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1
