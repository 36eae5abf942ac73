from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import ProtectedError

from careers.models import PositionPage
from tests.load import clearing
from tests.load.loading import Loader, NoPlaceError, find_indexes
from tests.load.marks import SOURCE, made_positions
from tests.load.statistics import refresh_statistics

#: More don't fit below one page of the tree, which has room for 36⁴.
MOST = 1_000_000
#: Seconds between two lines about how far it is.
PAUSE = 10


def number_of_positions(text: str) -> int:
    """`text` as a number of positions. Raises `ArgumentTypeError` for what is none."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST:,}.")
    return number


class Command(BaseCommand):
    help = (
        "Makes up positions in bulk, with their teams and places, to see how the default site "
        "bears up under many of them. Not for a site that somebody visits: visitors would see them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--count", type=number_of_positions, metavar="N", help="how many positions to make up"
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            metavar="S",
            help="another number gives other positions, the same one the same (default: 1)",
        )
        parser.add_argument(
            "--clear",
            action="store_true",
            help="first take away what an earlier run made; without --count nothing else",
        )
        parser.add_argument(
            "--no-input",
            "--noinput",
            action="store_false",
            dest="interactive",
            help="don't ask first, not even where DEBUG is off",
        )

    def handle(
        self,
        *args: Any,
        count: int | None,
        seed: int,
        clear: bool,
        interactive: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        if not (count or clear):
            raise CommandError("Say how many positions to make up, for example --count 1000.")
        self.verbosity = verbosity
        if count:
            self._check(clear)
        if interactive and not settings.DEBUG:
            self._confirm(count)
        if clear:
            self._clear()
        if count:
            self._load(count, seed)
        refresh_statistics()

    def _check(self, clears: bool) -> None:
        try:
            find_indexes()
        except NoPlaceError as error:
            raise CommandError(str(error)) from error
        if not clears and (there := made_positions().count()):
            raise CommandError(
                f"An earlier run made {there:,} positions that are still here. "
                "Add --clear to take them away first."
            )

    def _confirm(self, count: int | None) -> None:
        """Let somebody who thinks this is another site find out in time."""
        others = PositionPage.objects.exclude(source=SOURCE).count()
        what = f"make up {count:,} positions" if count else "take away positions that were made up"
        question = f"This will {what}. The site has {others:,} of its own."
        if not sys.stdin.isatty():
            raise CommandError(
                f"{question} DEBUG is off, so it may be a real one: add --no-input if it is not."
            )
        if input(f"{question} Go on? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CommandError("Nothing was done.")

    def _clear(self) -> None:
        started = monotonic()
        self._begin(made_positions().count())
        try:
            gone = clearing.clear(self._tell_progress)
        except ProtectedError as error:
            raise CommandError(
                f"Something that is to stay needs one of the positions: {error.args[0]}."
            ) from error
        self._say(f"Took away {gone:,} positions in {monotonic() - started:.1f} s.")

    def _load(self, count: int, seed: int) -> None:
        started = monotonic()
        loader = Loader(count, seed)
        self._say(
            f"Making up {count:,} positions of {len(loader.composer.teams):,} teams "
            f"in {len(loader.composer.cities):,} cities …"
        )
        self._begin(count)
        loader.load(self._tell_progress)
        self._say(f"Made up {count:,} positions in {monotonic() - started:.1f} s.")

    def _begin(self, total: int) -> None:
        self.total, self.last_told = total, monotonic()

    def _tell_progress(self, done: int) -> None:
        if self.verbosity > 1 or monotonic() - self.last_told >= PAUSE:
            self.last_told = monotonic()
            self._say(f"  {done:,} of {self.total:,}")

    def _say(self, text: str) -> None:
        if self.verbosity:
            self.stdout.write(text)
            self.stdout.flush()
