"""The panels of a host's own fields in the form of a page."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from careers.facts.registry import facts_of, models_with_own_fields, relation_of


class OwnFieldsForm(WagtailAdminModelForm):
    """The form of a row, more lenient with drafts than with what is published."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for fact in facts_of(self.instance.facts_of):
                if isinstance(self.instance, fact.model):
                    values = [cleaned.get(name) for name in fact.fields]
                    for name, problem in fact.problems(values):
                        self.add_error(name if name in self.fields else None, problem)
        return cleaned


class OneRowPanel(InlinePanel):
    """The fields of the one row that a page has of a model, as if they were the page's own."""

    def __init__(self, relation_name: str, **kwargs: Any) -> None:
        kwargs |= {"min_num": 1, "max_num": 1}
        super().__init__(relation_name, **kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        row = options["formsets"][self.relation_name]
        row["validate_min"] = False  # where nothing is filled in, no row is stored
        row["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=OwnFieldsForm,
            fields=row["fields"],
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "careers/admin/one_row_panel.html"


def add_own_panels(page_model: Any) -> None:
    """Add a panel for each model of a host's own fields to the form of a page, above its body."""
    panels = [
        OneRowPanel(relation_of(model), heading=capfirst(str(model._meta.verbose_name)))
        for model in models_with_own_fields(page_model.facts_of)
    ]
    *others, body = page_model.content_panels
    page_model.content_panels = [*others, *panels, body]
