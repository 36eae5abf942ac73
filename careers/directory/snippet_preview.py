"""How snippets are previewed: where pages show them, beside preview values of all else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin

from careers.front_end.preview_frame import preview_at_front_end

#: Returns what the template of a preview needs, beside the snippet.
PreviewContext = Callable[[Any, HttpRequest], dict[str, Any]]

_contexts: dict[type[models.Model], PreviewContext] = {}


def preview_context_of(model: type[models.Model]) -> Callable[[PreviewContext], PreviewContext]:
    """Register the decorated function as the one that makes the preview's context of `model`."""

    def register(context: PreviewContext) -> PreviewContext:
        _contexts[model] = context
        return context

    return register


class SnippetPreviewMixin(PreviewableMixin, models.Model):
    """Previews a snippet, saved or not, with the templates of the pages that show it.

    `careers/previews/<model>.html` gets what `careers.blocks.snippet_previews` has registered for
    the model by `preview_context_of`.
    """

    class Meta:
        abstract = True

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the preview at the front end where there is one, or else here."""
        at_front_end = preview_at_front_end(self, original_request, preview_mode)
        if at_front_end is not None:
            return at_front_end
        response: HttpResponse = super().make_preview_request(
            original_request, preview_mode, extra_request_attrs
        )
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"careers/previews/{self._meta.model_name}.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        own = _contexts[type(self)](self, request)
        return {**context, "page_title": str(self) or self._meta.verbose_name, **own}
