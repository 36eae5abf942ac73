from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("home.checks")  # registers them
        # Wagtail doesn't ask settings by itself which pictures and pages they use.
        references = apps.get_model("wagtailcore", "ReferenceIndex")
        for name in ("BrandSettings", "NavigationSettings", "FooterSettings"):
            references.register_model(self.get_model(name))
