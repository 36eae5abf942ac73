from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from careers.kept.content_version import ContentVersion


class Command(BaseCommand):
    help = "Have pages show what was written to the database past Django."

    def handle(self, *args: Any, **options: Any) -> None:
        ContentVersion.objects.all().renew()
