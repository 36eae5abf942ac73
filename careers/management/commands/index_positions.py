from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from careers.models import PositionPage
from careers.positions.search.indexing import forget_words, index_positions


class Command(BaseCommand):
    help = (
        "Finds out anew what all positions are found by. Needed only after they were changed past "
        "Wagtail, as by loaddata or in the database; saving a page does it for its position."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            forget_words()
            number = index_positions(PositionPage.objects.all())
        self.stdout.write(f"{number} published positions are found by what they are now.")
