"""A page object of the admin that counts clicks and filled fields."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

#: Marks the document when Wagtail begins to compare the form with what it was opened with.
MARK_WATCHING = """document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.toggleAttribute("data-watches-edits", true);
});"""


def open_form(page: Page, address: str) -> None:
    """Open a page's form and wait until Wagtail sees changes: what it finds before is none."""
    page.add_init_script(MARK_WATCHING)
    page.goto(address)
    page.locator("[data-watches-edits]").wait_for(state="attached")


class Editor:
    """Clicks and types on `page`; `interactions` counts clicks and fields that are filled."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.interactions += 1

    def fill(self, target: Locator, text: str) -> None:
        target.fill(text)
        self.interactions += 1

    def type(self, target: Locator, text: str) -> None:
        """Key by key, for a field that others follow."""
        target.press_sequentially(text)
        self.interactions += 1

    def write(self, field: str, text: str) -> None:
        """Type into the rich text editor whose hidden field has the id `field`."""
        editor = self.page.locator(f"[id='{field}'] + .Draftail-Editor__wrapper [role=textbox]")
        editor.click()
        expect(editor).to_be_focused()
        self.page.keyboard.type(text)
        expect(editor).to_have_text(text)
        self.interactions += 1

    def press(self, name: str, within: Locator | None = None) -> None:
        place: Locator | Page = within or self.page
        self.click(place.get_by_role("button", name=name, exact=True))

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def choose(self, button: Locator, name: str) -> None:
        """Open a chooser with `button`, and take `name` from what it offers."""
        self.click(button)
        dialog = self.page.get_by_role("dialog")
        self.click(dialog.get_by_role("link", name=name))
        expect(dialog).to_have_count(0)

    def more_actions(self, name: str | re.Pattern[str]) -> None:
        """Take an action from the menu beside "Save draft"."""
        self.press("More actions")
        self.click(self.page.get_by_role("button", name=name))
