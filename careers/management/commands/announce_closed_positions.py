from typing import Any

from django.core.management.base import BaseCommand

from careers.positions.lifecycle import announce


class Command(BaseCommand):
    help = (
        "Sends the signals for positions whose closing date has passed and for those that went "
        "live by schedule, exactly once each. Safe to run at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        announced = announce()
        if options["verbosity"]:
            opened, closed = len(announced.opened), len(announced.closed)
            self.stdout.write(f"Announced: {opened} opened, {closed} closed.")
