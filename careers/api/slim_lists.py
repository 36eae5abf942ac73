"""Lists of which `fields` asks for some fields only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, get_type_hints

from pydantic import Field

from careers.core.representation.block_forms import make_typed_dict


def slimmed(results: Iterable[Any], fields: Sequence[str]) -> list[Any]:
    """Return `results` with these fields only."""
    return [{name: result[name] for name in fields} for result in results]


def slim_list(name: str, form: Any, result: Any) -> Any:
    """Return the type of a list like `form`, whose results may have some of their fields only."""
    hints = get_type_hints(result, include_extras=True)
    partial: Any = make_typed_dict(f"Partial{result.__name__}", hints, total=False)
    partial.__doc__ = f"The fields of `{result.__name__}` that `fields` has asked for."
    either: Any = result | partial
    results = Annotated[
        list[either],
        Field(description="Whole, or with the `fields` that were asked for."),
    ]
    made = make_typed_dict(name, get_type_hints(form, include_extras=True) | {"results": results})
    made.__doc__ = form.__doc__
    return made
