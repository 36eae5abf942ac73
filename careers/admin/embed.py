"""The snippet to copy, for the positions that a table or a team page is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page, Site

from careers.admin.positions.table_filters import INDEX, PositionFilterSet
from careers.core.ids import read_id
from careers.embed.snippet import Filters, Snippet, script_path
from careers.models import PositionIndexPage, TeamPage
from careers.search.parameters import MAX_QUERY_LENGTH

VIEW = "careers_embed"
#: The filters of the table whose choices are rows with a slug.
WITH_SLUGS = ("team", "location", "type")


class EmbedView(WagtailAdminTemplateMixin, TemplateView):
    """Show the snippet for the parameters of the table of positions.

    States and dates are left out: visitors find open positions only.
    """

    template_name = "careers/admin/embed.html"
    page_title = _("Embed positions")
    header_icon = "code"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = PositionFilterSet(self.request.GET, request=self.request)
        if not filters.is_valid() or not script_path():
            raise Http404
        chosen = filters.form.cleaned_data
        index_page = self._index_page(next(iter(chosen["team"]), None))
        site = index_page.get_site() if index_page else None
        selected = _selected(chosen, self.request.GET.get("q", ""))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "snippet": Snippet(site, index_page, selected) if site and index_page else None,
            "left_out": bool(chosen["state"] or chosen["closing_before"]),
        }

    def _index_page(self, team: Page | None) -> Page | None:
        """Return the index page that the table names, or that of the team's or this site."""
        pages = PositionIndexPage.objects.live().select_related("locale")
        if INDEX in self.request.GET:
            return pages.filter(pk=read_id(self.request.GET[INDEX])).first()
        site = (team and team.get_site()) or Site.find_for_request(self.request)
        here = pages.descendant_of(site.root_page) if site else pages.none()
        locale = {"locale": team.locale_id} if team else {}
        return here.filter(**locale).first() or here.first()


def embed_urls() -> list[URLPattern]:
    return [path("careers/embed/", EmbedView.as_view(), name=VIEW)]


def embed_buttons(query: QueryDict) -> list[Button]:
    """Return the button for a table with the parameters `query`; none where nothing is served."""
    return [_button(_("Embed this list"), query.urlencode(), 80)] if script_path() else []


def team_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the button for the menu at the top of a team's editor."""
    if isinstance(page, TeamPage) and page.live and script_path():
        yield _button(_("Embed open positions"), f"team={page.pk}", 18)


def _button(label: Any, query: str, priority: int) -> Button:
    url = f"{reverse(VIEW)}?{query}" if query else reverse(VIEW)
    return Button(label, url=url, icon_name="code", priority=priority)


def _selected(chosen: dict[str, Any], query: str) -> Filters:
    """Return what the search calls the choices of the table's filters."""
    slugs = {name: [row.slug for row in chosen[name]] for name in WITH_SLUGS}
    words = query[:MAX_QUERY_LENGTH].replace("\0", " ").strip()
    return {"q": [words] if words else [], **slugs, "workplace": chosen["workplace"]}
