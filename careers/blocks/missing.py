"""What is missing in the parts of a page, in an editor's words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks


def say_what_is_missing(block: blocks.Block, error: Any, message: Any = "") -> Any:
    """`error` of cleaning `block`, with words of ours where a required field is empty.

    A block may have words of its own for its children, in `when_empty`, by their names; `message`
    are those that the block around it has for `block`.
    """
    if getattr(error, "code", None) == "required":
        return ValidationError(message or _message(block), code="required")
    found = getattr(error, "block_errors", {})
    messages = getattr(block, "when_empty", {})
    for key, child_error in found.items():
        child = _child(block, key)
        if child is not None:
            found[key] = say_what_is_missing(child, child_error, messages.get(key, ""))
    return error


def _child(block: blocks.Block, key: Any) -> blocks.Block | None:
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return block.child_blocks.get(key) if isinstance(block, blocks.StructBlock) else None


def _message(block: blocks.Block) -> str:
    if isinstance(block, blocks.ChooserBlock):
        text = _("“%(field)s” is empty. Choose one before you publish.")
    else:
        text = _("“%(field)s” is empty. Fill it in before you publish.")
    return text % {"field": block.label}


def first_reason(error: ValidationError) -> str:
    """The first of the messages that cleaning a block has led to, however deep it lies."""
    for child_error in getattr(error, "block_errors", {}).values():
        return first_reason(child_error)
    messages: list[str] = list(getattr(error, "non_block_errors", [])) or error.messages
    return str(messages[0])
