"""What browsers ask a site for beside its pages: its icon and its manifest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.icons import SVG, TAB, first_letter, icon_urls, manifest_icons
from home.site_frame import SiteFrame

#: How long browsers and proxies keep them, in seconds: a new brand shows within the hour.
MAX_AGE = 3600
#: The ground of pages in the light, as in careers/stylesheets/tokens.css.
PAPER = "#ffffff"


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def icon(request: HttpRequest) -> HttpResponse:
    """Draw the first letter of the site's name on the accent colour."""
    site_frame = SiteFrame(request)
    context = {"letter": first_letter(site_frame.name), "tones": site_frame.brand.tones}
    return render(request, "home/icon.svg", context, content_type=SVG)


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Redirect `/favicon.ico` to the icon."""
    icons = icon_urls(SiteFrame(request).brand.icon)
    return HttpResponseRedirect(icons.get(TAB) or reverse("home:icon"))


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def manifest(request: HttpRequest) -> JsonResponse:
    """Return the manifest. Source: W3C, Web Application Manifest."""
    site_frame = SiteFrame(request)
    members = {
        "name": site_frame.brand.full_name or site_frame.name,
        "short_name": site_frame.name,
        "start_url": "/",
        "display": "browser",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": manifest_icons(site_frame.brand.icon),
    }
    return JsonResponse(members, content_type="application/manifest+json")
