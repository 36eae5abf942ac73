"""Choosers of snippets; those of locations, types and people can also create one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import Http404
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.snippets.views.chooser import (
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from careers.core.ids import read_id, read_ids
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


class CheckedChosenView(SnippetChosenView):
    def get_object(self, pk: str) -> Any:
        if read_id(pk) is None:
            raise Http404
        return super().get_object(pk)


class CheckedChosenMultipleView(SnippetChosenMultipleView):
    def get_objects(self, pks: list[str]) -> Any:
        return super().get_objects(read_ids(pks))


class CheckedChooser(SnippetChooserViewSet):
    """Leaves out what can't be an id, where Wagtail passes everything on to the database."""

    chosen_view_class = CheckedChosenView
    chosen_multiple_view_class = CheckedChosenMultipleView


class LocationChooser(CheckedChooser):
    creation_form_class = LocationForm


class PositionTypeChooser(CheckedChooser):
    creation_form_class = PositionTypeForm


class PersonChooser(CheckedChooser):
    creation_form_class = PersonForm
