"""What somebody does with an endpoint beside its form: each is a button that posts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from careers.contrib.webhooks.admin.secret_display import keep_to_show
from careers.contrib.webhooks.endpoint import PauseReason
from careers.contrib.webhooks.models import Endpoint
from careers.contrib.webhooks.pauses import pause, resume
from careers.contrib.webhooks.tasks import wake
from careers.contrib.webhooks.testing import send_test
from careers.core.background_tasks import tasks_run_at_once


class EndpointActionView(PermissionCheckedMixin, View):
    """Does something with an endpoint, logs it, and leads back to its page with a message."""

    http_method_names = ["post"]
    model = Endpoint  # without it, every user has every permission
    permission_required = "change"
    edit_url_name = ""
    #: In Wagtail's log; "" where nothing is changed.
    log_action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = get_object_or_404(Endpoint, pk=pk)
        self.act(endpoint)
        if self.log_action:
            log(endpoint, self.log_action, user=request.user)
        return redirect(self.edit_url_name, endpoint.pk)

    def act(self, endpoint: Endpoint) -> None:
        raise NotImplementedError


class PauseView(EndpointActionView):
    log_action = "careers_webhooks.pause"

    def act(self, endpoint: Endpoint) -> None:
        pause(endpoint, PauseReason.BY_HAND)
        messages.success(self.request, gettext("Paused. Messages wait until you resume."))


class ResumeView(EndpointActionView):
    log_action = "careers_webhooks.resume"

    def act(self, endpoint: Endpoint) -> None:
        number = resume(endpoint)
        wake(endpoint.pk)
        waited = ngettext(
            "%(number)d message has waited.", "%(number)d messages have waited.", number
        ) % {"number": number}
        messages.success(self.request, f"{gettext('Resumed.')} {waited} {when_sent()}")


class SendAgainView(EndpointActionView):
    def act(self, endpoint: Endpoint) -> None:
        number = endpoint.messages.to_send_again().send_again()
        wake(endpoint.pk)
        text = ngettext(
            "%(number)d message is sent again.", "%(number)d messages are sent again.", number
        ) % {"number": number}
        messages.success(self.request, f"{text} {when_sent()}")


class NewSecretView(EndpointActionView):
    log_action = "careers_webhooks.new_secret"

    def act(self, endpoint: Endpoint) -> None:
        endpoint.renew_secret()
        keep_to_show(self.request, endpoint)


class TestView(EndpointActionView):
    """Sends a test while the user waits."""

    def act(self, endpoint: Endpoint) -> None:
        attempt = send_test(endpoint).attempt
        if attempt.error:
            messages.error(
                self.request, gettext("The test failed. %(reason)s") % {"reason": attempt.error}
            )
            return
        messages.success(
            self.request,
            gettext("The test has arrived: the endpoint answered %(status)d in %(time)d ms.")
            % {"status": attempt.status, "time": attempt.milliseconds},
        )


def when_sent() -> str:
    """Say when a message is sent that is due now."""
    if tasks_run_at_once():
        return gettext("What is due goes out with the next run of the command send_webhooks.")
    return gettext("What is due goes out within moments.")
