from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    name = "careers.contrib.webhooks"
    label = "careers_webhooks"
    verbose_name = _("Webhooks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Needs the models, which are loaded by now.
        import_string("careers.contrib.webhooks.signal_handlers.connect")()
