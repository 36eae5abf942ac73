"""What a page says of itself to search engines and where its link is shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from babel.core import get_global, parse_locale
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Site
from wagtail.rich_text import RichText, get_text_for_indexing

from careers.core.images import shared_rendition
from careers.core.stream_values import leaves
from careers.wording import cut

if TYPE_CHECKING:
    from careers.models.settings import CareersSettings
    from careers.models.sharing import SharingMixin

#: About as much as search engines show of a description, in characters.
LONGEST_DESCRIPTION = 160


@dataclass(frozen=True)
class SharedPicture:
    """A picture at an absolute address, its size in pixels; "" as `alt` where nobody wrote any."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Metadata:
    """The title, the description and the picture of a page, its address, its site and its language.

    Each is worked out when a template asks for it. By then a site that fetches its settings
    together has put them where `CareersSettings.for_request` finds them.

    A page that shows something else for a query gives that its own `heading` and `summary`.
    """

    page: SharingMixin
    request: HttpRequest
    heading: str = ""
    summary: str = ""

    @property
    def title(self) -> str:
        return self.heading or self.page.sharing_title

    @cached_property
    def description(self) -> str:
        """The editor's own words in full, or the beginning of what the page says."""
        if self.summary:
            return self.summary
        if self.page.search_description:
            return self.page.search_description
        return cut(" ".join(self.page.sharing_text.split()), LONGEST_DESCRIPTION)

    @cached_property
    def url(self) -> str:
        """The canonical address without a query, or "" where the page has none yet."""
        if self.page.pk is None:
            return ""
        return self.page.get_full_url(self.request) or ""

    @cached_property
    def picture(self) -> SharedPicture | None:
        """The best picture whose file is there."""
        for image, alt in self._pictures():
            rendition = shared_rendition(image)
            if rendition is not None:
                base = self.url or self.request.build_absolute_uri("/")
                address = urljoin(base, rendition.url)
                return SharedPicture(address, rendition.width, rendition.height, alt)
        return None

    @property
    def site_name(self) -> str:
        site = Site.find_for_request(self.request)
        return (site and site.site_name) or self._settings.employer_name

    @property
    def locale(self) -> str:
        return open_graph_locale(get_language() or settings.LANGUAGE_CODE)

    def _pictures(self) -> Iterator[tuple[Any, str]]:
        yield from self.page.pictures_to_share()
        picture = self._settings.social_image
        if picture is not None:
            yield picture, picture.description

    @cached_property
    def _settings(self) -> CareersSettings:
        model: type[CareersSettings] = apps.get_model("careers.CareersSettings")
        return model.for_request(self.request)


def opening_text(value: Any) -> str:
    """The words of the first text in a page's body, without their markup, or ""."""
    rich = (leaf for leaf in leaves(value) if isinstance(leaf, RichText))
    texts = (get_text_for_indexing(text.source) for text in rich)
    return next((text for text in texts if text), "")


def open_graph_locale(language: str) -> str:
    """`language` with a territory, such as en_GB: its own, or where most of its readers are.

    Source: the Open Graph protocol, `og:locale`; Unicode CLDR's likely subtags, packaged by Babel.
    """
    try:
        name, territory, script = parse_locale(language, sep="-")[:3]
    except ValueError:
        name, territory, script = language.partition("-")[0], None, None
    if not territory:
        likely = get_global("likely_subtags")
        found = likely.get(f"{name}_{script}") or likely.get(name)
        territory = found and parse_locale(found)[1]
    return f"{name}_{territory}" if territory else name
