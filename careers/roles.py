"""The roles of a careers site, as Django groups with Wagtail's own permissions.

Missing groups are made, and what an administrator has changed stays: an existing group keeps its
permissions, and gets permissions on a page only where it has none on it yet. A home page gets the
workflow together with the permissions of the group that sends pages through it. A group without
any of the plugin's permissions belongs to the host, whatever its name, and approves nothing.
Permissions on documents are left out on a site without documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from careers.conf import marketing_permissions
from careers.models import PositionIndexPage
from careers.positions.permissions import LEAVE_TO_OTHERS

MARKETING = "Marketing"
APPROVERS = "Marketing approvers"
RECRUITERS = "Recruiters"
WORKFLOW = "Marketing approval"

ACCESS = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class Role:
    """The permissions of a group. Permissions are given as `app.codename`.

    `pages` are the actions on the pages that the role works on, `collections` those on all images
    and documents, by `app.codename` too.
    """

    name: str
    permissions: tuple[str, ...]
    pages: tuple[str, ...]
    collections: tuple[str, ...]


def _all_of(*models: str) -> tuple[str, ...]:
    return tuple(
        f"careers.{action}_{model}" for model in models for action in ("add", "change", "delete")
    )


CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
UPLOAD = (
    *CHOOSE,
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
)


def marketing_roles() -> tuple[Role, Role]:
    """Return the roles that make pages and that publish them; both leave positions to recruiters.

    `CAREERS_MARKETING_PERMISSIONS` names what else they may do on a host's site.
    """
    permissions = (
        ACCESS,
        f"careers.{LEAVE_TO_OTHERS}",
        *_all_of("person", "newsfeed"),
        *marketing_permissions(),
    )
    edit = ("add", "change")
    return (
        Role(MARKETING, permissions, edit, UPLOAD),
        Role(APPROVERS, permissions, (*edit, "publish", "lock", "unlock"), UPLOAD),
    )


def recruiters_role() -> Role:
    """Return the role that keeps positions; it publishes without approval."""
    permissions = (ACCESS, *_all_of("location", "positiontype"))
    return Role(RECRUITERS, permissions, ("add", "change", "publish"), CHOOSE)


@transaction.atomic
def create_roles() -> list[str]:
    """Make the roles and the workflow where they are missing. Return what was made, in words.

    Raises `ImproperlyConfigured` for a permission in the settings that there isn't.
    """
    indexes = list(PositionIndexPage.objects.all())
    homes = [
        site.root_page
        for site in Site.objects.select_related("root_page")
        if any(index.path.startswith(site.root_page.path) for index in indexes)
    ]
    marketing, approvers = marketing_roles()
    sends = _pages_without_permissions(marketing, homes)
    return [
        *_provide(marketing, homes),
        *_provide(approvers, homes),
        *_provide(recruiters_role(), indexes),
        *_provide_workflow(sends),
    ]


def _provide(role: Role, pages: Iterable[Page]) -> list[str]:
    group, is_new = Group.objects.get_or_create(name=role.name)
    if is_new:
        group.permissions.set([_permission(name) for name in role.permissions])
        root = Collection.get_first_root_node()
        for name in filter(_is_installed, role.collections):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=_permission(name)
            )
    made = [f"group {role.name}"] if is_new else []
    for page in _pages_without_permissions(role, pages):
        for action in role.pages:
            GroupPagePermission.objects.create(group=group, page_id=page.pk, permission_type=action)
        made.append(f"permissions of {role.name} on {page.title}")
    return made


def _pages_without_permissions(role: Role, pages: Iterable[Page]) -> list[Page]:
    """Return those of `pages` on which the role's group may do nothing; none for a host's group."""
    if _is_hosts_own(role.name):
        return []
    known = GroupPagePermission.objects.filter(group__name=role.name).values_list("page", flat=True)
    return [page for page in {page.pk: page for page in pages}.values() if page.pk not in known]


def _provide_workflow(pages: Iterable[Page]) -> list[str]:
    """Assign the workflow to `pages` without another one, if there are approvers."""
    if _is_hosts_own(APPROVERS):
        return []
    workflow = Workflow.objects.filter(name=WORKFLOW).first()
    made = [] if workflow else [f"workflow {WORKFLOW}"]
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
        task = GroupApprovalTask.objects.create(name=WORKFLOW)
        task.groups.add(Group.objects.get(name=APPROVERS))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for page in pages:
        if not WorkflowPage.objects.filter(page=page.pk).exists():
            WorkflowPage.objects.create(workflow=workflow, page_id=page.pk)
            made.append(f"workflow {WORKFLOW} on {page.title}")
    return made


def _is_hosts_own(name: str) -> bool:
    """Tell whether there is a group `name` that the plugin has not made."""
    group = Group.objects.filter(name=name).first()
    return (
        group is not None
        and not group.permissions.filter(content_type__app_label="careers").exists()
    )


def _is_installed(permission: str) -> bool:
    """Tell whether the app of `permission` is installed."""
    return any(app.label == permission.partition(".")[0] for app in apps.get_app_configs())


def _permission(name: str) -> Permission:
    app_label, _dot, codename = name.partition(".")
    permissions = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    permission = permissions.first()
    if permission is None:
        raise ImproperlyConfigured(f"There is no permission {name}.")
    return permission
