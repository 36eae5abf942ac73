"""The API answers as its OpenAPI document says, whatever is asked: all checks of schemathesis."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from careers.search.parameters import PositionFilters
from tests.home.demo import load, pretend_renditions

DOCUMENT = "/api/careers/v1/openapi.json"
#: At least so many an operation: `SCHEMATHESIS_EXAMPLES=500` looks closer.
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "50"))


def is_search_query(text: str) -> bool:
    """Tell whether a query has no more than eight words, and any at all, which no pattern can."""
    return not PositionFilters.parse(QueryDict(urlencode({"q": text})))[1]


text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200)
schemathesis.openapi.format("search-query", text.filter(is_search_query))


@pytest.fixture
def api(db: None) -> Any:
    load()
    pretend_renditions()
    return schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())


schema = schemathesis.pytest.from_fixture("api")


@pytest.mark.slow
@pytest.mark.every_database
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_the_document_says(case: Any) -> None:
    # The client of WSGI applications can't read answers that are compressed.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
