"""Wagtail 8.0's admin API: it answers a refusal with its sentence, and does all or nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.revert_to_page_revision import RevertToPageRevisionAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page

from careers.core.own_state import OwnStateTester
from careers.guards.deletion import DeletePage


class DeletePageInAPI(DeletePageAPIAction):
    def _action_from_data(self, instance: Page, data: Any) -> DeletePage:
        return DeletePage(page=instance, user=self.request.user)


class RevertPageInAPI(RevertToPageRevisionAPIAction):
    """Leave it to the form, which keeps the newest state, where the state is not the user's."""

    def execute(self, instance: Page, data: Any) -> HttpResponse:
        tester = instance.permissions_for_user(self.request.user)
        if isinstance(tester, OwnStateTester) and not tester.can_change_state():
            raise PermissionDenied(
                gettext("Go back to this version in the editor: it may have another address.")
            )
        return super().execute(instance, data)


class GuardedPagesViewSet(PagesAdminAPIViewSet):
    actions = PagesAdminAPIViewSet.actions | {
        "delete": DeletePageInAPI,
        "revert_to_page_revision": RevertPageInAPI,
    }

    @transaction.atomic
    def action_view(self, request: HttpRequest, pk: int, action_name: str) -> HttpResponse:
        """Do all of the action or nothing: Wagtail's own writes before it checks."""
        return super().action_view(request, pk, action_name)
