from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from careers.roles import create_roles
from home.demo import loader
from home.demo.users import USERS, make_users


class Command(BaseCommand):
    help = (
        "Load the demo site: an invented employer, its teams and positions. "
        "Existing content is not changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="first delete the site's pages, people, locations, types and demo pictures",
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are pages already"
        )
        parser.add_argument(
            "--users",
            action="store_true",
            help=(
                "also make the roles, and a user for each whose password is in the environment: "
                + ", ".join(user.variable for user in USERS)
            ),
        )

    def handle(
        self,
        *args: Any,
        reset: bool,
        if_empty: bool,
        users: bool,
        **options: Any,
    ) -> None:
        if if_empty and not loader.is_empty():
            if options["verbosity"] > 1:
                self.stdout.write("The database has pages: the demo content was not loaded.")
            return
        if reset:
            loader.remove()
        made = loader.load()
        self.stdout.write(f"Demo content: {made} pages made.")
        if users:
            self._make_users()

    def _make_users(self) -> None:
        create_roles()
        if made := make_users(settings.DEMO_PASSWORDS):
            self.stdout.write(f"Demo users: {', '.join(made)}.")
        without = [user for user in USERS if not settings.DEMO_PASSWORDS[user.username]]
        if missing := ", ".join(user.variable for user in without):
            self.stdout.write(f"No users were made for {missing}, which are not set.")
