"""The body of a page: a stream of sections."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.core.anchors import chosen_anchor, is_reserved, sections
from careers.core.block_errors import name_empty_fields
from careers.core.representation.block_forms import represent_value, schema_of_stream

Anchor = Annotated[
    str,
    Field(description="The id of the section on its page, for links; “” where it isn't shown."),
]


class BodyBlock(StreamBlock):
    """The sections of a page; no two of them may have the same anchor."""

    def clean(self, value: Any) -> Any:
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as body_error:
            for index, error in body_error.block_errors.items():
                body_error.block_errors[index] = name_empty_fields(value[index].block, error)
            raise
        if not self.is_deferred_validation:
            _check_anchors(cleaned)
        return cleaned

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        """Return the JSON forms of the blocks, each with the anchor that it has on its page.

        `context` is that of the page's template; a block that it doesn't have among its sections
        has no anchor there.
        """
        shown = context or {}
        on_page = shown["sections"] if "sections" in shown else sections(value or ())
        anchors = {id(section.block): section.anchor for section in on_page}
        return [
            {
                "type": child.block_type,
                "id": child.id,
                "anchor": (anchor := anchors.get(id(child), "")),
                "value": represent_value(child.block, child.value, {**shown, "anchor": anchor}),
            }
            for child in value or ()
        ]

    def get_api_schema(self) -> Any:
        return schema_of_stream(self, anchor=Anchor)


def _check_anchors(body: Any) -> None:
    errors: dict[int, ValidationError] = {}
    taken: set[str] = set()
    for index, child in enumerate(body):
        anchor = chosen_anchor(child.value)
        if anchor and (anchor in taken or is_reserved(anchor)):
            error = ValidationError(_("This anchor is taken on this page: choose another."))
            errors[index] = StructBlockValidationError(block_errors={"anchor": error})
        taken.add(anchor)
    if errors:
        raise StreamBlockValidationError(block_errors=errors)
