"""Delete nothing that is in use, whichever way it is asked for."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import pre_delete
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from careers.guards.refusal import RefusedError
from careers.guards.uses import (
    SHOWN_ON_PAGES,
    file_models,
    positions_of_teams_in,
    team_sentence,
    use_sentence,
    uses_of,
)


class DeletePage(DeletePageAction):
    """Wagtail's deletion of a page, which refuses a page with teams of positions in a sentence.

    The database refuses these too, as it does for code that doesn't go by the action.
    """

    def _delete_page(self, page: Page, *args: Any, **kwargs: Any) -> Any:
        positions = positions_of_teams_in(page)
        if positions.exists():
            raise RefusedError(team_sentence(page, positions))
        with transaction.atomic():
            return super()._delete_page(page, *args, **kwargs)


def guard_deletion() -> None:
    """Connect the receiver to each model whose objects are kept while something shows them."""
    models: list[type[Model]] = [*SHOWN_ON_PAGES, *file_models()]
    for model in models:
        pre_delete.connect(refuse_to_delete, sender=model)


def refuse_to_delete(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Raise `RefusedError` if something shows `instance`."""
    if uses := uses_of(instance):
        raise RefusedError(use_sentence(instance, uses))
