"""A form field that offers teams by name, instead of their pages in the tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext

from careers.core.ids import read_id
from careers.core.privacy import readable_by


class TeamChoiceField(forms.ModelChoiceField):
    """Offers teams by name, and marks those whose page isn't published."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.order_by("title", "pk").defer("body"), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Refuse a number that no row can have; Django does so for other keys than a page's."""
        if value not in self.empty_values and read_id(str(value)) is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
            )
        return super().to_python(value)

    def label_from_instance(self, team: Any) -> str:
        """Return the published name, or that of the draft where nothing is published."""
        if team.live:
            return str(team.title)
        return gettext("%(team)s (not published)") % {"team": team.get_admin_display_title()}


def teams_for(user: Any, teams: Any, positions: Any, chosen: int | None = None) -> Any:
    """Return those of `teams` whose names `user` may know.

    These are teams whose pages the user may read, those of `positions`, and the one that is
    `chosen` already. A team that is being prepared is no news for everybody in the admin.
    """
    if user.is_superuser:
        return teams
    known = readable_by(teams, user).order_by().values("pk")
    worked_with = positions.worked_on_by(user).order_by().values("team")
    return teams.filter(Q(pk__in=known) | Q(pk__in=worked_with) | Q(pk=chosen))
