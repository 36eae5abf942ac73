"""One user for each role, on the machine of somebody who tries the demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model


@dataclass(frozen=True)
class DemoUser:
    username: str
    first_name: str
    last_name: str
    group: str

    @property
    def variable(self) -> str:
        """The environment variable with the password."""
        return f"{self.username.upper()}_PASSWORD"

    @property
    def email(self) -> str:
        return f"{self.username}@halmere.example"


USERS = (
    DemoUser("marketing", "Marta", "Vilela", "Marketing"),
    DemoUser("approver", "Osric", "Fenn", "Marketing approvers"),
    DemoUser("recruiter", "Renske", "Aalto", "Recruiters"),
)


def make_users(passwords: Mapping[str, str]) -> list[str]:
    """Make those that aren't there, with their `passwords` by name. Returns their names.

    Nobody is made without a password. Needs the groups of `careers.roles`.
    """
    users = get_user_model()._default_manager
    groups = apps.get_model("auth", "Group")._default_manager
    made = []
    for each in USERS:
        password = passwords.get(each.username)
        if password and not users.filter(username=each.username).exists():
            user = users.create_user(
                each.username,
                email=each.email,
                password=password,
                first_name=each.first_name,
                last_name=each.last_name,
            )
            user.groups.add(groups.get(name=each.group))
            made.append(each.username)
    return made
