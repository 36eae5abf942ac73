"""Show a new secret once, on the next page: it stands nowhere else."""

from __future__ import annotations

from django.http import HttpRequest

from careers.contrib.webhooks.endpoint import Endpoint

SESSION_KEY = "careers_webhooks_shown_secret"


def keep_to_show(request: HttpRequest, endpoint: Endpoint) -> None:
    """Have the next page of the endpoint show its secret to the same user."""
    request.session[SESSION_KEY] = endpoint.pk


def take_to_show(request: HttpRequest, endpoint: Endpoint) -> str:
    """Return the secret, if it is new, or ""."""
    if request.session.get(SESSION_KEY) != endpoint.pk:
        return ""
    del request.session[SESSION_KEY]
    return endpoint.secret
