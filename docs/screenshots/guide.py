"""Take the screenshots of the guides for editors, on a fresh demo that `make run` serves.

    .venv/bin/python docs/screenshots/guide.py

Sign in as the demo's users, with the address and the passwords in `.env`. A submitted draft stays
behind.
"""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path

from dotenv import dotenv_values
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent
SETTLED = 2_500  # milliseconds, for previews and things that fade in


class Photographer:
    def __init__(self, browser: Browser, values: dict[str, str | None]) -> None:
        self.browser = browser
        self.values = values

    def sign_in(self, username: str) -> Page:
        page = self.browser.new_page(
            base_url=self.values["BASE_URL"], viewport={"width": 1280, "height": 860}
        )
        page.goto("/admin/login/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(self.values[f"{username.upper()}_PASSWORD"] or "")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        return page

    def take(self, page: Page, name: str) -> None:
        page.wait_for_timeout(SETTLED)
        image = Image.open(BytesIO(page.screenshot()))
        image.save(FOLDER / f"guide-{name}.webp", quality=82, method=6)

    def recruiter(self) -> None:
        page = self.sign_in("recruiter")
        self.take(page, "dashboard")
        page.goto("/admin/careers_positions/?ordering=closing_date&state=closing_soon&state=open")
        for box in page.get_by_role("checkbox", name="Select ").all()[1:4]:
            box.check()
        self.take(page, "positions")
        page.get_by_role("checkbox", name="Select all on this page").check()
        bar = page.get_by_role("region", name="Bulk actions")
        bar.get_by_role("button", name="Close", exact=True).click()
        page.wait_for_url("**/bulk/close/")
        self.take(page, "bulk")

    def marketing(self) -> str:
        """Return the address of the draft that was submitted."""
        page = self.sign_in("marketing")
        page.goto("/admin/careers_teams/")
        page.get_by_role("link", name="Backend Development").first.click()
        page.get_by_role("button", name="Toggle preview").click()
        preview = page.frame_locator("#w-preview-iframe")
        preview.get_by_role("heading", level=1).wait_for()
        self.take(page, "team-page")
        address = page.url
        page.get_by_label("Introduction").fill(
            "Every booking that a hotel takes with us passes through something we wrote."
        )
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("button", name="Submit to Marketing approval").click()
        page.get_by_text("submitted for moderation").wait_for()
        page.goto("/admin/images/?q=harbour")
        page.get_by_role("main").get_by_role("link").filter(has=page.locator("img")).first.click()
        self.take(page, "image")
        return address

    def approver(self, address: str) -> None:
        page = self.sign_in("approver")
        page.goto(address)
        page.get_by_role("button", name="More actions").click()
        self.take(page, "approve")


def main() -> None:
    values = dotenv_values(FOLDER.parent.parent / ".env", interpolate=False)
    chromium = shutil.which("chromium")
    if not values.get("MARKETING_PASSWORD") or not chromium:
        sys.exit("Needs Chromium, and the `.env` of a demo that `make run` has started.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        photographer = Photographer(browser, values)
        photographer.recruiter()
        photographer.approver(photographer.marketing())


if __name__ == "__main__":
    main()
