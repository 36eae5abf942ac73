"""What endpoints can be told of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """The `type` of a message."""

    POSITION_OPENED = "position.opened", _("A position opens")
    POSITION_CLOSED = "position.closed", _("A position closes")
    POSITION_CHANGED = "position.changed", _("A position changes, opens or closes")
    TEAM_CHANGED = "team.changed", _("A team page changes, is published or goes")
    PAGE_PUBLISHED = "page.published", _("Another page is published")
    PAGE_UNPUBLISHED = "page.unpublished", _("Another page goes")


#: The `type` of a message that somebody sends to see whether it arrives.
TEST = "webhook.test"


def all_events() -> list[str]:
    return list(Event.values)


def event_choices() -> list[tuple[str, str]]:
    """Return the types of messages, in words."""
    return [(value, str(label)) for value, label in [*Event.choices, (TEST, _("Test"))]]
