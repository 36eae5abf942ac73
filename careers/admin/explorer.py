"""Which pages the admin shows to whom: not the positions that somebody leaves to others.

Wagtail asks this for the explorer, the sidebar, the search and the site history. What can be linked
to is another question: a page's editor offers all positions.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.query import PageQuerySet

from careers.models import PositionIndexPage, PositionPage
from careers.positions.branch import working_paths


class ExplorablePagesPolicy(PagePermissionPolicy):
    """Wagtail's own, for a tree in which some leave positions to others."""

    def explorable_instances(self, user: Any) -> PageQuerySet:
        pages: PageQuerySet = super().explorable_instances(user)
        if user.is_superuser:
            return pages
        branch = ContentType.objects.get_for_models(PositionIndexPage, PositionPage).values()
        return pages.exclude(Q(content_type__in=branch) & ~_leads_to(working_paths(user)))


def _leads_to(paths: list[str]) -> Q:
    """Pages at, below or above one of the tree `paths`."""
    above = {path[:end] for path in paths for end in range(0, len(path), Page.steplen)}
    found = Q(path__in=above)
    for path in paths:
        found |= Q(path__startswith=path)
    return found


def leave_positions_out() -> None:
    """Unless a host has a policy of its own for pages."""
    if type(policy_registry.get_by_type(Page)) is PagePermissionPolicy:
        register_permission_policy(Page, ExplorablePagesPolicy())
