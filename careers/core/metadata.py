"""The metadata of a page, for search engines and for links that are shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urljoin

from babel.core import get_global, parse_locale
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.images.models import Filter
from wagtail.models import Site
from wagtail.rich_text import RichText, get_text_for_indexing

from careers.core.careers_settings import CareersSettings, careers_settings
from careers.core.formatting import shorten
from careers.core.image_presets import SHARED_FILTER
from careers.core.images import shared_rendition
from careers.core.privacy import is_findable
from careers.core.representation.public_pages import published_translations
from careers.core.stream_values import leaves
from careers.core.translations import is_multilingual

SEARCH_DESCRIPTION = _("Search description")
#: About as much as search engines show of a description, in characters.
MAX_DESCRIPTION = 160


@dataclass(frozen=True)
class SharedImage:
    """An image at an absolute address, its size in pixels; `alt` is "" where nobody wrote any."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Metadata:
    """Title, description and image of a page, its address, its site and its language.

    Values are computed when a template uses them, so that a host can cache its settings first.
    `heading` and `summary` replace title and description, as for a filtered list, whose address
    has a `query` besides.
    """

    page: MetadataMixin
    request: HttpRequest
    heading: str = ""
    summary: str = ""
    query: str = ""

    @property
    def key(self) -> int | None:
        """What the metadata of a page can be kept by; `None` for what depends on more than it."""
        return None if self.heading or self.summary or self.query else self.page.pk

    @property
    def title(self) -> str:
        return self.heading or self.page.sharing_title

    @cached_property
    def description(self) -> str:
        """The editor's description in full, or the beginning of the page's text."""
        if self.summary:
            return self.summary
        if self.page.search_description:
            return self.page.search_description
        return shorten(" ".join(self.page.sharing_text.split()), MAX_DESCRIPTION)

    @cached_property
    def url(self) -> str:
        """The canonical address, or "" where the page has none yet."""
        address = self.page.get_full_url(self.request) if self.page.pk else None
        return f"{address}{self.query}" if address else ""

    @cached_property
    def image(self) -> SharedImage | None:
        """The first image whose file is there."""
        for image, alt in self._images():
            rendition = shared_rendition(image)
            if rendition is not None:
                address = urljoin(self._server_url, rendition.url)
                return SharedImage(address, rendition.width, rendition.height, alt)
        return None

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """Language and address of the page and its published translations; none without any."""
        if not is_multilingual() or not self.url:
            return []
        own = (self.page.locale.language_code, self.url)
        others = [
            (other.locale.language_code, other.get_full_url(self.request) or "")
            for other in published_translations(self.page, self.request)
        ]
        found = [(language, address) for language, address in others if address]
        return [own, *found] if found else []

    @property
    def site_name(self) -> str:
        site = Site.find_for_request(self.request)
        return (site and site.site_name) or self._settings.employer_name

    @property
    def locale(self) -> str:
        return open_graph_locale(get_language() or settings.LANGUAGE_CODE)

    @property
    def _server_url(self) -> str:
        """Where pictures are, which a front end doesn't have."""
        site = Site.find_for_request(self.request)
        return f"{site.root_url}/" if site else self.request.build_absolute_uri("/")

    def _images(self) -> Iterator[tuple[Any, str]]:
        yield from self.page.images_to_share()
        image = self._settings.social_image
        if image is not None:
            yield image, image.description

    @cached_property
    def _settings(self) -> CareersSettings:
        return careers_settings(self.request)


def opening_text(value: Any) -> str:
    """Return the first text in a page's body without its markup, or ""."""
    rich = (leaf for leaf in leaves(value) if isinstance(leaf, RichText))
    texts = (get_text_for_indexing(text.source) for text in rich)
    return next((text for text in texts if text), "")


def open_graph_locale(language: str) -> str:
    """Add a territory to `language`, such as en_GB: its own, or that of most of its readers.

    Source: the Open Graph protocol, `og:locale`; Unicode CLDR's likely subtags, packaged by Babel.
    """
    try:
        name, territory, script = parse_locale(language, sep="-")[:3]
    except ValueError:
        name, territory, script = language.partition("-")[0], None, None
    if not territory:
        likely = get_global("likely_subtags")
        subtags = likely.get(f"{name}_{script}") or likely.get(name)
        territory = subtags and parse_locale(subtags)[1]
    return f"{name}_{territory}" if territory else name


class MetadataMixin(models.Model):
    """A page with metadata: how it looks where its link is shared or found by a search engine.

    Stands before `Page` among the bases of a page type. Templates get `metadata`.
    """

    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Stands beside the link in messages and social networks: at least 1,200 × 630 pixels, "
            "cropped round its focal point. Empty: the picture at the top of the page "
            "(of its team's, for a position), or else the one in the careers settings."
        ),
    )

    #: The fields for images, with the filters by which these are shown.
    shown_images: ClassVar[Mapping[str, Sequence[Filter]]] = {"social_image": [SHARED_FILTER]}
    promote_panels = [
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seo_title",
                    help_text=_(
                        "The headline in search results, in the browser's tab and where the page "
                        "is shared. Empty: the title or heading of the page."
                    ),
                ),
                FieldPanel(
                    "search_description",
                    heading=SEARCH_DESCRIPTION,
                    help_text=_(
                        "One or two sentences, up to 160 characters, below the headline. "
                        "Empty: the beginning of the page's introduction or text, if there is any. "
                        "Search engines may show other words of the page instead."
                    ),
                ),
                FieldPanel("social_image"),
            ],
            heading=_("When the page is shared or found"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]

    api_fields = [APIField("social_image")]

    if TYPE_CHECKING:
        title: str
        seo_title: str
        search_description: str
        locale: Any

        def get_full_url(self, request: HttpRequest | None = None) -> str | None: ...

    class Meta:
        abstract = True

    @property
    def sharing_title(self) -> str:
        """The headline of a link to this page."""
        return self.seo_title or self.title

    @property
    def sharing_text(self) -> str:
        """What a link to this page says below its headline, at any length."""
        return getattr(self, "intro", "") or opening_text(getattr(self, "body", None))

    def images_to_share(self) -> Iterator[tuple[Any, str]]:
        """Yield images of this page with their alternative texts, the most fitting first."""
        if self.social_image:
            yield self.social_image, self.social_image.description

    def is_for_sitemaps(self, request: HttpRequest | None) -> bool:
        """Tell whether everybody may read the page and find it."""
        return is_findable(self, request)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Return what Wagtail's sitemap says of the page: nothing of one that not all may find."""
        if not self.is_for_sitemaps(request):
            return []
        entries: list[dict[str, Any]] = super().get_sitemap_urls(request)  # type: ignore[misc]
        return entries

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        return context | {"metadata": Metadata(self, request)}
