from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.fields import StreamField

from careers.core.body_block import BodyBlock


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations, so that a host may add or drop some.

    `stream` is the dotted path of a function that returns the page's blocks as a dictionary of name
    and block. The setting `CAREERS_BLOCKS` changes them for one model::

        CAREERS_BLOCKS = {
            "careers.TeamPage": {"add": {"map": "mysite.blocks.MapBlock"}, "drop": ["latest"]},
        }

    A new page starts with an empty block of each type in `starts_with`, in this order.

    In a historical model, which knows no blocks, the stored data passes through unchanged.

    Raises `ImportError` when a dotted path leads nowhere, at start.
    """

    def __init__(
        self, stream: str | None = None, starts_with: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.stream = stream
        self.starts_with = tuple(starts_with)
        kwargs.pop("block_types", None)
        super().__init__([], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        for name_of_code in ("block_lookup", "default"):
            kwargs.pop(name_of_code, None)
        return name, path, [], kwargs

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = BodyBlock(list(self._blocks().items()))
        block.set_meta_options(self.block_opts)
        return block

    def _blocks(self) -> dict[str, Any]:
        if self.stream is None:
            return {}
        blocks = import_string(self.stream)()
        changes = getattr(settings, "CAREERS_BLOCKS", {}).get(self.model._meta.label, {})
        for name in changes.get("drop", []):
            blocks.pop(name, None)
        for name, dotted_path in changes.get("add", {}).items():
            blocks[name] = import_string(dotted_path)()
        return blocks

    def get_default(self) -> StreamValue:
        blocks = self.stream_block.child_blocks
        offered = [name for name in self.starts_with if name in blocks]
        return StreamValue(
            self.stream_block, [(name, blocks[name].get_default()) for name in offered]
        )

    def to_python(self, value: Any) -> StreamValue:
        if self.stream is not None or isinstance(value, StreamValue):
            return super().to_python(value)
        raw = json.loads(value) if isinstance(value, str) and value else value
        stream_value = StreamValue(self.stream_block, list(raw or []), is_lazy=True)
        stream_value._stream_field = self
        return stream_value
