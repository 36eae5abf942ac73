from home.models.brand import BrandSettings
from home.models.navigation import FooterSettings, NavigationSettings
from home.models.pages import HomePage, StandardPage

__all__ = ["BrandSettings", "FooterSettings", "HomePage", "NavigationSettings", "StandardPage"]
