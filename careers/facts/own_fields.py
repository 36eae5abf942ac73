"""The models of which a host makes its own, in an app of its own.

Their tables belong to the host's app and to its migrations: those of the plugin never touch them.
By a `ParentalKey`, a row is part of its page: drafts, revisions, copies and previews have it, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.checks import CheckMessage
from django.db import models
from modelcluster.fields import ParentalKey

from careers.facts.fact import Fact

#: Django would rather have a one-to-one field, which drafts and revisions don't know.
UNIQUE_FOREIGN_KEY = "fields.W342"


class OwnFields(models.Model):
    """One row of a host's own fields for each page that has some, and facts made of them."""

    facts: ClassVar[Sequence[Fact]] = ()
    facts_of: ClassVar[str]

    class Meta:
        abstract = True

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        return [message for message in super().check(**kwargs) if message.id != UNIQUE_FOREIGN_KEY]


class PositionFields(OwnFields):
    """A host's own fields of a position; see docs/how-to/add-your-own-field.md."""

    facts_of = "position"
    position = ParentalKey(
        "careers.PositionPage",
        on_delete=models.CASCADE,
        unique=True,
        related_name="%(app_label)s_%(class)s",
    )

    class Meta:
        abstract = True


class TeamFields(OwnFields):
    """A host's own fields of a team; its facts that are filters find the team's positions."""

    facts_of = "team"
    team = ParentalKey(
        "careers.TeamPage",
        on_delete=models.CASCADE,
        unique=True,
        related_name="%(app_label)s_%(class)s",
    )

    class Meta:
        abstract = True
