"""The address of the default site, which follows `BASE_URL` unless an editor has chosen it.

`cms.serve` imports this before Django knows its settings and its models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:
    from wagtail.models import ModelLogEntryManager, Page, Site

MOVED = "home.move_site"
#: The address of the site that Wagtail's migrations make.
WAGTAILS_ADDRESS = {"hostname": "localhost", "port": 80}


def point_site_at(page: Page, site: Site | None) -> None:
    """Show `page` at the default site, with the address of `BASE_URL` unless it has one already."""
    if site is None:
        site = apps.get_model("wagtailcore", "Site")(is_default_site=True, **WAGTAILS_ADDRESS)
    site.root_page = page
    site.save()
    if _address(site) == WAGTAILS_ADDRESS or was_moved(site):
        base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        hostname = base.netloc.removesuffix(f":{base.port}")
        move_site(site, hostname, base.port or (443 if base.scheme == "https" else 80))


def move_site(site: Site, hostname: str, port: int) -> None:
    """Give `site` this address, unless another site has it, and note that no editor did so."""
    sites = apps.get_model("wagtailcore", "Site")._default_manager
    if sites.filter(hostname=hostname, port=port).exclude(pk=site.pk).exists():
        return
    site.hostname, site.port = hostname, port
    site.save()
    _log().log_action(site, MOVED, data=_address(site))


def was_moved(site: Site) -> bool:
    """Tell whether `site` has the address that it was given last by `move_site`."""
    moves = _log().for_instance(site).filter(action=MOVED)
    last = moves.order_by("-timestamp", "-pk").first()
    return last is not None and last.data == _address(site)


def _log() -> ModelLogEntryManager:
    manager: ModelLogEntryManager = apps.get_model("wagtailcore", "ModelLogEntry").objects
    return manager


def _address(site: Site) -> dict[str, str | int]:
    return {"hostname": site.hostname, "port": site.port}
