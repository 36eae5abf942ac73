"""Choosers of locations, types and people, which can also create one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from careers.directory.location import Location
from careers.directory.person import Person
from careers.directory.position_type import PositionType


class SluggedNameForm(forms.ModelForm):
    """Makes the slug of the name instead of asking for it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = cleaned.get("name")
        if name is not None:
            locale = Locale.get_default()
            slug = slugify(name, allow_unicode=True)
            if not slug:
                self.add_error("name", _("The name needs a letter or a digit."))
            elif self._meta.model._default_manager.filter(locale=locale, slug=slug).exists():
                self.add_error("name", _("This name is taken: choose it under “Search”."))
            else:
                self.instance.slug, self.instance.locale = slug, locale
        return cleaned


class LocationForm(SluggedNameForm):
    class Meta:
        model = Location
        fields = ["name", "locality", "country"]
        error_messages: ClassVar = {
            "name": {"required": _("Enter the name of the location.")},
            "country": {"required": _("Choose the country of the location.")},
        }


class PositionTypeForm(SluggedNameForm):
    class Meta:
        model = PositionType
        fields = ["name", "employment_type"]
        error_messages: ClassVar = {"name": {"required": _("Enter the name of the type.")}}


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "job_title", "unit"]
        error_messages: ClassVar = {"name": {"required": _("Enter the name of the person.")}}


class LocationChooser(SnippetChooserViewSet):
    creation_form_class = LocationForm


class PositionTypeChooser(SnippetChooserViewSet):
    creation_form_class = PositionTypeForm


class PersonChooser(SnippetChooserViewSet):
    creation_form_class = PersonForm
