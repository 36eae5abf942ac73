from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from careers.roles import create_roles
from careers.site_setup.directory import provide_locations, provide_position_types
from careers.site_setup.employer import missing_settings, provide_employer
from careers.site_setup.example_removal import remove_examples
from careers.site_setup.examples import Examples
from careers.site_setup.index_pages import provide_index_pages
from careers.site_setup.target import SetupError, SetupTarget, find_target

#: Where `runserver` serves a site whose address nobody has set yet.
LOCAL_ADDRESS = "http://localhost:8000"


class Command(BaseCommand):
    help = (
        "Make what a careers section needs, where it is missing: the pages that list teams and "
        "positions, roles, position types, locations and settings. What is there stays as it is."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--site", default="", help="The site's host name, as example.com. Default: the default."
        )
        parser.add_argument(
            "--parent",
            default="",
            help="The page below which the lists stand, as /about/ or its id. Default: the home.",
        )
        parser.add_argument(
            "--apply-email", default="", help="Where candidates apply, if a position doesn't say."
        )
        parser.add_argument(
            "--no-roles", action="store_true", help="Make no groups and no approval workflow."
        )
        examples = parser.add_mutually_exclusive_group()
        examples.add_argument(
            "--examples", action="store_true", help="Add two teams, nine positions and people."
        )
        examples.add_argument(
            "--remove-examples",
            action="store_true",
            help="Take the examples of all sites out again, unless they are changed or used.",
        )
        parser.add_argument(
            "--with-changed",
            action="store_true",
            help="With --remove-examples: also those that somebody has changed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove_examples"]:
            self._remove(options["with_changed"])
            return
        try:
            target = find_target(options["site"], options["parent"])
            with transaction.atomic(), override(target.locale.language_code):
                self._start(target, options)
        except (SetupError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error

    def _start(self, target: SetupTarget, options: dict[str, Any]) -> None:
        teams, positions, pages = provide_index_pages(target)
        made = {
            "Pages": pages,
            "Roles": [] if options["no_roles"] else create_roles(),
            "Position types": provide_position_types(target.locale),
            "Locations": provide_locations(target.locale),
            "Settings": provide_employer(target.site, options["apply_email"]),
        }
        shown: list[Page] = [teams, positions]
        if options["examples"]:
            examples = Examples(teams, positions)
            made["Examples"] = _counted(examples.provide())
            shown += filter(None, [examples.first_team()])
        if not options["verbosity"]:
            return
        for name, things in made.items():
            if things:
                self.stdout.write(f"{name}: made {', '.join(things)}.")
        if not any(made.values()):
            self.stdout.write("All is there already.")
        self._say_what_to_do(target.site, [page for page in shown if not page.live])
        self._say_where_to_look(target.site, [page for page in shown if page.live])

    def _say_what_to_do(self, site: Site, drafts: list[Page]) -> None:
        to_do = [f"publish “{page.title}”, which is a draft" for page in drafts]
        if missing := missing_settings(site):
            to_do.append(f"under Settings → Careers settings, give {'; '.join(missing)}")
        if to_do:
            self.stdout.write("\nStill to do in the admin:")
        for item in to_do:
            self.stdout.write(f"- {item}")

    def _say_where_to_look(self, site: Site, pages: list[Page]) -> None:
        self.stdout.write("\nLook at:")
        for page in pages:
            self.stdout.write(f"- {self._address(site, page)}")
        try:
            admin = reverse("wagtailadmin_home")
        except NoReverseMatch:
            return
        self.stdout.write(f"- {self._root(site)}{admin} to write pages and positions")

    def _address(self, site: Site, page: Page) -> str:
        parts = page.get_url_parts()
        if parts is None or parts[0] != site.pk:
            return page.full_url or page.url_path
        return f"{self._root(site)}{parts[2]}"

    def _root(self, site: Site) -> str:
        """Return the site's address, or that of `runserver` for a site just made by Wagtail."""
        is_new = settings.DEBUG and (site.hostname, site.port) == ("localhost", 80)
        address: str = LOCAL_ADDRESS if is_new else site.root_url
        return address

    def _remove(self, with_changed: bool) -> None:
        removal = remove_examples(with_changed)
        self.stdout.write(f"Removed {removal.removed} examples.")
        for example, reason in removal.kept:
            kind = example._meta.verbose_name
            self.stdout.write(f"Kept the {kind} “{example}”: {reason}")


def _counted(pages: list[Page]) -> list[str]:
    """Return how many pages there are of each type, in words."""
    numbers = Counter(type(page) for page in pages)
    return [f"{number} × {model._meta.verbose_name}" for model, number in numbers.items()]
