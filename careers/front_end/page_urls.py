"""Have the addresses of pages lead to the front end of their site.

Pages of all types are asked for their address by Wagtail, by the plugin and by a host, many as
plain `Page` objects, whose methods no mixin reaches. So the methods are changed where all of them
come together: at `Site`, which says with what the addresses of a site begin, and at `Page`.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from wagtail.models import Page, Site

from careers.front_end.front_end_settings import ServerPages
from careers.front_end.front_ends import front_ends
from careers.kept.current_request import is_in_admin


def lead_to_front_ends() -> None:
    """Change Wagtail's classes; to be called once, at the start."""
    site_class: Any = Site
    page_class: Any = Page
    site_class.get_site_root_paths = staticmethod(_at_front_ends(Site.get_site_root_paths))
    page_class.get_url = _whole_where_needed(Page.get_url)
    page_class.url = property(page_class.get_url)


def _at_front_ends(get_site_root_paths: Any) -> Any:
    @wraps(get_site_root_paths)
    def get() -> list[Any]:
        root_paths: list[Any] = get_site_root_paths()
        found = front_ends()
        return [
            path._replace(root_url=found[path.site_id].address) if path.site_id in found else path
            for path in root_paths
        ]

    return get


def _whole_where_needed(get_url: Any) -> Any:
    """Give a whole address where a path would lead nowhere: in the admin, and if no page is here.

    On pages that this server shows, links lead to others that it shows.
    """

    @wraps(get_url)
    def get(page: Any, request: Any = None, current_site: Any = None) -> Any:
        if found := front_ends():
            parts = page.get_url_parts(request)
            front_end = found.get(parts[0]) if parts else None
            if front_end and (front_end.server_pages != ServerPages.SHOW or is_in_admin()):
                return page.get_full_url(request)
        return get_url(page, request=request, current_site=current_site)

    return get
