from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from careers.roles import create_roles


class Command(BaseCommand):
    help = (
        "Make the groups Marketing, Marketing approvers and Recruiters and the approval workflow, "
        "where they are missing. Existing groups keep theirs, and get those on new pages."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = create_roles()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] > 1 or (made and options["verbosity"]):
            self.stdout.write(f"Roles: made {', '.join(made)}." if made else "Roles: all there.")
