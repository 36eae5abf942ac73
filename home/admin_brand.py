"""The brand of the default site, in the admin of all sites."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property
from wagtail.images.models import AbstractRendition

from careers.core.images import prefetch_renditions
from home.icons import ICON_SPECS, IconLink, icon_links
from home.models import BrandSettings
from home.models.brand import LOGO_FILTER
from home.site_frame import logo_rendition


class AdminBrand:
    """The default site's brand and its renditions, fetched once when a template uses them."""

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
            prefetch_renditions(images, [LOGO_FILTER.spec, *ICON_SPECS])
        return brand

    @property
    def name(self) -> str:
        return self.settings.full_name if self.settings else ""

    @cached_property
    def logo(self) -> AbstractRendition | None:
        return logo_rendition(self.settings.logo) if self.settings else None

    @cached_property
    def logo_on_dark(self) -> AbstractRendition | None:
        on_dark = logo_rendition(self.settings.logo_on_dark) if self.settings else None
        return on_dark or self.logo

    @property
    def icons(self) -> list[IconLink]:
        return icon_links(self.settings.icon) if self.settings else []


def admin_brand(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `admin_brand` in every template, asked for only where it is used."""
    return {"admin_brand": SimpleLazyObject(AdminBrand)}
