from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from careers.admin.avatar_form import prepare_avatars
from careers.admin.content_checks import add_content_checks
from careers.admin.dashboard.homepage_panels import arrange_homepage
from careers.admin.deletion import (
    DeletePagesInUse,
    refuse_to_delete_page,
    refuse_to_delete_pages,
    refuse_to_delete_snippet,
)
from careers.admin.embed import embed_urls, team_buttons
from careers.admin.hidden_pages import (
    MovePages,
    PublishPages,
    UnpublishPages,
    copy_only_to_what_is_found,
    explore_only_what_is_found,
    move_only_what_is_found,
    report_urls,
)
from careers.admin.image_views import choose_images_anyway, image_preview_urls
from careers.admin.log_messages import (
    ClosingDateFormatter,
    NotPublishedFormatter,
    ReopenFormatter,
    TeamFormatter,
)
from careers.admin.media_deletion import image_deletion_urls, refuse_to_delete_media
from careers.admin.menu import hide_front_ends, hide_workflow_reports, menu_group
from careers.admin.page_chooser import chooser_urls, offer_readable_pages
from careers.admin.permission_policies import register_page_policy
from careers.admin.positions.buttons import header_buttons, row_buttons, simplify_row_menu
from careers.admin.publish_views import guarded_viewsets, refuse_to_publish_incomplete
from careers.admin.theme import theme_menu_item, theme_urls
from careers.admin.viewsets import VIEWSETS
from careers.conf import guards_files
from careers.core.page_links import link_to_live_pages
from careers.front_end.preview_frame import script_of_previews
from careers.front_end.server_pages import leave_to_front_end
from careers.front_end.user_bar import check_across_origins
from careers.guards.deletion import DeletePage
from careers.guards.publication import NOT_PUBLISHED
from careers.kept.withdrawals import PAGES_SWITCHED_OFF
from careers.models import PositionPage
from careers.positions.lifecycle import Close, Duplicate, MoveToTeam, Reopen, SetClosingDate
from careers.positions.lifecycle.shared_state import ShareState
from careers.positions.permissions import LEAVE_TO_OTHERS

register_page_policy()
prepare_avatars()
choose_images_anyway()
hooks.register("before_delete_page", refuse_to_delete_page)
hooks.register("before_delete_snippet", refuse_to_delete_snippet)
# After Wagtail's own, which they replace.
for bulk_action in (DeletePagesInUse, MovePages, PublishPages, UnpublishPages):
    hooks.register("register_bulk_action", bulk_action, order=1)
hooks.register("before_bulk_action", refuse_to_delete_pages)
hooks.register("before_bulk_action", refuse_to_delete_media)
# Before Wagtail's own, which they take the place of.
hooks.register("register_admin_urls", image_deletion_urls, order=-1)
hooks.register("register_admin_urls", image_preview_urls, order=-1)
hooks.register("before_bulk_action", refuse_to_publish_incomplete)
# Before any other, so that a host's own for one of these types takes its place.
hooks.register("register_admin_viewset", guarded_viewsets, order=-1)
# After a host's hooks, so that a checker of its own is left alone.
hooks.register("construct_wagtail_userbar", add_content_checks, order=1000)
# After all that replace the checker.
hooks.register("construct_wagtail_userbar", check_across_origins, order=2000)
hooks.register("construct_reports_menu", hide_workflow_reports)
hooks.register("insert_editor_js", script_of_previews)
hooks.register("construct_settings_menu", hide_front_ends)
hooks.register("register_page_listing_more_buttons", row_buttons)
hooks.register("construct_page_listing_buttons", simplify_row_menu)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_header_buttons", team_buttons)
hooks.register("register_admin_urls", embed_urls)
hooks.register("register_admin_urls", theme_urls)
hooks.register("register_settings_menu_item", theme_menu_item)
hooks.register("construct_homepage_panels", arrange_homepage)
hooks.register("before_serve_page", leave_to_front_end)
hooks.register("construct_page_chooser_queryset", offer_readable_pages)
hooks.register("construct_explorer_page_queryset", explore_only_what_is_found)
hooks.register("before_move_page", move_only_what_is_found)
hooks.register("before_copy_page", copy_only_to_what_is_found)


@hooks.register("register_admin_urls", order=-1)
def titles_of_readable_pages() -> None:
    """Put views before those of Wagtail's core, which come before any that a hook returns."""
    patterns: list[Any] = import_string("wagtail.admin.urls.urlpatterns")
    patterns[:0] = [*chooser_urls(), *report_urls()]


@hooks.register("register_admin_urls", order=-1)
def document_deletion_urls() -> list[URLPattern]:
    """Return patterns for documents; their views can't be imported where they aren't installed."""
    if not apps.is_installed("wagtail.documents") or not guards_files():
        return []
    patterns: list[URLPattern] = import_string("careers.admin.document_deletion.urlpatterns")
    return patterns


@hooks.register("construct_admin_api", order=-1)
def guard_admin_api(router: Any) -> None:
    """Take the place of Wagtail's endpoint for pages, before a host's, which takes ours.

    Wagtail 8.1 has no actions on pages in this API, and doesn't run the hook.
    """
    router.register_endpoint("pages", import_string("careers.admin.api.GuardedPagesViewSet"))


@hooks.register("register_actions")
def register_actions(registry: ActionRegistry) -> None:
    registry.register(Page, DeletePage)
    for action in (Close, Reopen, SetClosingDate, MoveToTeam, Duplicate):
        registry.register(PositionPage, action)


# After Wagtail's own, which it takes the place of, and after a host's, which stays.
hooks.register("register_rich_text_features", link_to_live_pages, order=1)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [
        *icons,
        "careers/icons/briefcase.svg",
        "careers/icons/feed.svg",
        "careers/icons/location.svg",
    ]


@hooks.register("register_admin_menu_item")
def register_menu_group() -> MenuItem:
    return menu_group(VIEWSETS)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return VIEWSETS


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="careers", codename=LEAVE_TO_OTHERS)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("careers.close", _("Close position"), _("Closed for candidates"))
    actions.register_action(
        PAGES_SWITCHED_OFF, _("Switch off pages"), _("Left the pages of the site to a front end")
    )
    actions.register_action(
        ShareState.log_action, _("Share state"), _("Took over the state of a translation")
    )
    actions.register_action(NOT_PUBLISHED)(NotPublishedFormatter)
    actions.register_action("careers.reopen")(ReopenFormatter)
    actions.register_action("careers.set_closing_date")(ClosingDateFormatter)
    actions.register_action("careers.move_to_team")(TeamFormatter)
