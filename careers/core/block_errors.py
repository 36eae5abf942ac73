"""Messages for editors about the blocks of a page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks


def name_empty_fields(block: blocks.Block, error: Any, message: Any = "") -> Any:
    """Return `error`, which cleaning `block` has raised, with messages that name empty fields.

    A block may have messages of its own for its children, in `required_messages`, by their names;
    `message` is the one that the block around it has for `block`.
    """
    if getattr(error, "code", None) == "required":
        return ValidationError(message or _message(block), code="required")
    block_errors = getattr(error, "block_errors", {})
    messages = getattr(block, "required_messages", {})
    for key, child_error in block_errors.items():
        child = _child(block, key)
        if child is not None:
            block_errors[key] = name_empty_fields(child, child_error, messages.get(key, ""))
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
    """The first message of `error`, which cleaning a block has raised, at any depth."""
    for child_error in getattr(error, "block_errors", {}).values():
        return first_reason(child_error)
    messages: list[str] = list(getattr(error, "non_block_errors", [])) or error.messages
    return str(messages[0])
