"""Announce what happens to positions outside this package: in the editor, by schedule, in the tree.

Wagtail's and Django's signals tell of it; all of them are connected here.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from careers.positions.lifecycle.announcements import announce_after_commit, announce_deletion
from careers.positions.position_page import PositionPage

#: What saving a draft, locking and scheduling write to the page's row: no visitor sees it.
UNSEEN_FIELDS = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def changes_what_visitors_see(fields: Any) -> bool:
    """Tell whether saving only `fields`, or all where it is None, changes what visitors see."""
    return fields is None or not UNSEEN_FIELDS.issuperset(fields)


@receiver(post_save, sender=PositionPage)
def announce_saved_position(
    sender: type[PositionPage],
    instance: PositionPage,
    raw: bool = False,
    update_fields: Any = None,
    **kwargs: Any,
) -> None:
    if not raw and changes_what_visitors_see(update_fields) and instance.live:
        announce_after_commit(changed=[instance.pk], fields=update_fields)


@receiver(page_unpublished, sender=PositionPage)
def announce_unpublished_position(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    announce_after_commit(changed=[instance.pk])


@receiver(pre_delete, sender=PositionPage)
def announce_deleted_position(
    sender: type[PositionPage], instance: PositionPage, **kwargs: Any
) -> None:
    announce_deletion(instance)


@receiver(post_page_move)
def announce_moved_positions(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Announce the positions at or below a page that was moved, and those of teams there."""
    moved = PositionPage.objects.filter(path__startswith=instance.path)
    of_teams = PositionPage.objects.filter(team__path__startswith=instance.path)
    announce_after_commit(
        changed=moved.values_list("pk", flat=True), affected=of_teams.values_list("pk", flat=True)
    )


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def announce_restricted_positions(
    sender: type[PageViewRestriction], instance: PageViewRestriction, **kwargs: Any
) -> None:
    """Announce the positions that a view restriction hides or shows, also by way of an alias."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    condition = Q()
    for path in (page.path, *page.aliases.values_list("path", flat=True)):
        condition |= Q(path__startswith=path) | Q(team__path__startswith=path)
    affected = PositionPage.objects.filter(condition)
    announce_after_commit(affected=affected.values_list("pk", flat=True))
