"""A chooser of pages whose form tells no title that isn't published yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from careers.core.translations import in_language_of_reader


class PublishedTitleChooser(AdminPageChooser):
    """Shows the published title: who edits a link may not know the draft of the page behind it."""

    def get_display_title(self, instance: Page) -> str:
        return str(instance.title if instance.live else super().get_display_title(instance))


class PageBlock(blocks.PageChooserBlock):
    @cached_property
    def widget(self) -> PublishedTitleChooser:
        return PublishedTitleChooser(
            target_models=self.target_models, can_choose_root=self.can_choose_root
        )

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        return in_language_of_reader(super().bulk_to_python(values))

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """Stand in migrations as Wagtail's own block: only the form differs."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs
