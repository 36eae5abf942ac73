"""The JSON forms of blocks, and the schemas of these, made from the blocks alone.

A block that is made of Wagtail's own blocks needs nothing: its form and its schema follow from
its fields. One with a `get_api_representation` of its own is asked for its form, and may say what
schema that has in `get_api_schema()`, which returns any type that pydantic knows; without it, the
form may be anything. Names and shapes of the schemas are those of Wagtail 8.1 (`wagtail.api.v3`),
which describes values as they are stored; these describe them as a page shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, NamedTuple, Union

from django.utils.translation import override
from pydantic import Field
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from careers.core.moments import aware
from careers.core.representation.images import ImageJSON, represent_block_image
from careers.core.representation.links import PageLinkJSON
from careers.core.representation.public_pages import represent_public_page
from careers.core.representation.rich_text import RichTextJSON, represent_rich_text

#: What a block is shown in: `request`, and on a page all that its template gets.
Context = Mapping[str, Any]
Fields = Mapping[str, Any]

#: By this preset images are shown whose block names none.
ANY_PRESET = "image"
#: Pydantic would describe a date that is written as text already as any text.
DateString = Annotated[str, Field(json_schema_extra={"format": "date"})]
TimeString = Annotated[str, Field(json_schema_extra={"format": "time"})]
DateTimeString = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


def one_of(values: Iterable[str], *further: str) -> Any:
    """Annotate a text that is one of some values."""
    return Field(json_schema_extra={"enum": [*values, *further]})


class Form(NamedTuple):
    """How the blocks of a class look in JSON: the value, and the type of that by a block."""

    represent: Callable[[Any, Any, Context], Any]
    schema: Callable[[Any], Any]


def represent_value(block: blocks.Block, value: Any, context: Context) -> Any:
    """Return the JSON form of the `value` of a block."""
    form = _form_of(block)
    if form is None:
        return block.get_api_representation(value, context)
    return form.represent(block, value, context)


def represent_fields(
    block: Any, value: Any, context: Context, leave_out: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the form of a struct block field by field, whatever form it has itself."""
    return {
        name: represent_value(child, value.get(name), context)
        for name, child in _fields(block, leave_out)
    }


def schema_of(block: blocks.Block) -> Any:
    """Return the type of what `represent_value` returns for a block."""
    form = _form_of(block)
    if form is not None:
        return form.schema(block)
    get_api_schema = getattr(block, "get_api_schema", None)
    return get_api_schema() if get_api_schema else Any


def schema_of_fields(
    block: Any, leave_out: Iterable[str] = (), suffix: str = "", /, **replaced: Any
) -> type:
    """Return a `TypedDict` of the fields of a struct block, some of them `replaced` or added.

    It has the name of the block's class, with `suffix` in the place of `Block`.
    """
    fields = {name: schema_of(child) for name, child in _fields(block, leave_out)} | replaced
    labels = {name: str(child.label) for name, child in block.child_blocks.items()}
    name = type(block).__name__.removesuffix("Block") or block.name or "Fields"
    return typed_dict(f"{name}{suffix}", fields, labels)


def schema_of_stream(block: Any, **further: Any) -> Any:
    """Return the type of a list of the blocks of a stream, told apart by their `type`.

    Each has `type`, `value`, `id` and the `further` fields.
    """
    items = [
        typed_dict(
            f"{_pascal_case(name)}Block",
            {"type": Literal[name], "id": str | None, **further, "value": schema_of(child)},
            doc=str(getattr(child.meta, "description", "") or ""),
        )
        for name, child in block.child_blocks.items()
    ]
    if len(items) > 1:
        union: Any = Union[tuple(items)]  # noqa: UP007
        return list[Annotated[union, Field(discriminator="type")]]
    return list[items[0]] if items else list[Any]  # type: ignore[valid-type]


#: Makes a type of fields that are known only when it runs, which type checkers can't follow.
make_typed_dict: Any = TypedDict
_typed_dicts: dict[Any, type] = {}


def typed_dict(name: str, fields: Fields, labels: Fields | None = None, doc: str = "") -> type:
    """Return a `TypedDict` with `fields`, the same one for the same name and fields."""
    key = (name, tuple((field, repr(kind)) for field, kind in fields.items()))
    if key not in _typed_dicts:
        number = sum(known == name for known, _fields_of in _typed_dicts)
        described = {
            field: Annotated[kind, Field(description=(labels or {})[field])]
            if field in (labels or {})
            else kind
            for field, kind in fields.items()
        }
        made: type = make_typed_dict(f"{name}{number + 1 if number else ''}", described)
        made.__doc__ = doc or None
        _typed_dicts[key] = made
    return _typed_dicts[key]


