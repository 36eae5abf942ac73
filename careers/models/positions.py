from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from django_htmx.middleware import HtmxDetails
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page, PageManager, Revision
from wagtail.search import index

from careers.admin.positions.form import PositionPageForm
from careers.admin.positions.panels import POSITION_PANELS
from careers.clock import LocalDays
from careers.core.anchors import sections
from careers.core.images import load_images
from careers.core.section_block import SectionBlock
from careers.fields import BodyField
from careers.metadata import Metadata
from careers.models.choices import PayPeriod, Workplace
from careers.models.news import LONGEST_ADDRESS
from careers.models.settings import CareersSettings
from careers.models.sharing import SharingMixin
from careers.models.snippets import Location, PositionType
from careers.positions.branch import LEAVE_TO_OTHERS, PositionBranchMixin
from careers.positions.querysets import PositionQuerySet
from careers.positions.revisions import without_deleted
from careers.positions.rows import position_rows
from careers.positions.search.filters import PositionFilters
from careers.positions.search.indexing import index_positions
from careers.positions.search.results import PositionSearch, search_positions
from careers.tree import DirectRouteMixin, SiteIndexes
from careers.wording import any_of, format_pay

SIMILAR_POSITIONS = 3
PREVIEW_CLOSED = "closed"


class PositionIndexPage(PositionBranchMixin, DirectRouteMixin, SharingMixin, Page):
    """All open positions of a site."""

    template = "careers/pages/position_index_page.html"
    results_template = "careers/partials/search_results.html"
    results_id = "search-results"
    max_count_per_parent = 1
    subpage_types = ["careers.PositionPage"]
    page_description = _("Lists all open positions; every position stands under it.")

    class Meta:
        verbose_name = _("position index page")
        verbose_name_plural = _("position index pages")
        permissions = [(LEAVE_TO_OTHERS, "Leave positions to others")]

    def get_routable_children(self) -> PositionQuerySet:
        return PositionPage.objects.child_of(self).with_places_and_types()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_part = HtmxDetails(request).target == self.results_id
        if is_part:
            context = {
                "page": self,
                "search": self.search(request),
                "index_url": self.get_url(request),
            }
            response = TemplateResponse(request, self.results_template, context)
        else:
            response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Target"])
        return response

    def search(self, request: HttpRequest) -> PositionSearch:
        """What the request's query string asks for; what in it means nothing doesn't count."""
        filters, _errors = PositionFilters.parse(request.GET)
        return search_positions(self, request, filters)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        search = self.search(request)
        return super().get_context(request, *args, **kwargs) | {
            "search": search,
            "index_url": self.get_url(request),
            "canonical_query": search.canonical.querystring(),
            "metadata": Metadata(self, request, search.heading, search.description),
        }


PositionManager = PageManager.from_queryset(PositionQuerySet)


