from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from careers.directory.slugged_name import SluggedName
from careers.directory.snippet_preview import SnippetPreviewMixin


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


class PositionType(SnippetPreviewMixin, index.Indexed, SluggedName):
    """A kind of position, shown as a tag: Full time, Intern, People Manager."""

    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers stand first in filters.")
    )
    employment_type = models.CharField(
        _("employment type for search engines"),
        max_length=16,
        choices=EmploymentType,
        blank=True,
        help_text=_("Leave empty where none of them says the same."),
    )

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", required_on_save=False),
        FieldPanel("order", required_on_save=False),
        FieldPanel("employment_type"),
    ]
    search_fields = [index.AutocompleteField("name"), index.SearchField("name")]

    class Meta(SluggedName.Meta):
        verbose_name = _("position type")
        verbose_name_plural = _("position types")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="careers_positiontype_slug",
                violation_error_message=_(
                    "Another position type has this slug: choose a different one."
                ),
            )
        ]
