"""The page "Careers theme": every token of the look, live on a sample page in the host's frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from careers.admin.theme_tokens import GROUPS
from careers.blocks import preview_values
from careers.blocks.about import AboutBlock
from careers.blocks.call_to_action import CallToActionBlock
from careers.blocks.faq import FaqBlock
from careers.blocks.open_positions import OpenPositionsBlock
from careers.blocks.pillars import PillarsBlock
from careers.blocks.statistics import StatisticsBlock
from careers.blocks.testimonials import TestimonialsBlock
from careers.conf import look

VIEW = "careers_theme"
SAMPLE_VIEW = "careers_theme_sample"
PERMISSION = "careers.change_careerssettings"
#: What a sample page is made of, each in a tone.
SAMPLES = (
    ("about", AboutBlock, ""),
    ("open-positions", OpenPositionsBlock, ""),
    ("statistics", StatisticsBlock, "tint"),
    ("pillars", PillarsBlock, ""),
    ("faq", FaqBlock, ""),
    ("testimonials", TestimonialsBlock, "ink"),
    ("call-to-action", CallToActionBlock, "accent"),
)


@method_decorator(permission_required(PERMISSION), name="dispatch")
class ThemeView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "careers/admin/theme.html"
    page_title = _("Careers theme")
    header_icon = "sliders"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "groups": GROUPS,
            "sample_url": reverse(SAMPLE_VIEW),
            "is_host_look": look() == "host",
        }


@method_decorator(permission_required(PERMISSION), name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class SampleView(View):
    """A page of samples in the frame of the host. Nothing of it is stored."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = preview_values.team_page()
        page.heading = _("Meet the Backend Development team")
        page.hero_text = _("Every page that our customers publish passes through us.")
        context = {"page": page, "sections": list(_sections(request))}
        return render(request, "careers/theme_sample.html", context)


def _sections(request: HttpRequest) -> Iterator[SafeString]:
    for anchor, block_class, tone in SAMPLES:
        block: Any = block_class()
        value = block.get_preview_value()
        value["tone"] = tone
        given = {"request": request, "page": preview_values.team_page()}
        context = block.get_preview_context(value, given) | {"anchor": anchor}
        yield SafeString(block.render(value, given | context))


class ThemeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def theme_menu_item() -> ThemeMenuItem:
    return ThemeMenuItem(
        _("Careers theme"), reverse(VIEW), name="careers-theme", icon_name="sliders", order=1000
    )


def theme_urls() -> list[URLPattern]:
    return [
        path("careers/theme/", ThemeView.as_view(), name=VIEW),
        path("careers/theme/sample/", SampleView.as_view(), name=SAMPLE_VIEW),
    ]
