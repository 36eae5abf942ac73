"""The model fields that migrations know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import Block, StreamBlock, StreamValue
from wagtail.fields import StreamField

from careers.conf import changed_blocks
from careers.core.body_block import BodyBlock
from careers.core.local_dates import find_zone

#: Returns the blocks of a page's body by their names.
Blocks = Callable[[], dict[str, Block]]

_blocks_of: dict[type[models.Model], Blocks] = {}


def body_blocks_of(model: type[models.Model]) -> Callable[[Blocks], Blocks]:
    """Register the decorated function as the one that returns the blocks of `model`'s body."""

    def register(blocks: Blocks) -> Blocks:
        _blocks_of[model] = blocks
        return blocks

    return register


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations, so that a host may add or drop some.

    `blocks` is a function that returns the page's blocks by their names, or its dotted path. The
    plugin's own pages get theirs from `careers.blocks.catalogue`, by `body_blocks_of`. The setting
    `CAREERS_BLOCKS` changes them for one model::

        CAREERS_BLOCKS = {
            "careers.TeamPage": {"add": {"map": "mysite.blocks.MapBlock"}, "drop": ["latest"]},
        }

    A new page starts with an empty block of each type in `starts_with`, in this order.

    Migrations of a host hold a `JSONField`, and nothing of the plugin. In a historical model, which
    knows no blocks, the stored data passes through unchanged.

    Raises `ImportError` when a dotted path leads nowhere, at start.
    """

    def __init__(
        self, blocks: Blocks | str | None = None, starts_with: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.blocks = blocks
        self.starts_with = tuple(starts_with)
        for name_of_migrations in ("block_types", "default", "encoder"):
            kwargs.pop(name_of_migrations, None)
        super().__init__([], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field to migrations as Django's own, so that these outlast the plugin.

        The column is the same. Migrations of the plugin name this class instead, which is equal
        for Django, and lets operations of Wagtail's for streams change the bodies of its pages.
        """
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        if self.blank:
            kwargs["default"] = list  # for the rows that are there when a host adds the field
        return name, "django.db.models.JSONField", [], kwargs | {"encoder": DjangoJSONEncoder}

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = BodyBlock(list(self._make_blocks().items()))
        block.set_meta_options(self.block_opts)
        return block

    @property
    def _blocks_function(self) -> Blocks | None:
        if isinstance(self.blocks, str):
            return import_string(self.blocks)
        model: Any = getattr(self, "model", None)  # none in a migration
        return self.blocks or _blocks_of.get(model)

    @property
    def offered_blocks(self) -> dict[str, Block]:
        """The blocks before a host adds and drops some."""
        return self._blocks_function() if self._blocks_function else {}

    def _make_blocks(self) -> dict[str, Block]:
        blocks = self.offered_blocks
        if not blocks:
            return {}
        label = self.model._meta.label
        changes = changed_blocks(label)
        for name in changes.get("drop", []):
            blocks.pop(name, None)
        for name, dotted_path in changes.get("add", {}).items():
            blocks[name] = _block_at(dotted_path, f'CAREERS_BLOCKS["{label}"]["add"]["{name}"]')
        return blocks

    def get_default(self) -> StreamValue:
        blocks = self.stream_block.child_blocks
        offered = [name for name in self.starts_with if name in blocks]
        return StreamValue(
            self.stream_block, [(name, blocks[name].get_default()) for name in offered]
        )

    def to_python(self, value: Any) -> StreamValue:
        if self._blocks_function is not None or isinstance(value, StreamValue):
            return super().to_python(value)
        raw = json.loads(value) if isinstance(value, str) and value else value
        stream_value = StreamValue(self.stream_block, list(raw or []), is_lazy=True)
        stream_value._stream_field = self
        return stream_value


def _block_at(dotted_path: str, setting: str) -> Block:
    try:
        block: Block = import_string(dotted_path)()
    except ImportError as error:
        raise ImportError(
            f"{setting} names {dotted_path}, which can't be imported: {error}"
        ) from error
    return block


class TimeZoneField(models.CharField):
    """The name of a time zone in the IANA database, or ""."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"verbose_name": _("time zone"), "max_length": 64, "blank": True}
        super().__init__(*args, **(defaults | kwargs))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field to migrations as Django's own, so that these outlast the plugin."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and find_zone(value) is None:
            raise ValidationError(_("There is no time zone %(name)s."), params={"name": value})


class WordsField(models.Field):
    """A set of normalised words. Written as a list; what is read is the database's own form.

    PostgreSQL keeps them as `tsvector`, made of the words as they are, so that its own parsers and
    dictionaries play no part. The others keep text, with a space before and after each word; MySQL
    and MariaDB compare it byte for byte. `careers.search.operations` makes their index.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        types = {
            "postgresql": "tsvector",
            "mysql": "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        }
        return types.get(connection.vendor, "text")

    def get_prep_value(self, value: Iterable[str]) -> list[str]:
        return sorted(set(value))

    def get_db_prep_value(
        self, value: Iterable[str], connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        words = self.get_prep_value(value)
        return words if connection.vendor == "postgresql" else f" {' '.join(words)} "

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "array_to_tsvector(%s::text[])" if connection.vendor == "postgresql" else "%s"
