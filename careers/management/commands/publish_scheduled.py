"""Wagtail's command, which goes on with the other pages where one can't be published."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

from careers.guards.publication import NOT_PUBLISHED, revisions_due
from careers.guards.refusal import RefusedError


class Command(publish_scheduled.Command):
    help = "Publish what is scheduled, and unpublish what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for expired in expired_objects():
            expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for revision in list(revisions_due()):
            try:
                with transaction.atomic():  # publishing writes before it is refused
                    revision.publish(log_action="wagtail.publish.scheduled")
            except RefusedError as refusal:
                self.stderr.write(refusal.sentence)
                cancel(revision, refusal)


def expired_objects() -> list[Any]:
    """Return the pages and snippets that are still published after they have expired."""
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    bases: list[Any] = [Page, *(model for model in models if not issubclass(model, Page))]
    expired = {"live": True, "expire_at__lt": timezone.now()}
    return [one for model in bases for one in model.objects.filter(**expired).order_by("expire_at")]


def cancel(revision: Revision, refusal: RefusedError) -> None:
    """Take `revision` off the schedule: it stays a draft, and its history says why."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    reason = {"reason": refusal.sentence}
    log(revision.content_object, NOT_PUBLISHED, revision=revision, data=reason)
