from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from home.demo import loader
from home.demo.renditions import make_renditions


class Command(BaseCommand):
    help = (
        "Loads the demo site: an invented employer, its teams and positions. "
        "What is there already is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="first delete the site's pages, people, places, types and demo pictures",
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are pages already"
        )

        parser.add_argument(
            "--renditions",
            action="store_true",
            help="also cut the pictures now, so that no visitor waits for it",
        )

    def handle(
        self, *args: Any, reset: bool, if_empty: bool, renditions: bool, **options: Any
    ) -> None:
        if if_empty and not loader.is_empty():
            if options["verbosity"] > 1:
                self.stdout.write("The database has pages: the demo content was not loaded.")
            return
        if reset:
            loader.remove()
        made = loader.load()
        self.stdout.write(f"Demo content: {made} pages made.")
        if renditions:
            self.stdout.write("Cutting its pictures, which takes half a minute, only this once …")
            self.stdout.flush()
            make_renditions(loader.COLLECTION)
