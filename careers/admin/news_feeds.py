"""Edit news feeds in the admin, see their state, and fetch one at once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from careers.admin.menu import MenuEntryMixin
from careers.directory.choosers import CheckedChooser
from careers.http.client import check_address
from careers.http.exceptions import HttpError
from careers.models import NewsFeed
from careers.news.refresh import refresh

#: Seconds that an editor waits at most; web servers usually give up after 30.
BUDGET = 15.0
MAX_ITEMS_SHOWN = 10


class NewsFeedForm(WagtailAdminModelForm):
    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            if url:
                check_address(url)
        except HttpError as error:
            raise ValidationError(str(error)) from error
        return url


class NewsFeedCreateView(CreateView):
    def get_success_message(self, instance: NewsFeed) -> str:
        return gettext("News feed “%(feed)s” created. Press “Fetch now” to bring in its items.") % {
            "feed": instance
        }

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_success_buttons(self) -> list[Any]:
        return []


class NewsFeedEditView(EditView):
    fetch_url_name = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = self.object.items.newest_first()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # Read it again: an invalid form has put values into `self.object` that are not saved.
        feed = NewsFeed.objects.get(pk=self.object.pk)
        return context | {
            "feed": feed,
            "fetch_url": reverse(self.fetch_url_name, args=[feed.pk]),
            "items": list(items[:MAX_ITEMS_SHOWN]),
            "number_of_items": items.count(),
        }


class FetchView(PermissionCheckedMixin, View):
    """Fetch a feed while the editor waits."""

    http_method_names = ["post"]
    model = NewsFeed  # without it, every user has every permission
    permission_required = "change"
    edit_url_name = ""

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        feed = get_object_or_404(NewsFeed, pk=pk)
        outcome = refresh(feed, BUDGET)
        if outcome.failed:
            tell = messages.error
        else:
            tell = messages.warning if outcome.skipped else messages.success
        tell(
            request,
            gettext("%(feed)s: %(outcome)s") % {"feed": feed, "outcome": outcome.message},
        )
        return redirect(self.edit_url_name, feed.pk)


class NewsFeedViewSet(MenuEntryMixin, SnippetViewSet):
    model = NewsFeed
    chooser_viewset_class = CheckedChooser
    add_view_class = NewsFeedCreateView
    edit_view_class = NewsFeedEditView
    edit_template_name = "careers/admin/news_feed_edit.html"
    copy_view_enabled = False
    icon = "careers-feed"
    menu_label = _("News feeds")
    menu_order = 410
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("url"), FieldPanel("kind")], base_form_class=NewsFeedForm
    )
    list_display = [
        "name",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=_("State")),
        DateColumn("succeeded_at", label=_("Last success"), sort_key="succeeded_at"),
        Column("number_of_items", label=_("Items"), sort_key="number_of_items"),
    ]
    list_filter = ["kind"]
    ordering = "name"

    def get_queryset(self, request: HttpRequest) -> QuerySet[NewsFeed]:
        return NewsFeed.objects.annotate(number_of_items=Count("items"))

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options = {"fetch_url_name": self.get_url_name("fetch")}
        return {**super().get_edit_view_kwargs(**kwargs), **options}

    @property
    def fetch_view(self) -> Any:
        return self.construct_view(FetchView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path(f"fetch/<{self.pk_path_converter}:pk>/", self.fetch_view, name="fetch"),
        ]
