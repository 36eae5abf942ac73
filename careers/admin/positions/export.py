"""Export positions as a spreadsheet in which no text runs as a formula."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from typing import Any
from unicodedata import category

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from careers.core.moments import local
from careers.facts.fact import Fact
from careers.facts.registry import facts_of
from careers.positions.choices import PositionState

#: The beginnings of texts that a spreadsheet takes for a formula (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class PositionExportMixin:
    """Export all rows of a listing as CSV or XLSX, in its order."""

    export_filename = "positions"
    own_headings = {
        "title": _("Title"),
        "team": _("Team"),
        "locations": _("Locations"),
        "workplace": _("Workplace"),
        "types": _("Types"),
        "state": _("State"),
        "posted_date": _("Posted"),
        "closing_date": _("Closing date"),
        "closed_at": _("Closed at"),
        "reference": _("Reference"),
        "address": _("Address"),
    }
    custom_value_preprocess = SpreadsheetExportMixin.custom_value_preprocess | {
        str: {
            SpreadsheetExportMixin.FORMAT_CSV: lambda text: without_formula(text),
            SpreadsheetExportMixin.FORMAT_XLSX: lambda text: without_control_characters(text),
        }
    }

    @property
    def export_headings(self) -> dict[str, Any]:
        return self.own_headings | {_column(fact): fact.label for fact in facts_of("position")}

    @property
    def list_export(self) -> list[str]:
        return list(self.export_headings)

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        request = self.request  # type: ignore[attr-defined]
        values = {
            "title": item.title,
            "team": item.team.title if item.team else "",
            "locations": "; ".join(location.name for location in item.locations),
            "workplace": str(item.get_workplace_display()),
            "types": "; ".join(position_type.name for position_type in item.types),
            "state": str(PositionState(item.state).label),
            "posted_date": item.posted_date,
            "closing_date": item.closing_date,
            "closed_at": item.closed_at and _written(item.closed_at),
            "reference": item.reference,
            "address": item.get_full_url(request) or "",
            **{_column(fact): fact.text(fact.values_of(item)) for fact in facts_of("position")},
        }
        return OrderedDict((name, values[name]) for name in self.list_export)


def _column(fact: Fact) -> str:
    """Return a name that no other column has."""
    return f"fact {fact.name}"


def _written(moment: datetime) -> str:
    """Format `moment` in the user's time zone, to the minute."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def without_formula(text: str) -> str:
    """Return `text` for a CSV file, with an apostrophe before a formula."""
    plain = without_control_characters(text)
    return f"'{plain}" if plain.lstrip().startswith(FORMULA_STARTS) else plain


def without_control_characters(text: str) -> str:
    """Return `text` with spaces for characters that are invalid in XLSX or split a CSV cell."""
    return "".join(" " if category(char) in {"Cc", "Cs"} else char for char in text)
