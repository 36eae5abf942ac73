from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.core.section_block import GROUP_STORY, SectionBlock, heading_block
from careers.core.text_blocks import CharBlock

MIN_STATISTICS = 2
MAX_STATISTICS = 6


def preview_value() -> dict[str, Any]:
    return {
        "heading": "",
        "statistics": [
            {"value": "600+", "unit": "", "label": gettext("deployments a day")},
            {"value": "19", "unit": "", "label": gettext("data centres and cloud regions")},
            {
                "value": "20",
                "unit": "%",
                "label": gettext("of the time goes into our own learning"),
            },
        ],
    }


class StatisticBlock(blocks.StructBlock):
    value = CharBlock(
        max_length=12, label=_("Figure"), help_text=_("As it should stand there: 3,000+, 1.2B, 19")
    )
    unit = CharBlock(
        required=False, max_length=6, label=_("Unit"), help_text=_("Set smaller: %, km, €")
    )
    label = CharBlock(
        max_length=80, label=_("What it counts"), help_text=_("For example: deployments a day")
    )

    class Meta:
        icon = "table"
        label = _("Figure")
        label_format = "{value} {label}"
        form_layout = ["value", "unit", "label"]


class StatisticsBlock(SectionBlock):
    heading = heading_block(help_text=_("May stay empty: the figures speak for themselves."))
    statistics = blocks.ListBlock(
        StatisticBlock(),
        default=[{"value": "", "unit": "", "label": ""}] * MIN_STATISTICS,
        min_num=MIN_STATISTICS,
        max_num=MAX_STATISTICS,
        label=_("Figures"),
    )

    class Meta:
        icon = "table"
        group = GROUP_STORY
        label = _("Figures")
        label_format = "{heading} {statistics}"
        description = _("Two to six large figures, each with what it counts.")
        follows_from_content = True
        template = "careers/blocks/statistics.html"
        preview_value = staticmethod(preview_value)
