"""Tell on the dashboard of webhooks that fail."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.admin.dashboard.todo import MAX_ROWS, TodoList, TodoRow
from careers.contrib.webhooks.admin.permissions import may_change_endpoints
from careers.contrib.webhooks.endpoint import Endpoint, PauseReason

#: An endpoint that is away for a moment concerns nobody.
MIN_FAILING = timedelta(hours=1)


def add_failing_webhooks(request: HttpRequest, lists: list[TodoList]) -> None:
    """Add the webhooks that have failed for a while, those included that are paused for it."""
    if not may_change_endpoints(request.user):
        return
    is_failing = Q(paused_at=None, failing_since__lte=timezone.now() - MIN_FAILING)
    has_failed = Q(pause_reason__in=[PauseReason.FAILING, PauseReason.GONE])
    failing = list(Endpoint.objects.filter(is_failing | has_failed).order_by("failing_since", "pk"))
    if not failing:
        return
    rows = [
        TodoRow(
            endpoint.name,
            reverse("careers_webhooks:edit", args=[endpoint.pk]),
            note=f"{endpoint.state}. {endpoint.last_error}".strip(),
            moment=endpoint.failing_since,
        )
        for endpoint in failing[:MAX_ROWS]
    ]
    url = reverse("careers_webhooks:index")
    heading = _("Webhooks that fail")
    lists.append(TodoList("webhooks", heading, rows, len(failing), url, _("See all webhooks")))
