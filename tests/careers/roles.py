"""People in the roles of a careers site, and what they try in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

SUPERUSER = "superuser"


def member_of(role: str) -> User:
    """The one user of the group `role`, or the superuser."""
    name = role.lower().replace(" ", "-")
    user, is_new = User.objects.get_or_create(
        username=name,
        defaults={"email": f"{name}@example.com", "is_superuser": role == SUPERUSER},
    )
    if is_new and role != SUPERUSER:
        user.groups.add(Group.objects.get(name=role))
    return user


def sign_in(role: str) -> Client:
    """A browser in which somebody of the group `role`, or a superuser, is signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(member_of(role))
    return client


class Attempt:
    """What somebody tries with a page by a request of the admin, answered by whether it was done.

    Forms are filled in as a superuser gets them: a request that no button would send.
    """

    def __init__(self, client: Client, page: Page, destination: Page | None = None) -> None:
        self.client, self.page, self.destination = client, page, destination
        self.forms: dict[str, dict[str, Any]] = {}
        self.answer: Any = None

    def __call__(self, action: str) -> bool:
        """Whether `action` was done; all is as before, after it."""
        attempt: Callable[[], bool] = getattr(self, action)
        with transaction.atomic():
            done = attempt()
            transaction.set_rollback(True)
        return done

    def add(self) -> bool:
        models = self.page.specific_class.creatable_subpage_models()
        kinds = [model for model in models if model.can_create_at(self.page)]
        if not kinds:
            return False
        label, name = kinds[-1]._meta.app_label, kinds[-1]._meta.model_name
        url = reverse("wagtailadmin_pages:add", args=(label, name, self.page.pk))
        self.client.post(url, self._form(url) | {"title": "New", "slug": "new"})
        return bool(Page.objects.child_of(self.page).filter(slug="new").exists())

    def edit(self) -> bool:
        self.save()
        return bool(self._stored().get_latest_revision_as_object().title == "Changed")

    def publish(self) -> bool:
        self.save("action-publish")
        return self._stored().title == "Changed"

    def submit(self) -> bool:
        self.save("action-submit")
        return bool(self._stored().workflow_in_progress)

    def unpublish(self) -> bool:
        self._post("unpublish")
        return not self._stored().live

    def delete(self) -> bool:
        self._post("delete", confirm_site_name="Careers")
        return not Page.objects.filter(pk=self.page.pk).exists()

    def lock(self) -> bool:
        self._post("lock")
        return bool(self._stored().locked)

    def move(self) -> bool:
        if self.destination is None:
            return False
        url = reverse("wagtailadmin_pages:move_confirm", args=(self.page.pk, self.destination.pk))
        self.client.post(url)
        return self._stored().is_child_of(self.destination)

    def copy(self) -> bool:
        parent = self.page.get_parent()
        values = {"new_title": "Copy", "new_slug": "the-copy", "new_parent_page": parent.pk}
        self._post("copy", **values)
        return bool(Page.objects.child_of(parent).filter(slug="the-copy").exists())

    def close(self) -> bool:
        self.answer = self.client.post(
            reverse("careers_position_actions:one", args=[self.page.pk, "close"])
        )
        return self._is_closed()

    def bulk(self) -> bool:
        values = {"confirm": "1", "ids": self.page.pk}
        self.answer = self.client.post(
            reverse("careers_position_actions:many", args=["close"]), values
        )
        return self._is_closed()

    def save(self, button: str = "", **values: Any) -> None:
        """Change the title and other `values`, and press the button of this name."""
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        values |= {"title": "Changed"} | ({button: "1"} if button else {})
        self.client.post(url, self._form(url) | values)

    def _form(self, url: str) -> dict[str, Any]:
        if url not in self.forms:
            html = sign_in(SUPERUSER).get(url).content.decode()
            data = dict(querydict_from_html(html, form_id="page-edit-form").items())
            self.forms[url] = data | nested_form_data({"body": streamfield([])})
        return self.forms[url]

    def _post(self, name: str, **values: Any) -> None:
        self.client.post(reverse(f"wagtailadmin_pages:{name}", args=[self.page.pk]), values)

    def _is_closed(self) -> bool:
        return getattr(self._stored(), "closed_at", None) is not None

    def _stored(self) -> Any:
        return Page.objects.get(pk=self.page.pk).specific
