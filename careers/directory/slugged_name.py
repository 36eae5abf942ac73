from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin


class SluggedName(TranslatableMixin, models.Model):
    """A name with a slug for filters, unique within a language."""

    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=255,
        allow_unicode=True,
        help_text=_("The name as it stands in web addresses."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the slug here: forms have no field for its language, so they leave that out."""
        super().clean()
        if not self.locale_id:
            self.locale = self.get_default_locale()
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self)
            except ValidationError as error:
                raise ValidationError({"slug": error}) from error
