"""Hide positions in the admin from users who leave them to others.

Wagtail asks the policy for the explorer, the sidebar, the search and the reports. It does not ask
it for links: the chooser in an editor also offers positions that everybody may read.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.query import PageQuerySet

from careers.positions.permissions import position_content_types, working_paths


class ExplorablePagesPolicy(PagePermissionPolicy):
    """Wagtail's own policy, except that it hides positions from users who leave them to others."""

    def explorable_instances(self, user: Any) -> PageQuerySet:
        return _without_positions_of_others(super().explorable_instances(user), user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> PageQuerySet:
        """Return the pages that reports list; Wagtail asks here for one action, too."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        return _without_positions_of_others(pages, user)


def _without_positions_of_others(pages: PageQuerySet, user: Any) -> PageQuerySet:
    if user.is_superuser:
        return pages
    types = position_content_types()
    return pages.exclude(Q(content_type__in=types) & ~_leads_to(working_paths(user)))


def _leads_to(paths: list[str]) -> Q:
    """Match pages at, below or above one of the tree `paths`."""
    above = {path[:end] for path in paths for end in range(0, len(path), Page.steplen)}
    condition = Q(path__in=above)
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def register_page_policy() -> None:
    """Register the policy, unless a host has one of its own for pages."""
    if type(policy_registry.get_by_type(Page)) is PagePermissionPolicy:
        register_permission_policy(Page, ExplorablePagesPolicy())
