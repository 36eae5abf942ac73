from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from careers.contrib.webhooks.delivery import send_due
from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.prune import prune
from careers.contrib.webhooks.reports import report_all
from careers.contrib.webhooks.tasks import wake


class Command(BaseCommand):
    help = (
        "Writes messages of all that has changed and was not reported, sends what is due to all "
        "webhooks, and deletes messages that are older than 30 days. Safe to run at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written, deleted = report_all(), prune()
        delivered = failed = 0
        for endpoint in Endpoint.objects.sending():
            while (sent := send_due(endpoint.pk)).total:
                delivered += sent.delivered
                failed += sent.failed
            wake(endpoint.pk)
        if options["verbosity"]:
            self.stdout.write(
                f"Webhooks: {written} messages written, {delivered} delivered, {failed} failed, "
                f"{deleted} deleted."
            )
