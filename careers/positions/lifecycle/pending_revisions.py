"""Change pending revisions: the newest draft of a position, and revisions that will be published.

A value that changes on the published page changes here too, or publishing one would undo it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from careers.positions.position_page import PositionPage

#: Returns new serialised values for a position and the content of its revision.
Values = Callable[[PositionPage, dict[str, Any]], dict[str, Any]]


def change_pending_revisions(
    positions: Iterable[PositionPage], values: Values, user: AbstractBaseUser | None
) -> dict[int, Revision]:
    """Apply `values` to the pending revisions of `positions`, and change nothing else in them.

    The newest draft gets a new revision. One that is scheduled or in a workflow is changed in
    place, since that revision will be published; with a newer one beside it, the page would have
    unpublished changes for ever. Return the newest changed revision of each position, by the
    position's id.
    """
    by_id = {position.pk: position for position in positions}
    successors: dict[int, Revision] = {}
    changed: dict[int, Revision] = {}
    rewritten: list[Revision] = []
    for revision in _pending_revisions(by_id.values()):
        position = by_id[int(revision.object_id)]
        content = revision.content | values(position, revision.content)
        if content == revision.content:
            continue
        if revision.will_be_published:
            revision.content = content
            rewritten.append(revision)
        else:
            revision = _successor(revision, content, user)
            successors[position.pk] = revision
        changed[position.pk] = revision
    Revision.objects.bulk_create(successors.values())
    Revision.objects.bulk_update(rewritten, ["content"], batch_size=100)
    _make_newest([by_id[pk] for pk in successors], successors)
    return changed


def _pending_revisions(positions: Iterable[PositionPage]) -> Iterable[Any]:
    """Return newest drafts and revisions that will be published, the newest last."""
    in_workflow = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    will_be_published = Q(approved_go_live_at__isnull=False) | Q(
        pk__in=in_workflow.order_by().values("revision")
    )
    newest = [position.latest_revision_id for position in positions if position.latest_revision_id]
    return (
        Revision.page_revisions.filter(object_id__in=[str(position.pk) for position in positions])
        .filter(Q(pk__in=newest) | will_be_published)
        .annotate(will_be_published=will_be_published)
        .order_by("created_at", "pk")
    )


def _successor(
    revision: Revision, content: dict[str, Any], user: AbstractBaseUser | None
) -> Revision:
    return Revision(
        content_type_id=revision.content_type_id,
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        object_str=revision.object_str,
        created_at=timezone.now(),
        user=user,
        content=content,
    )


def _make_newest(positions: list[PositionPage], revisions: dict[int, Revision]) -> None:
    """Store the newest revisions; the published one stays the newest where it was."""
    for position in positions:
        revision = revisions[position.pk]
        if not position.has_unpublished_changes and position.live_revision_id:
            position.live_revision = revision
        position.latest_revision = revision
        position.latest_revision_created_at = revision.created_at
    Page.objects.bulk_update(
        positions,
        ["latest_revision", "latest_revision_created_at", "live_revision"],
        batch_size=100,
    )
