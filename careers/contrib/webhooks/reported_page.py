from __future__ import annotations

from django.db import models

MAX_FINGERPRINT_LENGTH = 64


class ReportedPage(models.Model):
    """What visitors saw of a page when endpoints were told of it last.

    What is there now is compared with it. So nothing is lost when a process dies between a change
    and its report, and nothing is reported twice. Without a row, visitors saw nothing of the page.
    """

    #: No foreign key: that a page was deleted is something to report.
    page_id = models.BigIntegerField(primary_key=True)
    is_open = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=MAX_FINGERPRINT_LENGTH)
    #: What a message says of a page that is gone: the fields of `PageFacts`.
    facts = models.JSONField()

    content_version_ignore = True

    def __str__(self) -> str:
        return str(self.facts.get("title", self.page_id))
