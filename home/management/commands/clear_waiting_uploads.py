from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.models import UploadedFile

MAX_AGE = timedelta(days=1)


class Command(BaseCommand):
    help = "Delete uploads that have waited for more than a day for their form to be filled in."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - MAX_AGE
        deleted = 0
        for upload in UploadedFile.objects.iterator():
            if is_older(upload, before):
                upload.file.delete(save=False)
                upload.delete()
                deleted += 1
        if options["verbosity"]:
            self.stdout.write(f"Deleted {deleted} waiting uploads.")


def is_older(upload: UploadedFile, before: datetime) -> bool:
    """Whether the file of `upload` was stored before then, or is gone; Wagtail keeps no date."""
    storage, name = upload.file.storage, upload.file.name
    return not storage.exists(name) or storage.get_modified_time(name) < before
