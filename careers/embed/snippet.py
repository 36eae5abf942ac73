"""The HTML that shows open positions of a site on any other page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override
from wagtail.models import Page, Site

#: Values by the names of the search's parameters, which the elements have as attributes.
Filters = Mapping[str, Sequence[str]]


class Snippet:
    """HTML, with absolute addresses, for the positions of `site` that `filters` select.

    The script comes from this server, wherever the pages of the site are shown. The language
    stands in it only with filters, whose values belong to that language: elsewhere the elements
    follow the language of the page that they stand on.
    """

    def __init__(self, site: Site, index_page: Page, filters: Filters) -> None:
        self.search = index_page.full_url
        self.origin = site.root_url
        self.filters = {name: values for name, values in filters.items() if values}
        self.language = index_page.locale.language_code

    @property
    def positions(self) -> SafeString:
        return self._element("careers-positions")

    @property
    def form(self) -> SafeString:
        """The HTML of a search, with which visitors narrow what the filters select."""
        return self._element("careers-search")

    @property
    def policy(self) -> str:
        """What the content security policy of the other page has to allow."""
        return f"script-src {self.origin}; connect-src {self.origin}"

    def _element(self, name: str) -> SafeString:
        attributes = [(name, " ".join(values)) for name, values in self.filters.items()]
        if attributes and getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            attributes.append(("locale", self.language))
        query = urlencode(self.filters, doseq=True)
        with override(self.language):
            label = gettext("All open positions")
        return format_html(
            '<script type="module" src="{}"></script>\n<{}{}>\n  <a href="{}">{}</a>\n</{}>',
            f"{self.origin}{script_path()}",
            name,
            format_html_join("", ' {}="{}"', attributes),
            f"{self.search}?{query}" if query else self.search,
            label,
            name,
        )


def script_path() -> str:
    """Return the path of the script, or "" where the project doesn't serve the API."""
    try:
        return reverse("careers_api:embed")
    except NoReverseMatch:
        return ""
