from django.db import models
from django.utils.translation import gettext_lazy as _


class Workplace(models.TextChoices):
    """Where the work is done."""

    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class PayPeriod(models.TextChoices):
    """What the pay is for. Values as schema.org's `unitText` has them, in lower case."""

    HOUR = "hour", _("an hour")
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class EmploymentType(models.TextChoices):
    """Values of `employmentType` that search engines understand.

    Source: Google Search Central, "Job posting (JobPosting) structured data".
    """

    FULL_TIME = "FULL_TIME", _("Full time")
    PART_TIME = "PART_TIME", _("Part time")
    CONTRACTOR = "CONTRACTOR", _("Contractor")
    TEMPORARY = "TEMPORARY", _("Temporary")
    INTERN = "INTERN", _("Intern")
    VOLUNTEER = "VOLUNTEER", _("Volunteer")
    PER_DIEM = "PER_DIEM", _("Paid by the day")
    OTHER = "OTHER", _("Other")


class NewsKind(models.TextChoices):
    """What a card among the latest news leads to."""

    ARTICLE = "article", _("Article")
    TALK = "talk", _("Talk")
    VIDEO = "video", _("Video")
    PODCAST = "podcast", _("Podcast")
    EVENT = "event", _("Event")


class PositionState(models.TextChoices):
    """How things stand with a position, as those who look after it see it."""

    OPEN = "open", _("Open")
    CLOSING_SOON = "closing_soon", _("Closing soon")
    CLOSED = "closed", _("Closed")
    HIDDEN = "hidden", _("Not visible")  # published, but its team's page isn't, or it is private
    SCHEDULED = "scheduled", _("Scheduled")
    DRAFT = "draft", _("Draft")
