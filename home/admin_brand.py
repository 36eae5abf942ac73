"""The brand of the default site, in the admin of all sites."""

from __future__ import annotations

import logging
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property
from wagtail.images.models import AbstractImage, AbstractRendition

from careers.core.images import prefetch_renditions
from home.icons import ICON_SPECS, IconLink, icon_links
from home.models import BrandSettings
from home.site_frame import LOGO_FILTER

logger = logging.getLogger(__name__)


class AdminBrand:
    """The default site's brand and its renditions, fetched once when a template uses them.

    An image that can't be rendered is left out, so that it can be replaced in the admin.
    """

    @cached_property
    def settings(self) -> BrandSettings | None:
        """The brand, or `None` where the default site has no name of its own."""
        brand = (
            BrandSettings.objects.filter(site__is_default_site=True)
            .exclude(name="")
            .select_related("logo", "logo_on_dark", "icon")
            .first()
        )
        if brand:
            images = [brand.logo, brand.logo_on_dark, brand.icon]
            prefetch_renditions(images, [LOGO_FILTER, *ICON_SPECS])
        return brand

    @property
    def name(self) -> str:
        return self.settings.full_name if self.settings else ""

    @cached_property
    def logo(self) -> AbstractRendition | None:
        return self._rendition(self.settings.logo) if self.settings else None

    @cached_property
    def logo_on_dark(self) -> AbstractRendition | None:
        on_dark = self._rendition(self.settings.logo_on_dark) if self.settings else None
        return on_dark or self.logo

    @cached_property
    def icons(self) -> list[IconLink]:
        if self.settings is None:
            return []
        try:
            return icon_links(self.settings.icon)
        except Exception:  # what a decoder raises over a spoilt file is up to the decoder
            logger.exception("The icon of the brand can't be rendered.")
            return icon_links(None)

    def _rendition(self, image: AbstractImage | None) -> AbstractRendition | None:
        if image is None:
            return None
        try:
            rendition: AbstractRendition = image.get_rendition(LOGO_FILTER)
        except Exception:
            logger.exception("The logo “%s” can't be rendered.", image)
            return None
        return rendition


def admin_brand(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `admin_brand` in every template, asked for only where it is used."""
    return {"admin_brand": SimpleLazyObject(AdminBrand)}
