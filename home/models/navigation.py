"""The links of the header, and the columns of the footer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from home.blocks import LinkBlock, LinkColumnBlock, LocationColumnBlock, TeamColumnBlock


@register_setting(icon="list-ul", order=110)
class NavigationSettings(BaseSiteSetting):
    """The links of the header."""

    items = StreamField(
        [("link", LinkBlock())], blank=True, max_num=7, verbose_name=_("links"), collapsed=True
    )

    panels = [FieldPanel("items")]

    class Meta:
        verbose_name = _("navigation")


@register_setting(icon="minus", order=120)
class FooterSettings(BaseSiteSetting):
    """The columns of the footer and its last line."""

    columns = StreamField(
        [
            ("teams", TeamColumnBlock()),
            ("locations", LocationColumnBlock()),
            ("links", LinkColumnBlock()),
        ],
        blank=True,
        max_num=4,
        verbose_name=_("columns"),
        collapsed=True,
    )
    note = models.CharField(_("last line"), max_length=160, blank=True)

    panels = [FieldPanel("columns"), FieldPanel("note")]

    class Meta:
        verbose_name = _("footer")
