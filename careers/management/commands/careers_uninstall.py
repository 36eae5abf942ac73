from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import router
from wagtail.models import Page

from careers.uninstall.code_of_host import (
    fields_and_bases_of_us,
    migrations_that_need_us,
    relations_to_us,
    settings_that_name_us,
)
from careers.uninstall.data_of_host import pages_in_the_way, what_will_be_removed, what_will_stay
from careers.uninstall.removal import remove

QUESTION = "Remove all this from the database? It can't be undone. Type “yes” to go on: "


class Command(BaseCommand):
    help = "Say what hangs on careers, or remove its pages, tables and whatever belongs to them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        wish = parser.add_mutually_exclusive_group(required=True)
        wish.add_argument("--check", action="store_true", help="Change nothing.")
        wish.add_argument("--do", action="store_true", help="Remove it.")
        parser.add_argument(
            "--no-input", "--noinput", action="store_true", help="Don't ask before removing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        in_the_way = [*relations_to_us(), *pages_in_the_way()]
        self._list("Will be removed from the database:", what_will_be_removed())
        self._list("Will stay:", what_will_stay())
        code = [
            *fields_and_bases_of_us(),
            *migrations_that_need_us(router.db_for_write(Page)),
            *settings_that_name_us(),
        ]
        self._list("To change in your code before the package is gone:", code)
        self._list("In the way; remove or move it first:", in_the_way)
        if in_the_way:
            raise CommandError("careers can't be removed yet: see what is in the way.")
        if options["check"]:
            return
        if not options["no_input"] and input(QUESTION) != "yes":
            raise CommandError("Nothing was removed.")
        remove()
        self.stdout.write(
            self.style.SUCCESS(
                "careers is out of the database. Take its apps out of INSTALLED_APPS before you "
                "run migrate again, which would make its tables anew."
            )
        )

    def _list(self, heading: str, lines: list[str]) -> None:
        if lines:
            self.stdout.write(self.style.MIGRATE_HEADING(heading))
            for line in lines:
                self.stdout.write(f"  {line}")
