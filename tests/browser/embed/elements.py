"""What the pages of another origin are made of, and what is found on them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page

SCRIPT = "/api/careers/v1/embed.js"
PAGE = """<!doctype html>
<html {attributes}>
<head>
<title>A page of somebody else</title>
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<script type="module" src="{script}"></script>
</head>
<body><main><h1>Work with us</h1>{elements}</main></body>
</html>"""
POLICY = (
    "default-src 'none'; script-src {origin}; connect-src {origin}; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
FALLBACK = '<a href="https://careers.example/">All our positions</a>'
LIST = f'<careers-positions limit="5">{FALLBACK}</careers-positions>'
SEARCH = f"<careers-search>{FALLBACK}</careers-search>"

SET_ATTRIBUTES = """(element, values) => {
    for (const name in values) element.setAttribute(name, values[name])
}"""

Show = Callable[..., None]


def status(page: Page, element: str = "careers-positions") -> Locator:
    return page.locator(element).get_by_role("status")


def titles(page: Page, element: str = "careers-positions") -> list[str]:
    return page.locator(f"{element} [part=link]").all_inner_texts()
