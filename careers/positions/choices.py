from django.db import models
from django.utils.translation import gettext_lazy as _


class Workplace(models.TextChoices):
    """Where the work is done."""

    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class PayPeriod(models.TextChoices):
    """The period that the pay is for. Values are schema.org's of `unitText`, in lower case."""

    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class PositionState(models.TextChoices):
    """The state of a position in the admin."""

    OPEN = "open", _("Open")
    CLOSING_SOON = "closing_soon", _("Closing soon")
    CLOSED = "closed", _("Closed")
    HIDDEN = "hidden", _("Not visible")  # published, but its team's page isn't, or it is private
    SCHEDULED = "scheduled", _("Scheduled")
    DRAFT = "draft", _("Draft")
