from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel

from home.colour import Accent


class AccentPanel(FieldPanel):
    """The field of the accent colour, and under it the colour beside the tones derived from it."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "home/admin/accent_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            try:
                context["accent"] = Accent.derive(self.bound_field.value() or "")
            except ValidationError:
                context["accent"] = None
            return context
