"""What can be done to many positions from their listing: what is asked, done and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from careers.admin.positions.team_field import TeamChoiceField
from careers.models import PositionPage, TeamPage
from careers.positions.many import Taken
from careers.positions.steps import Close, MoveToTeam, Reopen, SetClosingDate, Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ActionForm(forms.Form):
    """An action: the words around it, and the fields for what it has to know."""

    icon: ClassVar[str]
    heading: ClassVar[StrOrPromise]
    confirm: ClassVar[StrOrPromise]
    cancel: ClassVar[StrOrPromise]
    #: The name of the action that takes it back, which knows all it needs to.
    taken_back_by: ClassVar[str | None] = None

    def step(self) -> Step:
        """The step with what was filled in."""
        raise NotImplementedError

    def trial(self) -> Step:
        """The step before anything is filled in, to tell which positions can't take it."""
        return self.step()

    def question(self, number: int) -> str:
        raise NotImplementedError

    def label(self, number: int) -> str:
        """For a button that takes the step without a question."""
        raise NotImplementedError

    def report(self, taken: Sequence[Taken]) -> str:
        """What was done, for the message above the listing."""
        raise NotImplementedError

    def cautions(self, taken: Sequence[Taken]) -> list[str]:
        """What to know of what was done."""
        return []


class CloseForm(ActionForm):
    icon = "lock"
    heading = _("Close positions")
    confirm = _("Yes, close")
    cancel = _("No, don't close")
    taken_back_by = "reopen"

    def step(self) -> Step:
        return Close()

    def question(self, number: int) -> str:
        return ngettext(
            "Close this position? Candidates can't apply any more; its page stays and says so.",
            "Close these %(number)d positions? Candidates can't apply any more; "
            "their pages stay and say so.",
            number,
        ) % {"number": number}

    def label(self, number: int) -> str:
        return ngettext("Close it", "Close these %(number)d", number) % {"number": number}

    def report(self, taken: Sequence[Taken]) -> str:
        return ngettext(
            "%(number)d position was closed.", "%(number)d positions were closed.", len(taken)
        ) % {"number": len(taken)}


class ReopenForm(ActionForm):
    icon = "lock-open"
    heading = _("Reopen positions")
    confirm = _("Yes, reopen")
    cancel = _("No, don't reopen")
    taken_back_by = "close"

    def step(self) -> Step:
        return Reopen()

    def question(self, number: int) -> str:
        return ngettext(
            "Reopen this position? Candidates can apply again. A closing date that has passed "
            "is taken away.",
            "Reopen these %(number)d positions? Candidates can apply again. Closing dates that "
            "have passed are taken away.",
            number,
        ) % {"number": number}

    def label(self, number: int) -> str:
        return ngettext("Reopen it", "Reopen these %(number)d", number) % {"number": number}

    def report(self, taken: Sequence[Taken]) -> str:
        return ngettext(
            "%(number)d position was reopened.", "%(number)d positions were reopened.", len(taken)
        ) % {"number": len(taken)}

    def cautions(self, taken: Sequence[Taken]) -> list[str]:
        found = []
        if number := sum(1 for item in taken if item.log_data["cleared_closing_date"]):
            found.append(
                ngettext(
                    "The closing date of %(number)d position had passed and was taken away.",
                    "The closing dates of %(number)d positions had passed and were taken away.",
                    number,
                )
                % {"number": number}
            )
        ids = [item.position.pk for item in taken]
        if number := len(ids) - PositionPage.objects.open().filter(pk__in=ids).count():
            found.append(
                ngettext(
                    "Candidates don't see %(number)d position yet: its page or that of its team "
                    "isn't published, or is private.",
                    "Candidates don't see %(number)d positions yet: their pages or those of their "
                    "teams aren't published, or are private.",
                    number,
                )
                % {"number": number}
            )
        return found


class ClosingDateForm(ActionForm):
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
                message = _("Clear the day, or take the tick from “No closing date”.")
                self.add_error("closing_date", message)
            elif not given and not none:
                self.add_error("closing_date", _("Choose a day, or tick “No closing date”."))
        return cleaned

    def step(self) -> Step:
        return SetClosingDate(self.cleaned_data["closing_date"])

    def trial(self) -> Step:
        return SetClosingDate(None)

    def question(self, number: int) -> str:
        return ngettext(
            "When does this position close? A published page changes at once; nothing else of "
            "its draft is published.",
            "When do these %(number)d positions close? Published pages change at once; nothing "
            "else of their drafts is published.",
            number,
        ) % {"number": number}

    def report(self, taken: Sequence[Taken]) -> str:
        day, number = self.cleaned_data["closing_date"], len(taken)
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

    def cautions(self, taken: Sequence[Taken]) -> list[str]:
        number = sum(1 for item in taken if item.position.closed_at is not None)
        if not number:
            return []
        message = ngettext(
            "%(number)d position stays closed, since somebody has closed it: reopen it.",
            "%(number)d positions stay closed, since somebody has closed them: reopen them.",
            number,
        )
        return [message % {"number": number}]


class TeamForm(ActionForm):
    icon = "group"
    heading = _("Move to another team")
    confirm = _("Move")
    cancel = _("Cancel")

    team = TeamChoiceField(label=_("Team"), queryset=TeamPage.objects.all())

    def step(self) -> Step:
        return MoveToTeam(self.cleaned_data["team"])

    def trial(self) -> Step:
        return MoveToTeam(TeamPage())

    def question(self, number: int) -> str:
        return ngettext(
            "Which team does this position belong to? A published page changes at once; nothing "
            "else of its draft is published.",
            "Which team do these %(number)d positions belong to? Published pages change at once; "
            "nothing else of their drafts is published.",
            number,
        ) % {"number": number}

    def report(self, taken: Sequence[Taken]) -> str:
        return ngettext(
            "%(number)d position is with %(team)s now.",
            "%(number)d positions are with %(team)s now.",
            len(taken),
        ) % {"number": len(taken), "team": self.cleaned_data["team"]}

    def cautions(self, taken: Sequence[Taken]) -> list[str]:
        if not taken or taken[0].position.has_public_team:
            return []
        message = gettext(
            "Visitors don't see them: the page of the team %(team)s isn't published, or is private."
        )
        return [message % {"team": self.cleaned_data["team"]}]


#: The actions by what their address ends with, in the order of their buttons.
ACTIONS: dict[str, type[ActionForm]] = {
    "close": CloseForm,
    "reopen": ReopenForm,
    "closing-date": ClosingDateForm,
    "team": TeamForm,
}
