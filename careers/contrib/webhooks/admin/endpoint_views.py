"""Edit endpoints, and see at a glance what they are told and how it goes."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail.admin.views import generic

from careers.contrib.webhooks.admin.secret_display import keep_to_show, take_to_show
from careers.contrib.webhooks.models import Endpoint, Message

MAX_MESSAGES_SHOWN = 10


class EndpointIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Endpoint]:
        endpoints = Endpoint.objects.select_related("site")
        waiting = Count("messages", filter=Q(messages__state="waiting"))
        return endpoints.annotate(number_waiting=waiting)


class EndpointCreateView(generic.CreateView):
    def get_success_message(self, instance: Endpoint) -> str:
        return gettext("Webhook “%(name)s” created.") % {"name": instance}

    def get_success_url(self) -> str:
        keep_to_show(self.request, self.object)
        return str(self.get_edit_url())

    def get_success_buttons(self) -> list[Any]:
        return []


class EndpointEditView(generic.EditView):
    action_namespace = ""
    messages_url_name = ""

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # Read it again: an invalid form has put values into `self.object` that are not saved.
        endpoint = Endpoint.objects.get(pk=self.object.pk)
        return context | {
            "endpoint": endpoint,
            "secret": take_to_show(self.request, endpoint),
            "messages_sent": newest_messages(endpoint),
            "messages_url": messages_url(self.messages_url_name, endpoint),
            "number_waiting": endpoint.messages.waiting().count(),
            "number_given_up": endpoint.messages.to_send_again().count(),
            "action_urls": {
                name: reverse(f"{self.action_namespace}:{name}", args=[endpoint.pk])
                for name in ("pause", "resume", "test", "new_secret", "send_again")
            },
        }


def newest_messages(endpoint: Endpoint) -> list[Message]:
    messages = Message.objects.with_turn().select_related("endpoint").defer("payload")
    return list(messages.filter(endpoint=endpoint)[:MAX_MESSAGES_SHOWN])


def messages_url(name: str, endpoint: Endpoint) -> str:
    return f"{reverse(name)}?{urlencode({'endpoint': endpoint.pk})}"
