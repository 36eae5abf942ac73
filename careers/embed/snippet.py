"""The HTML that shows open positions of a site on any other page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from wagtail.models import Page

#: Names and values of parameters of the search, which elements have as attributes.
Filters = Iterable[tuple[str, list[str]]]


class Snippet:
    """HTML for the positions below an index page that `filters` select, with absolute addresses.

    Raises `ValueError` where the site serves no API, or where no site has the index page.
    """

    def __init__(self, index_page: Page, filters: Filters) -> None:
        self.search = index_page.full_url
        path = script_path()
        if not (self.search and path):
            raise ValueError("There is no address to embed.")
        parts = urlsplit(self.search)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.script = f"{self.origin}{path}"
        self.filters = [(name, values) for name, values in filters if values]
        self.language = index_page.locale.language_code

    @property
    def positions(self) -> SafeString:
        return self._element("careers-positions")

    @property
    def form(self) -> SafeString:
        """The HTML of a search, whose visitors narrow what the filters select."""
        return self._element("careers-search")

    @property
    def policy(self) -> str:
        """What the content security policy of the other page has to allow."""
        return f"script-src {self.origin}; connect-src {self.origin}"

    def _element(self, name: str) -> SafeString:
        attributes = [(name, " ".join(values)) for name, values in self.filters]
        query = urlencode(dict(self.filters), doseq=True)
        with override(self.language):
            label = gettext("All open positions")
        return format_html(
            '<script type="module" src="{script}"></script>\n'
            '<{name}{attributes} locale="{language}">\n'
            '  <a href="{search}">{label}</a>\n'
            "</{name}>",
            script=self.script,
            name=name,
            attributes=format_html_join("", ' {}="{}"', attributes),
            language=self.language,
            search=f"{self.search}?{query}" if query else self.search,
            label=label,
        )


def script_path() -> str:
    """Return the path of the script, or "" where the project doesn't serve the API."""
    try:
        return reverse("careers_api:embed")
    except NoReverseMatch:
        return ""
