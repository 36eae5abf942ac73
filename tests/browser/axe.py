"""Axe: WCAG 2.2 AA as far as a machine can tell, in the light and in the dark."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules that look at colours: no other can say something else in the dark.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
#: Without the nodes that pass, which nobody reads.
VIOLATIONS = {"resultTypes": ["violations"]}
#: Ends the way from the colours of the other scheme.
FINISH_TRANSITIONS = """document.getAnimations()
    .filter(animation => animation instanceof CSSTransition)
    .forEach(transition => transition.finish())"""


def assert_accessible(page: Page, name: str, part: str = "html") -> None:
    """Fail with a report, which calls it `name`, unless axe finds nothing in `part` of the page."""
    page.emulate_media(color_scheme="light")
    assert_no_violations(page, name, part, TAGS)
    page.emulate_media(color_scheme="dark")
    assert_no_violations(page, f"{name} in the dark", part, COLOUR_RULES)


def assert_no_violations(page: Page, name: str, part: str, rules: list[str]) -> None:
    page.evaluate(FINISH_TRANSITIONS)
    results = Axe().run(page, context=part, options=VIOLATIONS | {"runOnly": rules})
    assert results.violations_count == 0, f"{name}: {results.generate_report()}"
