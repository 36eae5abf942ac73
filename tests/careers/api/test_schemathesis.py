"""The API answers as its OpenAPI document says, whatever is asked: all checks of schemathesis."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.http import QueryDict
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from schemathesis.generation import GenerationMode
from schemathesis.generation.hypothesis.builder import (
    HypothesisTestConfig,
    HypothesisTestMode,
    create_test,
)

from careers.api.api import api
from careers.search.parameters import PositionFilters
from tests.home.demo import load, pretend_renditions

#: The least number an operation; `SCHEMATHESIS_EXAMPLES=500` looks closer.
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "50"))


def is_search_query(text: str) -> bool:
    """Tell whether a query has eight words at the most, and any at all, which no pattern can."""
    return not PositionFilters.parse(QueryDict(urlencode({"q": text})))[1]


text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200)
schemathesis.openapi.format("search-query", text.filter(is_search_query))
#: Since older moments no changes are known.
minutes = st.integers(1, 30 * 24 * 60)
moments = minutes.map(lambda number: timezone.now() - timedelta(minutes=number))
schemathesis.openapi.format("date-time", moments.map(datetime.isoformat))
schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
operations: Any = schema.get_all_operations()
OPERATIONS = {operation.label: operation for operation in (each.ok() for each in operations)}


@pytest.fixture(scope="module")
def demo_site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The demo content, loaded once for all operations."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=folder):
            load()
            pretend_renditions()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(demo_site: None, db: None) -> Iterator[Any]:
    """The WSGI application; its requests leave the connection of the test open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.every_database
@pytest.mark.parametrize("label", OPERATIONS)
def test_answers_are_as_the_document_says(label: str, site: Any) -> None:
    numbers = dict.fromkeys(GenerationMode, 0)

    def ask(case: Any) -> None:
        numbers[case.meta.generation.mode] += 1
        # Nothing is compressed: schemathesis can't read that of a WSGI application.
        case.call_and_validate(app=site, headers={"Accept-Encoding": "identity"})

    asking(OPERATIONS[label], ask)()
    assert sum(numbers.values()) >= EXAMPLES
    assert all(numbers.values())


def asking(operation: Any, ask: Any) -> Any:
    """Return a test with the examples of the document, all limits, and many made-up values.

    Schemathesis' own decorator gives all operations the same id, since pytest 9.2.
    """
    settings = hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    config = HypothesisTestConfig(
        project=schema.config, settings=settings, modes=list(HypothesisTestMode)
    )
    return create_test(operation=operation, test_func=ask, config=config)
