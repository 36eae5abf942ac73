"""Refuse in Wagtail's admin API what its forms refuse, with the same sentences."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from careers.admin.deletion import reason_to_keep
from careers.admin.publish_checks import PublishChecks


class PublishCompletePage(PublishPageAPIAction):
    """Publish a page, unless its draft is incomplete or contradicts itself."""

    def execute(self, instance: Page, data: Any) -> Response:
        for failure in PublishChecks([instance.specific]).failures():
            raise ValidationError({failure.label: [failure.reason]})
        return super().execute(instance, data)


class DeletePageNotInUse(DeletePageAPIAction):
    """Delete a page, unless positions name it, or a page below it, as their team."""

    def execute(self, instance: Page, data: Any) -> Response:
        if reason := reason_to_keep(instance):
            raise ValidationError({"page": [reason]})
        return super().execute(instance, data)


class CheckedPagesAPIViewSet(PagesAdminAPIViewSet):
    actions: ClassVar = {
        **PagesAdminAPIViewSet.actions,
        "publish": PublishCompletePage,
        "delete": DeletePageNotInUse,
    }


def check_pages_of_admin_api(router: WagtailAPIRouter) -> None:
    """Take the place of Wagtail's own pages, unless a host has done so. A hook's receiver."""
    if router._endpoints.get("pages") is PagesAdminAPIViewSet:
        router.register_endpoint("pages", CheckedPagesAPIViewSet)
