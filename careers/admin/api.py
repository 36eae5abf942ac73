"""Wagtail's admin API: it answers a refusal with its sentence, and does all or nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from careers.guards.deletion import DeletePage


class DeletePageInAPI(DeletePageAPIAction):
    def _action_from_data(self, instance: Page, data: Any) -> DeletePage:
        return DeletePage(page=instance, user=self.request.user)


class GuardedPagesViewSet(PagesAdminAPIViewSet):
    actions = PagesAdminAPIViewSet.actions | {"delete": DeletePageInAPI}

    @transaction.atomic
    def action_view(self, request: HttpRequest, pk: int, action_name: str) -> HttpResponse:
        """Do all of the action or nothing: Wagtail's own writes before it checks."""
        return super().action_view(request, pk, action_name)


def guard_admin_api(router: WagtailAPIRouter) -> None:
    """Take the place of Wagtail's endpoint for pages."""
    router.register_endpoint("pages", GuardedPagesViewSet)
