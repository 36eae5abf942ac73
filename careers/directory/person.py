from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from careers.core.image_presets import filters_of
from careers.directory.snippet_preview import SnippetPreviewMixin


class Person(SnippetPreviewMixin, index.Indexed, TranslatableMixin, models.Model):
    """A person whose words or photo appear on pages."""

    name = models.CharField(_("name"), max_length=255)
    job_title = models.CharField(
        _("job title"), max_length=255, blank=True, help_text=_("For example: Backend Developer")
    )
    unit = models.CharField(
        _("unit"), max_length=255, blank=True, help_text=_("The part of the team they work in.")
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Square crops are made round its focal point."),
    )

    shown_images = {"photo": filters_of("portrait")}
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("job_title"), FieldPanel("unit")]),
        FieldPanel("photo"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("job_title"),
        index.SearchField("unit"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
