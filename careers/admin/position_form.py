"""The rules of the position form, in an editor's words.

A draft may be as incomplete or contradictory as its author likes; publishing it may not.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from careers.clock import LocalDays
from careers.wording import currency_choices

NO_CHOICE = ("", "---------")


class CountryCheckboxes(forms.CheckboxSelectMultiple):
    """All countries in a box of its own that scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "careers-countries", **(attrs or {})}, choices)

    class Media:
        css = {"all": ["careers/admin.css"]}


class PositionPageForm(WagtailAdminPageForm):
    pay_currency = forms.ChoiceField(
        label=_("Currency"), choices=lambda: [NO_CHOICE, *currency_choices()], required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self._check_pay(cleaned)
            self._check_dates(cleaned)
        return cleaned

    def clean_posted_date(self) -> Any:
        """A published position keeps its date when a form that was opened before has none."""
        posted_date = self.cleaned_data.get("posted_date")
        if posted_date is None and self.instance.live:
            return self.instance.posted_date
        return posted_date

    def save(self, commit: bool = True) -> Any:
        # Previews are made by the same call: the date is stored with the revision, not here.
        self.instance.posted_date_changed = "posted_date" in self.changed_data
        return super().save(commit=commit)

    def _check_pay(self, cleaned: dict[str, Any]) -> None:
        minimum, maximum = cleaned.get("pay_min"), cleaned.get("pay_max")
        needed = {
            "pay_min": _("Enter the lowest pay, or clear the other fields of the pay."),
            "pay_currency": _("Choose the currency of the pay."),
            "pay_period": _("Choose what the pay is for: an hour, a month, a year."),
        }
        given = [cleaned.get(name) for name in (*needed, "pay_max")]
        if any(value not in (None, "") for value in given):
            for name, message in needed.items():
                if cleaned.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, message)
        for name, amount in (("pay_min", minimum), ("pay_max", maximum)):
            if amount is not None and amount < 0:
                self.add_error(name, _("Pay can't be less than zero."))
        if minimum is not None and maximum is not None and maximum < minimum:
            self.add_error("pay_max", _("The highest pay is below the lowest: swap the two."))

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        posted, closing = cleaned.get("posted_date"), cleaned.get("closing_date")
        url_path = self.instance.url_path or (self.parent_page and self.parent_page.url_path) or ""
        today = LocalDays().at(url_path)
        if posted and posted > today:
            self.add_error(
                "posted_date",
                _("This day is still to come. To publish later, set a schedule instead."),
            )
        if not closing:
            return
        if posted and closing < posted:
            self.add_error("closing_date", _("It would close before it was posted."))
        elif closing < today and not self._is_published_with(closing):
            self.add_error(
                "closing_date", _("This day is over: choose a later one, or leave the field empty.")
            )

    def _is_published_with(self, closing: date) -> bool:
        """Whether visitors see this closing date already; a draft may have it without them."""
        published = type(self.instance).objects.live()
        return published.filter(pk=self.instance.pk, closing_date=closing).exists()
