"""The body of a page as a whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from careers.blocks.missing import say_what_is_missing
from careers.sections import chosen_anchor, is_reserved


class BodyBlock(StreamBlock):
    """The parts of a page; no two of them may have the same anchor."""

    def clean(self, value: Any) -> Any:
        try:
            cleaned = super().clean(value)
        except StreamBlockValidationError as refusal:
            for index, error in refusal.block_errors.items():
                refusal.block_errors[index] = say_what_is_missing(value[index].block, error)
            raise
        if not self.is_deferred_validation:
            _check_anchors(cleaned)
        return cleaned


def _check_anchors(parts: Any) -> None:
    errors: dict[int, ValidationError] = {}
    taken: set[str] = set()
    for index, part in enumerate(parts):
        anchor = chosen_anchor(part.value)
        if anchor and (anchor in taken or is_reserved(anchor)):
            error = ValidationError(_("This anchor is taken on this page: choose another."))
            errors[index] = StructBlockValidationError(block_errors={"anchor": error})
        taken.add(anchor)
    if errors:
        raise StreamBlockValidationError(block_errors=errors)
