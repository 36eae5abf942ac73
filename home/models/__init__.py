from home.models.pages import HomePage, StandardPage
from home.models.settings import BrandSettings, FooterSettings, NavigationSettings

__all__ = ["BrandSettings", "FooterSettings", "HomePage", "NavigationSettings", "StandardPage"]
