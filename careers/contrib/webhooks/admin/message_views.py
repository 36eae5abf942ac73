"""The log of messages: what was sent, what was answered, and when it is tried again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django_filters import ModelMultipleChoiceFilter, MultipleChoiceFilter
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from careers.admin.filters import CheckedFilterSet
from careers.contrib.webhooks.admin.endpoint_actions import when_sent
from careers.contrib.webhooks.events import event_choices
from careers.contrib.webhooks.message import MessageState
from careers.contrib.webhooks.models import Attempt, Endpoint, Message
from careers.contrib.webhooks.tasks import wake


class MessageFilterSet(CheckedFilterSet):
    endpoint = ModelMultipleChoiceFilter(
        label=_("Webhook"),
        queryset=Endpoint.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    state = MultipleChoiceFilter(
        label=_("State"), choices=MessageState.choices, widget=forms.CheckboxSelectMultiple
    )
    event = MultipleChoiceFilter(
        label=_("Event"), choices=event_choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Message
        fields = ["endpoint", "state", "event"]


class MessageIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Message]:
        last = Attempt.objects.filter(message=OuterRef("pk")).order_by("-pk")
        return (
            Message.objects.with_turn()
            .select_related("endpoint")
            .defer("payload")
            .annotate(last_status=Subquery(last.values("status")[:1]))
        )


class MessageInspectView(generic.InspectView):
    any_permission_required = ["view"]
    send_again_url_name = ""
    endpoint_url_name = ""

    def get_page_title(self) -> str:
        return gettext("Webhook message")

    def get_page_subtitle(self) -> str:
        return str(self.object.title_or_event())

    def get_object(self, queryset: QuerySet[Message] | None = None) -> Message:
        messages = Message.objects.with_turn().select_related("endpoint")
        return get_object_or_404(messages, pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        message: Message = self.object
        return context | {
            "message": message,
            "attempts": list(message.attempts.all()),
            "endpoint_url": reverse(self.endpoint_url_name, args=[message.endpoint_id]),
            "send_again_url": reverse(self.send_again_url_name, args=[message.pk]),
        }


class SendMessageAgainView(PermissionCheckedMixin, View):
    """Has a message sent again, as if it were new and with the same id."""

    http_method_names = ["post"]
    model = Message  # without it, every user has every permission
    permission_required = "change"
    inspect_url_name = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = get_object_or_404(Message.objects.select_related("endpoint"), pk=pk)
        Message.objects.filter(pk=message.pk).send_again()
        wake(message.endpoint_id)
        if message.endpoint.is_paused:
            messages.warning(request, gettext("The webhook is paused: resume it first."))
        else:
            messages.success(request, when_sent())
        return redirect(self.inspect_url_name, message.pk)
