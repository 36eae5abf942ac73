"""Parts that count: figures, what people get, how hiring goes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.blocks import sample_parts
from careers.blocks.base import GROUP_STORY, SectionBlock, Width, heading_block

FEWEST_STATISTICS = 2
FEWEST_BENEFITS = 2
FEWEST_STEPS = 2


class StatisticBlock(blocks.StructBlock):
    value = blocks.CharBlock(
        max_length=12, label=_("Figure"), help_text=_("As it should stand there: 3,000+, 1.2B, 19")
    )
    unit = blocks.CharBlock(
        required=False, max_length=6, label=_("Unit"), help_text=_("Set smaller: %, km, €")
    )
    label = blocks.CharBlock(
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
        default=[{"value": "", "unit": "", "label": ""}] * FEWEST_STATISTICS,
        min_num=FEWEST_STATISTICS,
        max_num=6,
        label=_("Figures"),
    )

    class Meta:
        icon = "table"
        group = GROUP_STORY
        label = _("Figures")
        label_format = "{heading} {statistics}"
        description = _("Two to six large figures, each with what it counts.")
        template = "careers/blocks/statistics.html"
        preview_value = staticmethod(sample_parts.sample_statistics)


class BenefitBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(max_length=400, rows=2, label=_("Text"))

    class Meta:
        icon = "check"
        label = _("Benefit")
        label_format = "{title}"


class BenefitsBlock(SectionBlock):
    heading = heading_block(default=_("What you get"), required=True)
    benefits = blocks.ListBlock(
        BenefitBlock(),
        default=[{"title": "", "text": ""}] * FEWEST_BENEFITS,
        min_num=FEWEST_BENEFITS,
        max_num=12,
        label=_("Benefits"),
    )

    widths = (Width.WIDE,)

    class Meta:
        icon = "check"
        group = GROUP_STORY
        label = _("Benefits")
        label_format = "{heading}"
        description = _("Two to twelve things that people get, side by side.")
        template = "careers/blocks/benefits.html"
        preview_value = staticmethod(sample_parts.sample_benefits)


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(required=False, max_length=400, rows=2, label=_("Text"))
    duration = blocks.CharBlock(
        required=False, max_length=40, label=_("Duration"), help_text=_("For example: 30 minutes")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        label_format = "{title}"


class HiringProcessBlock(SectionBlock):
    heading = heading_block(default=_("How we hire"), required=True)
    steps = blocks.ListBlock(
        StepBlock(),
        default=[{"title": "", "text": "", "duration": ""}] * FEWEST_STEPS,
        min_num=FEWEST_STEPS,
        max_num=8,
        label=_("Steps"),
        help_text=_("Numbered by their order."),
    )

    class Meta:
        icon = "tasks"
        group = GROUP_STORY
        label = _("Hiring process")
        label_format = "{heading}"
        description = _("Two to eight numbered steps from the first call to the offer.")
        template = "careers/blocks/hiring_process.html"
        preview_value = staticmethod(sample_parts.sample_hiring_process)
