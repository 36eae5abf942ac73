"""The actions on positions as the admin offers them: their forms, questions and messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from careers.admin.positions.policies import may_close_and_reopen
from careers.models import PositionPage, TeamPage
from careers.positions import lifecycle
from careers.positions.lifecycle import (
    Close,
    Duplicate,
    MoveToTeam,
    PositionAction,
    Reopen,
    Result,
    SetClosingDate,
)
from careers.positions.permissions import may_add_beside
from careers.positions.team_field import TeamChoiceField, teams_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ActionForm(forms.Form):
    """An action on positions: the words around it, and the fields for its options.

    It names many positions by their number, and one that is in the address by its title.
    """

    action_class: ClassVar[type[PositionAction]]

    icon: ClassVar[str]
    heading: ClassVar[StrOrPromise]
    confirm: ClassVar[StrOrPromise]
    cancel: ClassVar[StrOrPromise]
    #: The name of the action that undoes it, which needs no options.
    undone_by: ClassVar[str | None] = None

    #: The name of the action on one position, in the `ACTIONS_ON_ONE` only.
    title: ClassVar[StrOrPromise]

    def __init__(self, data: Any = None, *, user: Any = None) -> None:
        """Read `data`; offer only what `user` may know, without one everything."""
        super().__init__(data)

    @staticmethod
    def is_permitted(position: PositionPage, user: Any) -> bool:
        return may_close_and_reopen(position, user)

    def apply(self, ids: Sequence[int], user: Any) -> list[Result]:
        """Apply the action to all the positions, or raise `LifecycleError`."""
        return lifecycle.apply(self.action_class, ids, user, **self.options())

    def options(self) -> dict[str, Any]:
        """Return the options of the action as they were filled in."""
        return {}

    def trial_options(self) -> dict[str, Any]:
        """Return options to tell which positions refuse the action, before they are filled in."""
        return self.options()

    def question(self, number: int) -> str:
        raise NotImplementedError

    def label(self, number: int) -> str:
        """Return the label of a button that applies the action without a question."""
        raise NotImplementedError

    def report(self, results: Sequence[Result]) -> str:
        """Return what was done, for the message above the listing."""
        raise NotImplementedError

    def cautions(self, results: Sequence[Result]) -> list[str]:
        """Return warnings about what was done."""
        return []

    def question_about(self, position: PositionPage) -> str:
        raise NotImplementedError

    def report_on_one(self, result: Result) -> str:
        raise NotImplementedError

    def success_url(self, result: Result) -> str:
        """Return where to go on after the action on one position, or "" for where it began."""
        return ""


class CloseForm(ActionForm):
    action_class = Close
    icon = "lock"
    heading = _("Close positions")
    confirm = _("Yes, close")
    cancel = _("No, don't close")
    undone_by = "reopen"
    title = _("Close for candidates")

    def question(self, number: int) -> str:
        return ngettext(
            "Close this position? Candidates can't apply any more; its page stays and says so.",
            "Close these %(number)d positions? Candidates can't apply any more; "
            "their pages stay and say so.",
            number,
        ) % {"number": number}

    def label(self, number: int) -> str:
        return ngettext("Close it", "Close these %(number)d", number) % {"number": number}

    def report(self, results: Sequence[Result]) -> str:
        return ngettext(
            "%(number)d position was closed.", "%(number)d positions were closed.", len(results)
        ) % {"number": len(results)}

    def question_about(self, position: PositionPage) -> str:
        return gettext(
            "Nobody can apply for “%(title)s” any more. Its page stays and says so."
        ) % _title(position)

    def report_on_one(self, result: Result) -> str:
        return gettext("“%(title)s” is closed for candidates.") % _title(result.position)


class ReopenForm(ActionForm):
    action_class = Reopen
    icon = "lock-open"
    heading = _("Reopen positions")
    confirm = _("Yes, reopen")
    cancel = _("No, don't reopen")
    undone_by = "close"
    title = _("Reopen")

    def question(self, number: int) -> str:
        return ngettext(
            "Reopen this position? Candidates can apply again. A closing date that has passed "
            "is cleared.",
            "Reopen these %(number)d positions? Candidates can apply again. Closing dates that "
            "have passed are cleared.",
            number,
        ) % {"number": number}

    def label(self, number: int) -> str:
        return ngettext("Reopen it", "Reopen these %(number)d", number) % {"number": number}

    def report(self, results: Sequence[Result]) -> str:
        return ngettext(
            "%(number)d position was reopened.", "%(number)d positions were reopened.", len(results)
        ) % {"number": len(results)}

    def cautions(self, results: Sequence[Result]) -> list[str]:
        cautions = []
        if number := sum(1 for item in results if item.log_data["cleared_closing_date"]):
            cautions.append(
                ngettext(
                    "The closing date of %(number)d position had passed and was cleared.",
                    "The closing dates of %(number)d positions had passed and were cleared.",
                    number,
                )
                % {"number": number}
            )
        ids = [item.position.pk for item in results]
        if number := len(ids) - PositionPage.objects.open().filter(pk__in=ids).count():
            cautions.append(
                ngettext(
                    "Candidates don't see %(number)d position yet: its page or that of its team "
                    "isn't published, or is private.",
                    "Candidates don't see %(number)d positions yet: their pages or those of their "
                    "teams aren't published, or are private.",
                    number,
                )
                % {"number": number}
            )
        return cautions

    def question_about(self, position: PositionPage) -> str:
        return gettext(
            "Candidates can apply for “%(title)s” again. A closing date that has passed is cleared."
        ) % _title(position)

    def report_on_one(self, result: Result) -> str:
        if result.position.is_open:
            message = gettext("“%(title)s” is open for candidates again.")
        else:
            message = gettext(
                "“%(title)s” is no longer closed. "
                "Candidates see it once it and its team are published."
            )
        message %= _title(result.position)
        if cleared := result.log_data["cleared_closing_date"]:
            sentence = gettext("Its closing date, %(date)s, had passed and was cleared.")
            message += " " + sentence % {"date": date_format(date.fromisoformat(cleared))}
        return message


class ClosingDateForm(ActionForm):
    action_class = SetClosingDate
    icon = "calendar"
    heading = _("Set a closing date")
    confirm = _("Set closing date")
    cancel = _("Cancel")

    closing_date = forms.DateField(
        label=_("Closing date"),
        required=False,
        widget=AdminDateInput,
        help_text=_("The last day on which candidates can apply."),
    )
    no_closing_date = forms.BooleanField(
        label=_("No closing date"),
        required=False,
        help_text=_("Open until somebody closes them."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "closing_date" in cleaned:
            given, none = cleaned["closing_date"] is not None, cleaned.get("no_closing_date")
            if given and none:
                message = _("Clear the day, or untick “No closing date”.")
                self.add_error("closing_date", message)
            elif not given and not none:
                self.add_error("closing_date", _("Choose a day, or tick “No closing date”."))
        return cleaned

    def options(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["closing_date"]}

    def trial_options(self) -> dict[str, Any]:
        return {"day": None}

    def question(self, number: int) -> str:
        return ngettext(
            "When does this position close? A published page changes at once; nothing else of "
            "its draft is published.",
            "When do these %(number)d positions close? Published pages change at once; nothing "
            "else of their drafts is published.",
            number,
        ) % {"number": number}

    def report(self, results: Sequence[Result]) -> str:
        day, number = self.cleaned_data["closing_date"], len(results)
        if day is None:
            return ngettext(
                "%(number)d position has no closing date now.",
                "%(number)d positions have no closing date now.",
                number,
            ) % {"number": number}
        return ngettext(
            "%(number)d position closes after %(day)s.",
            "%(number)d positions close after %(day)s.",
            number,
        ) % {"number": number, "day": date_format(day)}

    def cautions(self, results: Sequence[Result]) -> list[str]:
        number = sum(1 for item in results if item.position.closed_at is not None)
        if not number:
            return []
        message = ngettext(
            "%(number)d position stays closed, since somebody has closed it: reopen it.",
            "%(number)d positions stay closed, since somebody has closed them: reopen them.",
            number,
        )
        return [message % {"number": number}]


class TeamForm(ActionForm):
    action_class = MoveToTeam
    icon = "group"
    heading = _("Move to another team")
    confirm = _("Move")
    cancel = _("Cancel")

    team = TeamChoiceField(label=_("Team"), queryset=TeamPage.objects.all())

    def __init__(self, data: Any = None, *, user: Any = None) -> None:
        super().__init__(data, user=user)
        if user:
            team: Any = self.fields["team"]
            team.queryset = teams_for(user, team.queryset, PositionPage.objects)

    def options(self) -> dict[str, Any]:
        return {"team": self.cleaned_data["team"]}

    def trial_options(self) -> dict[str, Any]:
        return {"team": TeamPage()}

    def question(self, number: int) -> str:
        return ngettext(
            "Which team does this position belong to? A published page changes at once; nothing "
            "else of its draft is published.",
            "Which team do these %(number)d positions belong to? Published pages change at once; "
            "nothing else of their drafts is published.",
            number,
        ) % {"number": number}

    def report(self, results: Sequence[Result]) -> str:
        return ngettext(
            "%(number)d position is with %(team)s now.",
            "%(number)d positions are with %(team)s now.",
            len(results),
        ) % {"number": len(results), "team": self.cleaned_data["team"]}

    def cautions(self, results: Sequence[Result]) -> list[str]:
        if not results or results[0].position.has_public_team:
            return []
        message = gettext(
            "Visitors don't see them: the page of the team %(team)s isn't published, or is private."
        )
        return [message % {"team": self.cleaned_data["team"]}]


class DuplicateForm(ActionForm):
    title = _("Duplicate")
    is_permitted = staticmethod(may_add_beside)

    def apply(self, ids: Sequence[int], user: Any) -> list[Result]:
        """Return the copies."""
        positions = PositionPage.objects.filter(pk__in=ids)
        return [Result(Duplicate(position, user).execute(), {}) for position in positions]

    def question_about(self, position: PositionPage) -> str:
        return gettext(
            "A new draft gets the content of “%(title)s”, without its dates and its reference."
        ) % _title(position)

    def report_on_one(self, result: Result) -> str:
        return gettext(
            "This is the copy of “%(title)s”, a draft without dates and reference. "
            "Publish it when it is ready."
        ) % _title(result.position)

    def success_url(self, result: Result) -> str:
        return reverse("wagtailadmin_pages:edit", args=[result.position.pk])


def _title(position: PositionPage) -> dict[str, str]:
    return {"title": str(position.get_admin_display_title())}


#: The actions on many positions by their part of the address, in the order of their buttons.
ACTIONS: dict[str, type[ActionForm]] = {
    "close": CloseForm,
    "reopen": ReopenForm,
    "closing-date": ClosingDateForm,
    "team": TeamForm,
}
#: The actions on the one position that is in the address.
ACTIONS_ON_ONE: dict[str, type[ActionForm]] = {
    "close": CloseForm,
    "reopen": ReopenForm,
    "duplicate": DuplicateForm,
}