def _fields(block: Any, leave_out: Iterable[str]) -> Iterator[tuple[str, blocks.Block]]:
    return ((name, child) for name, child in block.child_blocks.items() if name not in {*leave_out})


def _pascal_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _form_of(block: blocks.Block) -> Form | None:
    """Return the form of the nearest known class, unless the block has overridden that."""
    kind = type(block)
    known = next((base for base in kind.__mro__ if base in FORMS), None)
    if known is None or kind.get_api_representation is not known.get_api_representation:
        return None
    return FORMS[known]


# Forms


def _text(block: Any, value: Any, context: Context) -> str:
    return "" if value is None else str(value)


def _plain(block: Any, value: Any, context: Context) -> Any:
    return value


def _isoformat(block: Any, value: Any, context: Context) -> str | None:
    if isinstance(value, datetime):
        value = aware(value)
    return value.isoformat() if isinstance(value, date | time) else None


def _rich_text(block: Any, value: Any, context: Context) -> RichTextJSON:
    return represent_rich_text(value or "", context.get("request"))


def _image(block: Any, value: Any, context: Context) -> ImageJSON | None:
    presets = getattr(block, "presets", None) or (ANY_PRESET,)
    return represent_block_image(value, presets[0], context.get("request"))


def _page(block: Any, value: Any, context: Context) -> PageLinkJSON | None:
    return represent_public_page(value, context.get("request"))


def _choices(block: Any) -> tuple[str, ...]:
    """Return the values that a field with choices may have."""
    with override("en"):
        return tuple(dict.fromkeys(_values(block.field.choices)))


def _values(choices: Iterable[Any]) -> Iterator[str]:
    for value, label in choices:
        yield from _values(label) if isinstance(label, list | tuple) else [str(value or "")]


def _choice(block: Any, value: Any, context: Context) -> str:
    """Return the value, or "" for one that isn't offered any more."""
    return value if value in _choices(block) else ""


def _choice_schema(block: Any) -> Any:
    return Annotated[str, one_of(dict.fromkeys([*_choices(block), ""]))]


def _struct(block: Any, value: Any, context: Context) -> dict[str, Any]:
    return represent_fields(block, value or {}, context)


def _list(block: Any, value: Any, context: Context) -> list[Any]:
    return [represent_value(block.child_block, item, context) for item in value or ()]


def _list_schema(block: Any) -> Any:
    return list[schema_of(block.child_block)]  # type: ignore[misc]


def _stream(block: Any, value: Any, context: Context) -> list[dict[str, Any]]:
    return [
        {
            "type": child.block_type,
            "id": child.id,
            "value": represent_value(child.block, child.value, context),
        }
        for child in value or ()
    ]


def _is(kind: Any) -> Callable[[Any], Any]:
    return lambda block: kind


#: By classes of blocks; of several bases of a block the nearest one counts.
FORMS: dict[type[blocks.Block], Form] = {
    **dict.fromkeys(
        (
            *(blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock, blocks.URLBlock),
            *(blocks.EmailBlock, blocks.RawHTMLBlock),
        ),
        Form(_text, _is(str)),
    ),
    blocks.IntegerBlock: Form(_plain, _is(int | None)),
    blocks.FloatBlock: Form(_plain, _is(float | None)),
    blocks.DecimalBlock: Form(_text, _is(str)),
    blocks.BooleanBlock: Form(lambda block, value, context: bool(value), _is(bool)),
    blocks.DateBlock: Form(_isoformat, _is(DateString | None)),
    blocks.TimeBlock: Form(_isoformat, _is(TimeString | None)),
    blocks.DateTimeBlock: Form(_isoformat, _is(DateTimeString | None)),
    blocks.StaticBlock: Form(lambda block, value, context: None, _is(None)),
    blocks.RichTextBlock: Form(_rich_text, _is(RichTextJSON)),
    ImageChooserBlock: Form(_image, _is(ImageJSON | None)),
    ImageBlock: Form(_image, _is(ImageJSON | None)),
    blocks.PageChooserBlock: Form(_page, _is(PageLinkJSON | None)),
    blocks.ChoiceBlock: Form(_choice, _choice_schema),
    blocks.StructBlock: Form(_struct, schema_of_fields),
    blocks.ListBlock: Form(_list, _list_schema),
    blocks.StreamBlock: Form(_stream, schema_of_stream),
}
