"""The translations of a position share its state, however that changes.

Actions change all translations themselves. This is for what comes otherwise: a new translation, a
date in the form, code that saves a position.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from careers.core.local_dates import LocalDates
from careers.core.translations import is_multilingual
from careers.positions.copied_relations import lead_to_copies
from careers.positions.lifecycle.apply_actions import AppliedAction, carry_out
from careers.positions.position_page import PositionPage

#: What a copy for translation leaves out, and a translation has all the same.
TAKEN_FIELDS = (*PositionPage.state_fields, "reference")


class ShareState(AppliedAction):
    """Give a position the `state` of its translation `source`, a title."""

    action_name = "share_state"
    log_action = "careers.share_state"
    changed_fields = PositionPage.shared_fields
    changes_drafts = True

    def __init__(
        self, instance: PositionPage, user: Any = None, *, state: dict[str, Any], source: str
    ) -> None:
        super().__init__(instance, user)
        self.state, self.source = state, source

    @property
    def options(self) -> dict[str, Any]:
        return {"state": self.state, "source": self.source}

    def values(self, dates: LocalDates) -> dict[str, Any]:
        return self.state

    def revision_values(self, content: dict[str, Any], dates: LocalDates) -> dict[str, Any]:
        if "closing_date" not in self.state:
            return {}
        day: date | None = self.state["closing_date"]
        return {"closing_date": day.isoformat() if day else None}

    def log_data(self, dates: LocalDates) -> dict[str, Any]:
        return {"source": self.source, "fields": sorted(self.state)}


@receiver(pre_save, sender=PositionPage)
def take_state(
    sender: type[PositionPage],
    instance: PositionPage,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Give a new translation the state of the position, and have it refer to other copies."""
    if raw or update_fields is not None:
        return
    # An alias repeats the id of its page, also within a language.
    instance.identity_locale = None if instance.alias_of_id else instance.locale_id
    translation = _translations(instance).first() if instance._state.adding else None
    if translation is not None:
        closing = ["closing_date"] if translation.live else []
        for name in (*TAKEN_FIELDS, *closing):
            setattr(instance, name, getattr(translation, name))
    if translation is not None or is_multilingual():
        lead_to_copies(instance)


@receiver(post_save, sender=PositionPage)
def share_state(
    sender: type[PositionPage],
    instance: PositionPage,
    created: bool,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    """Give the translations of a saved position its state; an alias follows and leads nobody."""
    if raw or created or instance.alias_of_id:
        return
    state = {name: getattr(instance, name) for name in _changed_names(instance, update_fields)}
    if not state:
        return
    others = _translations(instance).filter(alias_of__isnull=True).order_by("pk")
    differing = [
        translation
        for translation in others
        if any(getattr(translation, name) != value for name, value in state.items())
    ]
    actions = [
        ShareState(translation, state=state, source=instance.get_admin_display_title())
        for translation in differing
    ]
    carry_out([(action, state) for action in actions], LocalDates(), None)


def _changed_names(position: PositionPage, update_fields: Any) -> list[str]:
    """Return the names of those fields that were saved, and that are state rather than a draft."""
    if update_fields is None:
        draft = () if position.live else ("closing_date",)
        return [name for name in position.shared_fields if name not in draft]
    posted = {"posted_date"} if position.posted_date_changed else set()
    return [name for name in position.shared_fields if name in {*update_fields, *posted}]


def _translations(position: PositionPage) -> Any:
    others = PositionPage.objects.filter(translation_key=position.translation_key)
    return others.exclude(pk=position.pk).order_by(F("alias_of").asc(nulls_first=True), "pk")
