"""Where everything stands on the reference site."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.hosts.look import pictures
from tests.hosts.look.house import PAGES, REFERENCE
from tests.hosts.look.measure import Box, boxes, settle
from tests.hosts.look.visit import visit


class Reference:
    def __init__(self, visitor: BrowserContext) -> None:
        self.visitor = visitor
        self._boxes: dict[tuple[str, int, float], list[Box]] = {}

    def boxes(self, name: str, width: int, inset: float) -> list[Box]:
        """Return the boxes of a page in a window of `width`, in a body with a margin of `inset`."""
        key = (name, width, inset)
        if key not in self._boxes:
            with visit(self.visitor, PAGES[name], width) as page:
                page.add_style_tag(content=f"@layer site {{ body {{ margin: {inset}px }} }}")
                settle(page)
                self._boxes[key] = boxes(page)
                if not inset:
                    self._take_pictures(page, name, width)
        return self._boxes[key]

    def _take_pictures(self, page: Page, name: str, width: int) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            settle(page)
            pictures.take(page, REFERENCE.project, "own", name, width, scheme)
