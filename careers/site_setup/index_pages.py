"""The pages below which a site's teams and positions stand."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.translation import gettext as _
from wagtail.models import Page

from careers.models import PositionIndexPage, TeamIndexPage
from careers.site_setup.target import SetupTarget, check_parent

IndexPage = TypeVar("IndexPage", TeamIndexPage, PositionIndexPage)


def index_page_titles() -> dict[type[Page], str]:
    """Return the titles of new index pages in the active language."""
    return {TeamIndexPage: _("Teams"), PositionIndexPage: _("Positions")}


def provide_index_pages(
    target: SetupTarget,
) -> tuple[TeamIndexPage, PositionIndexPage, list[str]]:
    """Return both index pages, and the titles of those that were missing and are made.

    Raises `SetupError` if the target's page takes none below it.
    """
    teams = find_index_page(TeamIndexPage, target)
    positions = find_index_page(PositionIndexPage, target)
    if teams and positions:
        return teams, positions, []
    check_parent(target.parent)
    made: list[str] = []
    teams = teams or _make(TeamIndexPage, target.parent, made)
    positions = positions or _make(PositionIndexPage, target.parent, made)
    return teams, positions, made


def find_index_page(model: type[IndexPage], target: SetupTarget) -> IndexPage | None:
    """Return the first of the site in the target's language, published or not.

    If somebody has named the target's page, it is the one below that page.
    """
    pages: Any = model._default_manager.filter(locale=target.locale).order_by("path")
    if target.is_given:
        found = pages.child_of(target.parent).first()
    else:
        found = pages.descendant_of(target.site.root_page).first()
    page: IndexPage | None = found
    return page


def _make(model: type[IndexPage], parent: Page, made: list[str]) -> IndexPage:
    # A fresh parent: the number of its children has changed with each page.
    page = model(title=index_page_titles()[model], live=False)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    made.append(page.title)
    return page
