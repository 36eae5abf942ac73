"""Format money, dates, time zones and lists in the reader's language; shorten texts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_territory_currencies
from django.utils.translation import get_language, to_locale
from django_countries import countries

LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")


@cache
def currency_codes() -> tuple[str, ...]:
    """Return the ISO 4217 codes of today's currencies, sorted. Source: Unicode CLDR, by Babel."""
    codes: set[str] = set()
    for country in countries.countries:
        codes.update(get_territory_currencies(country))
    return tuple(sorted(codes))


def currency_choices() -> list[tuple[str, str]]:
    """Return the code and the name of each currency in the active language."""
    names = _locale().currencies
    return [(code, f"{code} – {names.get(code, code)}") for code in currency_codes()]


def format_pay(minimum: Decimal, maximum: Decimal | None, currency: str) -> str:
    """Format an amount or a range in the active language, the currency once: €62,000–84,000."""
    amounts = [minimum] if maximum in (None, minimum) else [minimum, maximum]
    has_fraction = any(amount != amount.to_integral_value() for amount in amounts)
    texts = [_with_currency(amount, currency, has_fraction) for amount in amounts]
    if len(texts) == 1:
        return texts[0]
    bare = [_bare(amount, has_fraction) for amount in amounts]
    if texts[0][-1].isdigit():
        return f"{texts[0]}–{bare[1]}"
    return f"{bare[0]}–{texts[1]}"


def long_date(day: date) -> str:
    """Format a date with its month in words: 9 November 2026."""
    return format_date(day, "long", locale=_locale())


def any_of(names: list[str]) -> str:
    """Join `names` as alternatives: Portugal, Ireland or Israel."""
    return format_list(names, style="or", locale=_locale())


def time_zone_name(now: datetime) -> str:
    """Name the zone of `now` with its distance from UTC at that moment: Israel Time (UTC+2)."""
    offset = now.utcoffset() or timedelta()
    minutes = round(abs(offset).total_seconds() / 60)
    distance = f"{minutes // 60}:{minutes % 60:02}" if minutes % 60 else str(minutes // 60)
    sign = "\N{MINUS SIGN}" if offset < timedelta() else "+"
    zone = str(now.tzinfo)
    if get_global("zone_territories").get(zone, "ZZ") == "ZZ":  # a zone of no place has no name
        return f"UTC{sign}{distance}"
    return f"{get_timezone_name(now.tzinfo, locale=_locale())} (UTC{sign}{distance})"


def shorten(text: str, max_length: int) -> str:
    """Shorten `text` to `max_length` characters, between words where there are any."""
    if len(text) <= max_length:
        return text
    kept = text[: max_length - 1]
    words, gap, _rest = kept.rpartition(" ")
    if gap and len(words) >= max_length // 2 and not text[max_length - 1].isspace():
        kept = words
    return kept.rstrip(" ,;:–—-") + "…"


def _with_currency(amount: Decimal, currency: str, has_fraction: bool) -> str:
    pattern: str = _locale().currency_formats["standard"].pattern
    text = format_currency(
        amount,
        currency,
        locale=_locale(),
        currency_digits=has_fraction,
        format=None if has_fraction else pattern.replace("0.00", "0"),
    )
    return LETTER_BEFORE_DIGIT.sub("\u00a0", text)  # as CLDR has it, unlike Babel: PLN 29,000


def _bare(amount: Decimal, has_fraction: bool) -> str:
    places = "0.00" if has_fraction else "0"
    return format_decimal(amount, format=f"#,##{places}", locale=_locale())


def _locale() -> Locale:
    try:
        return Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
