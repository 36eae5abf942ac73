from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from careers.api.site_parts import SitePart
from home.site_address import MOVED
from home.site_parts import SITE_PARTS


@hooks.register("insert_global_admin_css")
def style_brand() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))


@hooks.register("register_log_actions")
def name_move_of_site(actions: LogActionRegistry) -> None:
    actions.register_action(MOVED, _("Move site"), _("Moved to the address of BASE_URL"))


@hooks.register("register_careers_site_parts")
def tell_of_site_frame() -> tuple[SitePart, ...]:
    return SITE_PARTS
