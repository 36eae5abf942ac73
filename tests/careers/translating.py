"""A site in a second language, made by Wagtail's own copies for translation."""

from __future__ import annotations

from wagtail.models import Locale, Page

from careers.models import PositionIndexPage, TeamIndexPage
from tests.factories import Tree


class German:
    """The German copies of a tree's home page and index pages, published."""

    def __init__(self, tree: Tree) -> None:
        self.locale = Locale.objects.get_or_create(language_code="de")[0]
        self.home = self.copy(tree.home)
        self.teams: TeamIndexPage = self.copy(tree.teams)
        self.positions: PositionIndexPage = self.copy(tree.positions)

    def copy(self, page: Page, publish: bool = True) -> Page:
        copied = page.specific.copy_for_translation(self.locale)
        if publish:
            copied.get_latest_revision().publish()
        return type(copied).objects.get(pk=copied.pk)