class PositionPage(PositionBranchMixin, SharingMixin, Page):
    """One position: what it is, where, for whom, and how to apply.

    `closed_at`, `posted_date`, `source` and `external_id` are state of the position, not content
    of a revision: they are changed in the database at once, by `careers.positions.lifecycle` or
    the form, and no revision that is published later brings an older value back.
    """

    team = models.ForeignKey(
        "careers.TeamPage",
        verbose_name=_("team"),
        null=True,
        on_delete=models.PROTECT,
        related_name="positions",
    )
    workplace = models.CharField(
        _("workplace"), max_length=16, choices=Workplace, default=Workplace.ON_SITE
    )
    countries = CountryField(
        _("countries to work from"),
        multiple=True,
        blank=True,
        help_text=_("For remote positions: the countries from which candidates may work."),
    )
    pay_min = models.DecimalField(
        _("pay from"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pay_max = models.DecimalField(
        _("pay up to"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Leave empty for a single amount."),
    )
    pay_currency = models.CharField(_("currency"), max_length=3, blank=True)
    pay_period = models.CharField(_("period"), max_length=8, choices=PayPeriod, blank=True)
    posted_date = models.DateField(
        _("posted on"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: the day of publication. A change applies at once, to a published position too."
        ),
    )
    closing_date = models.DateField(
        _("closing date"),
        null=True,
        blank=True,
        help_text=_("The last day on which candidates can apply. Empty: open until you close it."),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    reference = models.CharField(
        _("reference"), max_length=64, blank=True, help_text=_("Your own number for this position.")
    )
    apply_url = models.URLField(
        _("address to apply at"),
        max_length=LONGEST_ADDRESS,
        blank=True,
        help_text=_("Empty: the address in the careers settings."),
    )
    source = models.CharField(_("source"), max_length=64, blank=True, editable=False)
    external_id = models.CharField(
        _("id in the source"), max_length=255, blank=True, editable=False
    )
    body = BodyField(
        "careers.blocks.catalogue.position_page_blocks",
        blank=True,
        verbose_name=_("description"),
        help_text=_("Sections stand beside the facts; all other parts follow below them."),
    )

    objects = PositionManager()

    posted_date_changed = False
    state_fields = ("closed_at", "posted_date", "source", "external_id")
    exclude_fields_in_copy = [*state_fields, "reference"]
    searched_fields = frozenset(
        {"title", "live", "team", "team_id", "workplace", "countries", "body"}
    )

    base_form_class = PositionPageForm
    template = "careers/pages/position_page.html"
    closed_template = "careers/pages/closed_position_page.html"
    preview_modes = [("open", _("Open")), (PREVIEW_CLOSED, _("Closed"))]
    parent_page_types = ["careers.PositionIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One position that candidates can apply for.")

    content_panels = POSITION_PANELS
    search_fields = [
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("reference"),
        index.RelatedFields("team", [index.SearchField("title")]),
        index.FilterField("team"),
        index.FilterField("closed_at"),
        index.FilterField("closing_date"),
        index.FilterField("posted_date"),
        index.FilterField("workplace"),
    ]

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
                name="careers_position_external_id",
            )
        ]
        indexes = [
            models.Index(fields=["-posted_date", "-page_ptr"], name="careers_position_newest")
        ]

    # State

    @property
    def is_open(self) -> bool:
        """Whether a candidate can apply now, as `PositionQuerySet.open()` says it."""
        return self.is_open_at(timezone.now())

    def is_open_at(self, now: datetime) -> bool:
        return (
            self.live
            and self.closed_at is None
            and not self.has_passed(now)
            and not self.get_view_restrictions().exists()
            and self.has_public_team
        )

    @property
    def has_public_team(self) -> bool:
        """Whether visitors may see the team, and so its positions."""
        team = self.team
        return team is not None and team.live and not team.get_view_restrictions().exists()

    def has_passed(self, now: datetime | None = None, days: LocalDays | None = None) -> bool:
        """Whether the closing date is over where the position is, at `now` or on known `days`."""
        if self.closing_date is None:
            return False
        return (days or LocalDays(now)).at(self.url_path) > self.closing_date

    @property
    def is_closed(self) -> bool:
        """Whether somebody has closed it, or its closing date is over while it is published."""
        return self.is_closed_on()

    def is_closed_on(self, days: LocalDays | None = None) -> bool:
        return self.closed_at is not None or (self.live and self.has_passed(days=days))

    @property
    def is_remote(self) -> bool:
        return self.workplace == Workplace.REMOTE

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if not self.searched_fields.isdisjoint(kwargs.get("update_fields") or self.searched_fields):
            index_positions(PositionPage.objects.filter(pk=self.pk))

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep the content as a revision, and a posted date that the form has changed at once."""
        revision: Revision = super().save_revision(*args, **kwargs)
        if self.posted_date_changed:
            PositionPage.objects.filter(pk=self.pk).update(posted_date=self.posted_date)
        return revision

    def with_content_json(self, content: dict[str, Any]) -> PositionPage:
        """The page with a revision's content, its state as it stands in the database.

        A team that was deleted since is replaced by the stored one.
        """
        stored = PositionPage.objects.filter(pk=self.pk).first() or self
        content = without_deleted(content, team=stored.team_id)
        page: PositionPage = super().with_content_json(content)
        for name in self.state_fields:
            setattr(page, name, getattr(stored, name))
        return page

    # What a template shows

    @property
    def locations(self) -> Sequence[Location]:
        """Where the position is, the most important place first, none of them twice."""
        chosen = (row.location for row in self.position_locations.all() if row.location_id)
        return list(dict.fromkeys(chosen))

    @property
    def types(self) -> Sequence[PositionType]:
        chosen = (row.position_type for row in self.position_types.all() if row.position_type_id)
        return list(dict.fromkeys(chosen))

    @property
    def pay(self) -> str:
        """The pay as the active language writes it, or "" where it is not given whole."""
        if self.pay_min is None or not self.pay_currency or not self.pay_period:
            return ""
        amount = format_pay(self.pay_min, self.pay_max, self.pay_currency)
        return gettext("%(amount)s %(period)s") % {
            "amount": amount,
            "period": self.get_pay_period_display(),
        }

    @property
    def workplace_description(self) -> str:
        """Where the work is done, and for a remote position from which countries."""
        workplace = str(self.get_workplace_display())
        if not self.is_remote or not self.countries:
            return workplace
        countries: Any = self.countries
        names = [country.name for country in countries]
        return gettext("%(workplace)s, from %(countries)s") % {
            "workplace": workplace,
            "countries": any_of(names),
        }

    @property
    def closed_on(self) -> Any:
        """The day on which it closed where it is, by hand or by its closing date."""
        if self.closed_at is None:
            return self.closing_date
        by_hand = LocalDays(self.closed_at).at(self.url_path)
        return min(by_hand, self.closing_date or by_hand)

    def pictures_to_share(self) -> Iterator[tuple[Any, str]]:
        yield from super().pictures_to_share()
        if self.team and self.team.hero_image:
            yield self.team.hero_image, self.team.hero_alt

    def similar(self, request: HttpRequest) -> list[PositionPage]:
        """Other open positions of the same list: of the same team first, then the newest."""
        others = SiteIndexes.of(request).all_open_positions().sibling_of(self, inclusive=False)
        newest = others.newest_first().for_rows()
        # A single query for both would have to sort all open positions.
        found = list(newest.filter(team=self.team_id)[:SIMILAR_POSITIONS])
        missing = SIMILAR_POSITIONS - len(found)
        return [*found, *newest.exclude(team=self.team_id)[:missing]] if missing else found

    # Serving

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        indexes = SiteIndexes.of(request)
        if self.team is None or not (self.team.live and indexes.is_public(self.team)):
            raise Http404
        if not self.is_closed_on(indexes.days):
            return super().serve(request, *args, **kwargs)
        response = TemplateResponse(
            request, self.closed_template, self.get_context(request, *args, **kwargs), status=410
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    @property
    def default_preview_mode(self) -> str:
        """What candidates see at this time."""
        return PREVIEW_CLOSED if self.is_closed else "open"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        template: str = super().get_preview_template(request, mode_name)
        return self.closed_template if mode_name == PREVIEW_CLOSED else template

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        if mode_name == PREVIEW_CLOSED:
            self.closed_at = self.closed_at or timezone.now()
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Made where it is shown: by then a site has fetched these with its other settings.
        employer = SimpleLazyObject(lambda: CareersSettings.for_request(request))
        load_images(self.body, page=self)
        parts = [block for block in self.body if isinstance(block.block, SectionBlock)]
        return super().get_context(request, *args, **kwargs) | {
            "employer": employer,
            "apply_address": SimpleLazyObject(lambda: employer.apply_address(self)),
            "description": [
                block for block in self.body if not isinstance(block.block, SectionBlock)
            ],
            "full_url": self.get_full_url(request),
            "index_page": self.get_parent(),
            "sections": sections(parts),
            "similar": position_rows(self.similar(request), request),
            "team_url": self.team.get_url(request) if self.team and self.team.live else "",
        }


class PositionLocation(Orderable):
    """A place where a position is offered."""

    position = ParentalKey(
        PositionPage, on_delete=models.CASCADE, related_name="position_locations"
    )
    location = models.ForeignKey(
        Location, verbose_name=_("location"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("location")]


class PositionPageType(Orderable):
    """A type that a position is of."""

    position = ParentalKey(PositionPage, on_delete=models.CASCADE, related_name="position_types")
    position_type = models.ForeignKey(
        PositionType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("position_type")]
