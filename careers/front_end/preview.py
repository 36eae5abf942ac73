"""What editors see before it is saved, kept for the front end that shows it."""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.models import Locale, Page, Site, TranslatableMixin

from careers.front_end.preview_content import restored

#: How long a preview can be fetched after the editor has refreshed it last.
LIFETIME = timedelta(minutes=15)
KEY_LENGTH = 32


def new_key() -> str:
    return get_random_string(KEY_LENGTH)


class PreviewQuerySet(models.QuerySet["Preview"]):
    def current(self) -> PreviewQuerySet:
        return self.filter(refreshed_at__gt=timezone.now() - LIFETIME)

    def prune(self) -> None:
        self.filter(refreshed_at__lte=timezone.now() - LIFETIME).delete()


class Preview(models.Model):
    """A page or a snippet as its editor sees it now, in one mode, until editing stops.

    There is one for each place of the admin that shows it: the editor, a draft, a revision. It
    belongs to one session, so that no other editor changes it.
    """

    #: Names the preview in its token.
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: A digest of the session's key, which is not stored.
    session = models.CharField(max_length=64)
    #: The path in the admin, and the origin at which the admin was used.
    place = models.CharField(max_length=255)
    admin_origin = models.CharField(max_length=255)
    mode = models.CharField(max_length=100, blank=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    refreshed_at = models.DateTimeField(db_index=True)

    objects = PreviewQuerySet.as_manager()

    content_version_ignore: ClassVar[bool] = True
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "place", "mode"], name="careers_preview_of_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.content_type} at {self.place}"

    def restore(self) -> Any:
        """Return the page or the snippet as it was when it was kept, in its mode."""
        model: Any = self.content_type.model_class()
        shown = restored(model, self.content)
        if isinstance(shown, Page):
            shown.content_type = self.content_type
        if isinstance(shown, TranslatableMixin) and shown.locale_id is None:
            shown.locale = self._locale_of(shown)
        apply_mode = getattr(shown, "apply_preview_mode", None)
        if apply_mode:
            apply_mode(self.mode)
        return shown

    def request_for(self, request: HttpRequest) -> HttpRequest:
        """Return `request` as that of the preview: for its site, and answered for itself."""
        own: Any = copy(request)
        own.is_preview = True
        own.preview_mode = self.mode
        own.careers_admin_origin = self.admin_origin
        own._wagtail_site = self.site
        own.__dict__.pop("_wagtail_cached_site_root_paths", None)
        return own

    def _locale_of(self, shown: Any) -> Locale:
        """Return the locale that something new is going to have."""
        return shown.get_parent().locale if isinstance(shown, Page) else Locale.get_default()
