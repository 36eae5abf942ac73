"""The body of a page: a stream of sections."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.core.anchors import chosen_anchor, is_reserved
from careers.core.block_errors import name_empty_fields


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
