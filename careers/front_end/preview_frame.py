"""Show previews at the front end, wherever Wagtail shows one.

The editor's panel, its new tab, drafts, revisions and what is waiting for approval: all of them are
requests to the admin that end in `make_preview_request`. It answers with a redirect to the front
end, which has the token behind the # of its address. Browsers send that part to nobody, neither to
the front end's server nor in a `Referer`.
"""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from wagtail.models import Page, Site

from careers.front_end.front_ends import FrontEnd, front_ends
from careers.front_end.preview import Preview, new_key
from careers.front_end.preview_content import content_of
from careers.front_end.preview_tokens import session_digest, token_for

FRAGMENT = "preview"
#: What the editor's script accepts, which tells the frame itself where to look.
FOR_SCRIPT = "application/json"


def preview_pages_at_front_ends() -> None:
    """Change Wagtail's class of pages; to be called once, at the start."""
    page_class: Any = Page
    page_class.make_preview_request = _or_at_front_end(Page.make_preview_request)


def _or_at_front_end(make_preview_request: Any) -> Any:
    @wraps(make_preview_request)
    def make(
        page: Any,
        original_request: Any = None,
        preview_mode: Any = None,
        extra_request_attrs: Any = None,
    ) -> Any:
        response = preview_at_front_end(page, original_request, preview_mode)
        if response is not None:
            return response
        return make_preview_request(page, original_request, preview_mode, extra_request_attrs)

    return make


def preview_at_front_end(
    shown: Any, request: HttpRequest | None, mode: str | None
) -> HttpResponse | None:
    """Keep what an editor sees now, and show it at the front end of its site.

    `None`: there is no front end, or nobody who is signed in has asked.
    """
    if request is None or not request.user.is_authenticated or not front_ends():
        return None
    site = _site_of(shown, request)
    front_end = front_ends().get(site.pk) if site else None
    if site is None or front_end is None:
        return None
    token = token_for(_keep(shown, request, mode or "", site))
    address = preview_address(front_end, shown, token)
    if request.headers.get("Accept") == FOR_SCRIPT:
        response: HttpResponse = JsonResponse({"address": address, "token": token})
    else:
        response = HttpResponseRedirect(address)
        response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def script_of_previews() -> str:
    """Return the element of the editor's script, for the hook `insert_editor_js`."""
    origins = sorted({front_end.origin for front_end in front_ends().values()})
    if not origins:
        return ""
    src = static("careers/front_end_preview.js")
    return format_html('<script src="{}" data-origins="{}"></script>', src, " ".join(origins))


def preview_address(front_end: FrontEnd, shown: Any, token: str) -> str:
    """Return where the front end shows a preview: a snippet at its preview page or first page."""
    parts = shown.get_url_parts() if isinstance(shown, Page) else None
    path = front_end.preview_path or (parts and parts[2]) or "/"
    return f"{front_end.address}{path}#{FRAGMENT}={token}"


def _site_of(shown: Any, request: HttpRequest) -> Site | None:
    """Return the site of a page, or for what is on all sites the one that is asked."""
    return shown.get_site() if isinstance(shown, Page) else Site.find_for_request(request)


def _keep(shown: Any, request: HttpRequest, mode: str, site: Site) -> Preview:
    Preview.objects.prune()
    values = {
        "user": request.user,
        "site": site,
        "admin_origin": _origin(request),
        "content_type": ContentType.objects.get_for_model(type(shown), for_concrete_model=False),
        "content": content_of(shown),
        "refreshed_at": timezone.now(),
    }
    preview, _created = Preview.objects.update_or_create(
        session=session_digest(request),
        place=request.path[:255],
        mode=mode[:100],
        defaults=values,
        create_defaults=values | {"key": new_key()},
    )
    return preview


def _origin(request: HttpRequest) -> str:
    parts = urlsplit(request.build_absolute_uri("/"))
    return f"{parts.scheme}://{parts.netloc}"
