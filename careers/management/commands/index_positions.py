from typing import Any

from django.core.management.base import BaseCommand

from careers.positions.search.indexing import index_all


class Command(BaseCommand):
    help = (
        "Finds out anew what all positions are found by. Needed only after they were changed past "
        "Wagtail, as by loaddata or in the database; saving a page does it for its position."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{index_all()} published positions are found by what they are now.")
