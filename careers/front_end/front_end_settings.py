"""Where the pages of a site are shown, which an administrator decides for each site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.log_actions import log

from careers.conf import front_end_origins
from careers.kept.current_request import set_current_facts
from careers.kept.withdrawals import PAGES_SWITCHED_OFF


class ServerPages(models.TextChoices):
    """What this server answers at the addresses of pages."""

    SHOW = "show", _("Show them here, too")
    REDIRECT = "redirect", _("Redirect to the front end")
    HIDE = "hide", _("Answer that there is no page (404)")


@register_setting(icon="desktop", order=900)
class FrontEndSettings(BaseSiteSetting):
    """The front end of one's own that shows a site, if it has one."""

    address = models.URLField(
        _("address of the front end"),
        blank=True,
        help_text=_(
            "Where visitors see the pages of this site, for example https://www.example.com. "
            "Links to pages, previews and drafts lead there. Empty: this server shows the pages."
        ),
    )
    preview_path = models.CharField(
        _("path for previews"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"^/[\w/.~-]*$", _("Enter a path that starts with a slash, for example /preview/.")
            )
        ],
        help_text=_(
            "The page of the front end that shows previews, for example /preview/. "
            "Empty: the path of the page that is previewed."
        ),
    )
    server_pages = models.CharField(
        _("pages on this server"),
        max_length=8,
        choices=ServerPages,
        default=ServerPages.SHOW,
        help_text=_("The admin, the API, pictures and documents stay here in any case."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("preview_path"), FieldPanel("server_pages")],
            heading=_("Front end"),
        )
    ]

    class Meta:
        verbose_name = _("front end")

    def __str__(self) -> str:
        return gettext("Front end of %(site)s") % {"site": self.site}

    def clean(self) -> None:
        super().clean()
        self.address = self.address.rstrip("/")
        if self.address and (problem := problem_with_address(self.address)):
            raise ValidationError({"address": problem})
        if not self.address and self.server_pages != ServerPages.SHOW:
            raise ValidationError(
                {"server_pages": gettext("Enter the address of the front end that shows them.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and log if pages are taken away from this server.

        The page cache reads the log, as it does for pages that are unpublished.
        """
        stored = type(self).objects.filter(pk=self.pk).exclude(server_pages=ServerPages.SHOW)
        showed_pages = not stored.exists()
        super().save(*args, **kwargs)
        set_current_facts(None)
        if self.server_pages != ServerPages.SHOW and showed_pages:
            log(instance=self.site.root_page, action=PAGES_SWITCHED_OFF)


def problem_with_address(address: str) -> str:
    """Return why no front end may stand at `address`, or "" for one that may."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return gettext("This isn't a web address.")
    if parts.query or parts.fragment or parts.username or parts.password:
        return gettext("Leave out what stands before an @ or behind a ? or #.")
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    if f"{parts.scheme}://{host}{port}" in front_end_origins():
        return ""
    return gettext(
        "A front end may not stand here. These are allowed: %(origins)s. "
        "A developer allows others by the setting CAREERS_FRONT_END_ORIGINS."
    ) % {"origins": ", ".join(front_end_origins()) or gettext("none")}
