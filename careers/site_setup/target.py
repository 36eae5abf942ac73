"""Where the careers section of a site is set up."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Locale, Page, Site

from careers.models import PositionIndexPage, TeamIndexPage


class SetupError(Exception):
    """The section can't be set up as it was asked for; the message tells a developer what to do."""


@dataclass(frozen=True)
class SetupTarget:
    """The page below which the index pages stand, and its site.

    `is_given` is True if somebody has named the page: index pages elsewhere on the site don't
    count then.
    """

    site: Site
    parent: Page
    is_given: bool = False

    @property
    def locale(self) -> Locale:
        locale: Locale = self.parent.locale
        return locale


def find_target(site_name: str = "", parent_name: str = "") -> SetupTarget:
    """Return the target for a site's host name, with or without a port, and a page's id or path.

    Without names, it is the home page of the default site. Raises `SetupError`.
    """
    site = _find_site(site_name)
    if not parent_name:
        return SetupTarget(site, site.root_page.specific)
    return SetupTarget(site, _find_parent(site, parent_name).specific, is_given=True)


def check_parent(parent: Page) -> None:
    """Raise `SetupError` if the index pages can't stand below `parent`, saying what to change."""
    model = type(parent)
    allowed = set(model.allowed_subpage_models())
    refused = [page for page in (TeamIndexPage, PositionIndexPage) if page not in allowed]
    if not refused:
        return
    names = " and ".join(f'"{page._meta.label}"' for page in refused)
    raise SetupError(
        f"“{parent.title}” is a {model._meta.label}, which takes no {_in_words(refused)} below it. "
        f"Add {names} to the subpage_types of {model.__name__}, or name another page with --parent."
    )


def _in_words(models: list[type[Page]]) -> str:
    return " and no ".join(str(model._meta.verbose_name) for model in models)


def _find_site(name: str) -> Site:
    sites = list(Site.objects.select_related("root_page"))
    if not sites:
        raise SetupError("There is no site: make one in the admin, under Settings → Sites.")
    host, _colon, port = name.lower().partition(":")
    for site in sites:
        is_named = site.hostname == host and port in ("", str(site.port))
        if is_named if name else site.is_default_site:
            return site
    known = ", ".join(sorted(f"{site.hostname}:{site.port}" for site in sites))
    if name:
        raise SetupError(f"There is no site {name}. The sites are: {known}.")
    raise SetupError(f"No site is the default one: name one of them with --site ({known}).")


def _find_parent(site: Site, name: str) -> Page:
    if name.isascii() and name.isdigit():
        page = Page.objects.filter(pk=int(name), depth__gt=1).first()
        if page is None:
            raise SetupError(f"There is no page with the id {name}.")
        return page
    root = site.root_page
    path = "".join(f"{slug}/" for slug in name.split("/") if slug)
    homes = root.get_translations(inclusive=True) if path else [root]
    for home in homes:
        page = Page.objects.filter(url_path=f"{home.url_path}{path}").first()
        if page is not None:
            return page
    raise SetupError(
        f"There is no page at {name} on {site.hostname}. "
        "Give its path, such as /about/, or the number in its address in the admin."
    )
