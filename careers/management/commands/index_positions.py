from typing import Any

from django.core.management.base import BaseCommand

from careers.search.indexer import index_all


class Command(BaseCommand):
    help = (
        "Rebuild the search index of all positions. Needed only after changes that go past "
        "Wagtail, by loaddata or in the database; saving a position indexes it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Indexed {index_all()} published positions.")
