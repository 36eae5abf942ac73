"""The redirects of a site that lead visitors to something."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Site

from careers.core.representation.public_pages import is_published
from careers.positions.position_page import PositionPage


def site_redirects(request: HttpRequest) -> list[Any]:
    """Return the redirects of a request's site to other sites and to pages that everybody may see.

    They are in the order of their paths; without the app `wagtail.contrib.redirects`, there are
    none. Needs a fixed number of queries.
    """
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    model: Any = apps.get_model("wagtailredirects", "Redirect")
    stored = model.get_for_site(Site.find_for_request(request))
    positions = PositionPage.objects.filter(pk__in=stored.values("redirect_page"))
    visible = set(positions.visible_for(request).values_list("pk", flat=True))

    def leads_visitors(redirect: Any) -> bool:
        page = redirect.redirect_page
        if page is None:
            return True
        if issubclass(page.specific_class, PositionPage):
            return page.pk in visible
        return is_published(page, request)

    in_order = stored.select_related("redirect_page").order_by("old_path", "pk")
    return [redirect for redirect in in_order if leads_visitors(redirect)]
