from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from careers.core.formatting import any_of, currency_choices, currency_codes, format_pay, long_date
from careers.models import PositionPage

LANGUAGES = ["en", "en-gb", "he", "de", "pl", "ja", "ar", "pt-br", "zh-hans", "xx", "tlh"]
amounts = st.decimals(0, 10**9, places=2)


@pytest.mark.parametrize(
    ("language", "minimum", "maximum", "currency", "expected"),
    [
        ("en", "62000", "84000", "EUR", "€62,000–84,000"),
        ("en-gb", "62000", "84000", "GBP", "£62,000–84,000"),
        ("en", "62000", None, "EUR", "€62,000"),
        ("en", "62000", "62000", "EUR", "€62,000"),
        ("en", "15.50", None, "USD", "$15.50"),
        ("en", "15.50", "20", "USD", "$15.50–20.00"),
        ("en", "15", "20.25", "USD", "$15.00–20.25"),
        ("en", "0", None, "EUR", "€0"),
        ("en", "29000", "38000", "PLN", "PLN\xa029,000–38,000"),
        ("en", "29000", None, "CHF", "CHF\xa029,000"),
        ("de", "62000", "84000", "EUR", "62.000–84.000\xa0€"),
        ("de", "15.50", None, "EUR", "15,50\xa0€"),
        ("pl", "12000", "15000", "PLN", "12\xa0000–15\xa0000\xa0zł"),
        ("xx", "62000", None, "EUR", "€62,000"),
    ],
)
def test_pay_stands_as_the_language_writes_it(
    language: str, minimum: str, maximum: str | None, currency: str, expected: str
) -> None:
    with translation.override(language):
        pay = format_pay(Decimal(minimum), Decimal(maximum) if maximum else None, currency)
    assert pay == expected


@given(
    language=st.sampled_from(LANGUAGES),
    minimum=amounts,
    maximum=st.none() | amounts,
    currency=st.sampled_from(currency_codes()),
)
def test_any_pay_in_any_language_names_its_currency_once(
    language: str, minimum: Decimal, maximum: Decimal | None, currency: str
) -> None:
    with translation.override(language):
        pay = format_pay(minimum, maximum, currency)
        symbol = format_pay(Decimal(0), None, currency).strip("0٠.,\xa0\u200f\u200e")
    assert pay.count(symbol) == 1
    assert ("–" in pay) is (maximum is not None and maximum != minimum)


@pytest.mark.django_db
def test_pay_names_its_period() -> None:
    position = PositionPage(pay_min=Decimal(25), pay_currency="EUR", pay_period="hour")
    assert position.pay == "€25 an hour"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "November 9, 2026"), ("en-gb", "9 November 2026"), ("de", "9. November 2026")],
)
def test_date_has_its_month_in_words(language: str, expected: str) -> None:
    with translation.override(language):
        assert long_date(date(2026, 11, 9)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["Portugal"], "Portugal"),
        (["Portugal", "Ireland"], "Portugal or Ireland"),
        (["Portugal", "Ireland", "Israel"], "Portugal, Ireland or Israel"),
    ],
)
def test_alternatives_are_joined_by_or(names: list[str], expected: str) -> None:
    with translation.override("en-gb"):
        assert any_of(names) == expected


def test_currencies_are_those_in_use() -> None:
    codes = currency_codes()
    assert {"EUR", "USD", "ILS", "JPY"} <= set(codes)
    assert not {"DEM", "FRF", "XXX"} & set(codes)
    assert list(codes) == sorted(set(codes))


@pytest.mark.parametrize(("language", "expected"), [("en", "EUR – Euro"), ("xx", "EUR – Euro")])
def test_currencies_have_their_names(language: str, expected: str) -> None:
    with translation.override(language):
        assert dict[str, Any](currency_choices())["EUR"] == expected
