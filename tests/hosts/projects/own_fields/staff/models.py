from django.db import models
from wagtail.snippets.models import register_snippet

from careers.facts import ChoiceFact, NumberRangeFact, PositionFields, TeamFields, TextFact


@register_snippet
class Seniority(models.Model):
    name = models.CharField(max_length=60)
    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "seniorities"

    def __str__(self) -> str:
        return self.name


class StaffFields(PositionFields):
    seniority = models.ForeignKey(
        Seniority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grade_min = models.PositiveSmallIntegerField("grade from", null=True, blank=True)
    grade_max = models.PositiveSmallIntegerField("grade to", null=True, blank=True)

    facts = [
        ChoiceFact("seniority"),
        NumberRangeFact("grade_min", "grade_max", name="grade", label="Pay grade"),
    ]

    class Meta:
        verbose_name = "grading"


class Division(models.TextChoices):
    PRODUCT = "product", "Product and Design"
    STAFF = "staff", "Staff functions"


class DivisionFields(TeamFields):
    division = models.CharField(max_length=16, choices=Division, blank=True)
    usual_seniority = models.ForeignKey(
        Seniority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    founded = models.PositiveSmallIntegerField("founded in", null=True, blank=True)

    facts = [ChoiceFact("division"), TextFact("founded", is_searched=False)]

    class Meta:
        verbose_name = "division"
