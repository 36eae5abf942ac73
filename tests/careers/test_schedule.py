"""One incomplete page doesn't keep the others from being published as scheduled."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_unpublished

from careers.roles import MARKETING, RECRUITERS, create_roles
from tests.careers.drafts import save_draft, stored
from tests.careers.roles import SUPERUSER, sign_in
from tests.careers.test_guards import complete_position, incomplete_position
from tests.factories import Tree


def test_schedule_leaves_an_incomplete_draft_out_and_goes_on(tree: Tree) -> None:
    bad, good = incomplete_position(tree), complete_position(tree)
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(object_id__in=[str(bad.pk), str(good.pk)]).update(
        approved_go_live_at=past
    )
    errors = StringIO()
    call_command("publish_scheduled", dryrun=True, stdout=StringIO())
    assert stored(bad).approved_schedule
    call_command("publish_scheduled", stderr=errors)
    assert not stored(bad).live
    assert not stored(bad).approved_schedule
    assert stored(good).live
    assert "“Changed” can't be published yet" in errors.getvalue()
    assert PageLogEntry.objects.filter(page=bad.pk, action="wagtail.schedule.cancel").exists()


def test_schedule_goes_on_where_a_draft_falls_due_after_the_command_has_begun(tree: Tree) -> None:
    past = timezone.now() - timedelta(hours=1)
    bad, good = incomplete_position(tree), complete_position(tree)
    expired = tree.save_position()
    Page.objects.filter(pk=expired.pk).update(expire_at=past)

    def let_fall_due(**kwargs: Any) -> None:
        for number, page in enumerate((bad, good)):
            due = past + timedelta(minutes=number)
            Revision.objects.filter(object_id=page.pk).update(approved_go_live_at=due)

    page_unpublished.connect(let_fall_due)
    try:
        call_command("publish_scheduled", stderr=StringIO())
    finally:
        page_unpublished.disconnect(let_fall_due)
    assert [stored(page).live for page in (expired, bad, good)] == [False, False, True]
    assert stored(expired).expired


def test_editor_is_told_of_what_was_not_published_until_it_is_saved(tree: Tree) -> None:
    create_roles()
    bad = incomplete_position(tree)
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(object_id=bad.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled", stderr=StringIO())
    browsers = {role: sign_in(role) for role in (SUPERUSER, RECRUITERS, MARKETING)}
    told = {role: "Not published as scheduled" in home(browsers[role]) for role in browsers}
    assert told == {SUPERUSER: True, RECRUITERS: True, MARKETING: False}
    assert "Pay can&#x27;t be less than zero" in home(browsers[RECRUITERS])
    history = browsers[RECRUITERS].get(reverse("wagtailadmin_pages:history", args=[bad.pk]))
    assert "Not published as scheduled" in history.content.decode()
    save_draft(bad, pay_min=5)
    assert "Not published as scheduled" not in home(browsers[RECRUITERS])


def home(browser: Client) -> str:
    return browser.get("/admin/").content.decode()
