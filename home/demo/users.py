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
    for user in USERS:
        password = passwords.get(user.username)
        if password and not users.filter(username=user.username).exists():
            account = users.create_user(
                user.username,
                email=user.email,
                password=password,
                first_name=user.first_name,
                last_name=user.last_name,
            )
            account.groups.add(groups.get(name=user.group))
            made.append(user.username)
    return made
