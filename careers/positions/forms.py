"""The form of a position, more lenient with drafts than with what is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import DEFAULT_MAX_NUM, DELETION_FIELD_NAME, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from careers.core.formatting import currency_choices
from careers.core.ids import read_id
from careers.core.local_dates import LocalDates
from careers.core.slug_form import FreeSlugForm
from careers.positions.apply_url_field import ApplyUrlField
from careers.positions.team_field import TeamChoiceField, teams_for
from careers.positions.validation import Problem, problems_of

NO_CHOICE = ("", "---------")
#: What is chosen in each row of a list.
ROWS = {"position_locations": "location", "position_types": "position_type"}


class CountryCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes for all countries, in a box that scrolls."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "careers-countries", **(attrs or {})}, choices)

    class Media:
        css = {"all": ["careers/admin.css"]}


class PositionPageForm(FreeSlugForm):
    pay_currency = forms.ChoiceField(
        label=_("Currency"), choices=lambda: [NO_CHOICE, *currency_choices()], required=False
    )

    class Meta(FreeSlugForm.Meta):
        field_classes: ClassVar = {"apply_url": ApplyUrlField, "team": TeamChoiceField}
        error_messages: ClassVar = {
            **FreeSlugForm.Meta.error_messages,
            "team": {"required": _("Choose the team that this position belongs to.")},
        }

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data and _without_empty_rows(data), *args, **kwargs)
        if "team" in self.fields and self.for_user:
            team = self.fields["team"]
            positions, chosen = type(self.instance).objects, self.instance.team_id
            team.queryset = teams_for(self.for_user, team.queryset, positions, chosen)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for name, problem in list(self._problems(cleaned)):
                if name not in self.errors:
                    self.add_error(name, problem)
        return cleaned

    def clean_posted_date(self) -> Any:
        """Keep the date of a published position whose form was opened without one."""
        posted_date = self.cleaned_data.get("posted_date")
        if posted_date is None and self.instance.live:
            return self.instance.posted_date
        return posted_date

    def _get_validation_exclusions(self) -> set[str]:
        """Let a draft keep an address that isn't whole, which the model would refuse."""
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded | {"apply_url"} if self.is_deferred_validation else excluded

    def save(self, commit: bool = True) -> Any:
        # Previews are made by the same call: the date is stored with the revision, not here.
        self.instance.posted_date_changed = "posted_date" in self.changed_data
        return super().save(commit=commit)

    def _problems(self, cleaned: dict[str, Any]) -> Iterator[Problem]:
        url_path = self.instance.url_path or (self.parent_page and self.parent_page.url_path) or ""
        published = type(self.instance).objects.live().filter(pk=self.instance.pk)
        return problems_of(
            cleaned,
            LocalDates().at(url_path),
            published.values_list("closing_date", flat=True).first(),
        )


def _without_empty_rows(data: QueryDict) -> QueryDict:
    """Mark the rows of `data` in which nothing is chosen as deleted."""
    changed = data.copy()
    for relation, name in ROWS.items():
        for row in range(_number_of_rows(data, relation)):
            if not data.get(f"{relation}-{row}-{name}"):
                changed[f"{relation}-{row}-{DELETION_FIELD_NAME}"] = "on"
    return changed


def _number_of_rows(data: QueryDict, relation: str) -> int:
    total = read_id(str(data.get(f"{relation}-{TOTAL_FORM_COUNT}", "")))
    return min(total or 0, DEFAULT_MAX_NUM)
