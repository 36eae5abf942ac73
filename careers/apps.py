from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from careers.fields import BodyField


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = _("Careers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Wagtail names a block's preview by the order in which blocks are made: make them in the
        # same order in every process, not when each is first asked for.
        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, BodyField):
                    field.stream_block  # noqa: B018
        for module in (
            "checks",
            "news.pictures",
            "positions.lifecycle",
            "positions.search.indexing",
        ):  # register themselves
            import_module(f"careers.{module}")
        # Wagtail registers snippets with the admin's addresses, too late for a command that saves
        # them, and settings never.
        references = apps.get_model("wagtailcore", "ReferenceIndex")
        for name in ("Person", "NewsItem", "CareersSettings"):
            references.register_model(self.get_model(name))
