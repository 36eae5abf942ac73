"""How snippets are previewed: where pages show them, beside samples of all else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.models import PreviewableMixin


class SnippetPreviewMixin(PreviewableMixin):
    """Previews a snippet, saved or not, with the templates of the pages that show it.

    `preview_context` is the dotted path of a function that takes the snippet and the request, and
    returns what `careers/previews/<model>.html` needs.
    """

    preview_context: ClassVar[str]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return f"careers/previews/{self._meta.model_name}.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        own = import_string(self.preview_context)(self, request)
        return {**context, "page_title": str(self) or self._meta.verbose_name, **own}
