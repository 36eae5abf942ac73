"""A page or a snippet, saved or not, as JSON and back, as Wagtail stores revisions."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from modelcluster.models import (
    ClusterableModel,
    get_serializable_data_for_fields,
    model_from_serializable_data,
)

Content = dict[str, Any]


def content_of(shown: Model) -> Content:
    if isinstance(shown, ClusterableModel):
        content: Content = shown.serializable_data()
    else:
        content = get_serializable_data_for_fields(shown)
    return content


def restored(model: Any, content: Content) -> Any:
    """Return an object of `model` with `content`, which is not asked whether it exists."""
    if issubclass(model, ClusterableModel):
        return model.from_serializable_data(content, check_fks=False)
    return model_from_serializable_data(model, content, check_fks=False)
