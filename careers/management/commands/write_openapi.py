from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import NoReverseMatch

from careers.api.api import api


class Command(BaseCommand):
    help = (
        "Write the OpenAPI document of this site's API, with its page types and blocks, "
        "to a file, or to standard output. The database is not needed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="where to write it")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        try:
            document = api.get_openapi_schema()
        except NoReverseMatch:
            raise CommandError("The site has no API: include careers.api.urls.") from None
        text = f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"
        if file is None:
            self.stdout.write(text, ending="")
        else:
            file.write_text(text, encoding="utf-8")
