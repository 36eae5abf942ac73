"""A form field that offers teams by name, instead of their pages in the tree."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext


class TeamChoiceField(forms.ModelChoiceField):
    """Offers all teams by name, and marks those whose page isn't published."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset.order_by("title", "pk").defer("body"), **kwargs)

    def label_from_instance(self, team: Any) -> str:
        title: str = team.get_admin_display_title()
        if team.live:
            return title
        return gettext("%(team)s (not published)") % {"team": title}
