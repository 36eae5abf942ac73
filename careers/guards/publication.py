"""Publish nothing incomplete, whichever way it is asked for.

The receivers stand on what every way does in the end: save the published page, or approve a
revision for a later time. Wagtail has no signal before either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from careers.guards.publish_checks import failed_check, has_body
from careers.guards.refusal import RefusedError

#: The log action for what was due by its schedule, and incomplete.
NOT_PUBLISHED = "careers.not_published"


def guard_publication() -> None:
    """Connect the receiver to each page type with a body, those of a host included."""
    for model in apps.get_models():
        if issubclass(model, Page) and has_body(model):
            pre_save.connect(refuse_to_publish, sender=model)


def refuse_to_publish(
    sender: type[Page],
    instance: Any,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    """Raise `RefusedError` if saving `instance` would publish it and it is incomplete.

    Publishing sets a new `last_published_at`. A copy that is live from the start has that of the
    page that it was made of. Other saves of a published page are not checked, so that what has
    become incomplete meanwhile can still be changed; nor is what code creates as live, nor an
    alias, which shows what its page shows and can't be completed by itself.
    """
    if raw or not instance.live or instance.alias_of_id:
        return
    if instance._state.adding:
        if instance.last_published_at:
            _refuse(instance, instance)
        return
    if not instance.live_revision_id:
        return
    if update_fields is not None and "last_published_at" not in update_fields:
        return
    stored = sender._default_manager.filter(pk=instance.pk).first()
    if stored and _is_published_anew(stored, instance):
        _refuse(stored, instance)


@receiver(pre_save, sender=Revision)
def refuse_to_schedule(
    sender: type[Revision],
    instance: Revision,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: Any,
) -> None:
    """Raise `RefusedError` if an incomplete revision is to be published at a later time."""
    approves = update_fields is None or "approved_go_live_at" in update_fields
    if not raw and approves and instance.approved_go_live_at:
        refuse_revision(instance)


def refuse_revision(revision: Revision) -> None:
    """Raise `RefusedError` if the page as `revision` has it is incomplete."""
    model = revision.content_type.model_class()
    if model and issubclass(model, Page) and has_body(model):
        _refuse(revision.content_object, revision.as_object())


def revisions_due() -> Iterable[Revision]:
    """Return the revisions that Wagtail's command publishes now."""
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    return due.order_by("approved_go_live_at")


def _is_published_anew(stored: DraftStateMixin, instance: DraftStateMixin) -> bool:
    before, now = stored.last_published_at, instance.last_published_at
    return now is not None and (before is None or now > before)


def _refuse(page: Any, draft: Any) -> None:
    if failure := failed_check(page, draft):
        raise RefusedError(failure.sentence)
