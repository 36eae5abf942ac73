"""Wagtail's command, which goes on with the other pages where one can't be published."""

from __future__ import annotations

from typing import Any

from wagtail.management.commands import publish_scheduled

from careers.guards.publication import refuse_revision, revisions_due
from careers.guards.refusal import RefusedError


class Command(publish_scheduled.Command):
    help = "Publish what is scheduled, and unpublish what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            self._cancel_incomplete()
        super().handle(*args, **options)

    def _cancel_incomplete(self) -> None:
        """Take pages that can't be published off the schedule: they stay drafts."""
        for revision in revisions_due():
            try:
                refuse_revision(revision)
            except RefusedError as refusal:
                revision.approved_go_live_at = None
                revision.save(update_fields=["approved_go_live_at"])
                self.stderr.write(refusal.sentence)
