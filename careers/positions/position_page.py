from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.models import Page, PageManager, Revision
from wagtail.search import index

from careers.core.anchors import sections
from careers.core.careers_settings import CareersSettings, careers_settings
from careers.core.formatting import any_of, format_pay
from careers.core.images import load_images
from careers.core.local_dates import LocalDates, local_dates
from careers.core.metadata import MetadataMixin
from careers.core.privacy import hidden_paths, is_public
from careers.core.section_block import SectionBlock
from careers.core.translatable_fields import CopiedField, OwnField
from careers.core.translations import is_multilingual
from careers.core.url_validation import MAX_URL_LENGTH, is_web_url
from careers.directory.location import Location
from careers.directory.position_type import PositionType
from careers.facts.fact import Fact
from careers.facts.shown_facts import ShownFact, shown_facts
from careers.fields import BodyField
from careers.kept.facts import kept
from careers.positions.api_fields import POSITION_API_FIELDS
from careers.positions.choices import PayPeriod, Workplace
from careers.positions.copied_relations import lead_to_copies
from careers.positions.forms import PositionPageForm
from careers.positions.open_and_closed import below, closed_on, is_closed, is_open
from careers.positions.panels import POSITION_PANELS
from careers.positions.permissions import PositionPermissionsMixin
from careers.positions.querysets import PositionQuerySet
from careers.positions.representation import PositionJSON, represent_position
from careers.positions.revision_content import without_deleted
from careers.positions.rows import PositionRow, position_rows

MAX_SIMILAR_POSITIONS = 3
PREVIEW_CLOSED = "closed"


PositionManager = PageManager.from_queryset(PositionQuerySet)


class PositionPage(PositionPermissionsMixin, MetadataMixin, Page):
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
        max_length=MAX_URL_LENGTH,
        blank=True,
        help_text=_("Empty: the address in the careers settings."),
    )
    source = models.CharField(_("source"), max_length=64, blank=True, editable=False)
    external_id = models.CharField(
        _("id in the source"), max_length=255, blank=True, editable=False
    )
    body = BodyField(
        blank=True,
        verbose_name=_("description"),
        help_text=_("The blocks “Section” stand beside the facts; all other blocks follow below."),
    )

    #: The locale, once more in this table: an id in a source is unique within a language.
    identity_locale = models.BigIntegerField(null=True, editable=False)

    objects = PositionManager()

    posted_date_changed = False
    state_fields = ("closed_at", "posted_date", "source", "external_id")
    exclude_fields_in_copy = [*state_fields, "reference"]
    #: What all translations of a position have in common.
    shared_fields = (*state_fields, "closing_date")
    override_translatable_fields = [
        OwnField("posted_date"),
        OwnField("closing_date"),
        CopiedField("team"),
        CopiedField("pay_currency"),
        CopiedField("reference"),
    ]

    #: Facts that are made of its own fields; those of hosts are made of theirs.
    facts: ClassVar[Sequence[Fact]] = ()
    facts_of = "position"
    api_schema = PositionJSON
    base_form_class = PositionPageForm
    may_be_kept = True
    query_parameters: tuple[str, ...] = ()
    template = "careers/pages/position_page.html"
    closed_template = "careers/pages/closed_position_page.html"
    preview_modes = [("open", _("Open")), (PREVIEW_CLOSED, _("Closed"))]
    parent_page_types = ["careers.PositionIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One position that candidates can apply for.")

    content_panels = POSITION_PANELS
    api_fields = [*MetadataMixin.api_fields, *POSITION_API_FIELDS]
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
                fields=["source", "external_id", "identity_locale"],
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
        """Whether a candidate can apply now."""
        return self.is_open_at(timezone.now())

    def is_open_at(self, now: datetime) -> bool:
        return is_open(self, LocalDates(now))

    @property
    def has_public_team(self) -> bool:
        """Whether visitors may see the team, and so its positions."""
        team = self.team
        return team is not None and team.live and not team.get_view_restrictions().exists()

    @property
    def is_closed(self) -> bool:
        """Whether somebody has closed it, or it is live and its closing date has passed."""
        return is_closed(self, LocalDates())

    @property
    def closed_on(self) -> date | None:
        """The day on which it closed where it is, by hand or by its closing date."""
        return closed_on(self)

    @property
    def is_remote(self) -> bool:
        return self.workplace == Workplace.REMOTE

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page with its rows of locations and types, or nothing."""
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep the content as a revision, and a posted date that the form has changed at once."""
        revision: Revision = super().save_revision(*args, **kwargs)
        if self.posted_date_changed:
            PositionPage.objects.filter(pk=self.pk).update(posted_date=self.posted_date)
        return revision

    def with_content_json(self, content: dict[str, Any]) -> PositionPage:
        """Return the page with a revision's content, and with its stored state.

        The stored team replaces one that was deleted since.
        """
        stored = PositionPage.objects.filter(pk=self.pk).first() or self
        content = without_deleted(content, team=stored.team_id)
        page: PositionPage = super().with_content_json(content)
        for name in self.state_fields:
            setattr(page, name, getattr(stored, name))
        if is_multilingual():
            lead_to_copies(page)
        return page

    # What a template shows

    @property
    def locations(self) -> Sequence[Location]:
        """Where the position is, the most important location first, none of them twice."""
        chosen = (row.location for row in self.position_locations.all() if row.location_id)
        return list(dict.fromkeys(chosen))

    @property
    def types(self) -> Sequence[PositionType]:
        chosen = (row.position_type for row in self.position_types.all() if row.position_type_id)
        return list(dict.fromkeys(chosen))

    @property
    def pay(self) -> str:
        """The pay in the active language, or "" where it is incomplete."""
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
    def shown_facts(self) -> list[ShownFact]:
        """The facts besides those that the template knows by name."""
        return shown_facts(self, "position")

    def apply_address(self, settings: CareersSettings) -> str:
        """Return where to apply: a web address, a `mailto:` link, or "".

        A draft may hold an address that isn't one, or runs a script: it leads nowhere. The
        `settings` of the site hold the address for positions without one of their own.
        """
        if self.apply_url:
            return self.apply_url if is_web_url(self.apply_url) else ""
        if settings.apply_url:
            return settings.apply_url
        if not settings.apply_email:
            return ""
        subject = urlencode({"subject": self.title}, quote_via=quote)
        return f"mailto:{settings.apply_email}?{subject}"

    def images_to_share(self) -> Iterator[tuple[Any, str]]:
        yield from super().images_to_share()
        if self.team and self.team.hero_image:
            yield self.team.hero_image, self.team.hero_alt

    def similar(self, request: HttpRequest | None) -> list[PositionPage]:
        """Return other open positions of the same list, those of the same team first."""
        others = PositionPage.objects.open_for(request).sibling_of(self, inclusive=False)
        newest = others.newest_first().for_rows()
        # A single query for both would have to sort all open positions.
        similar = list(newest.filter(team=self.team_id)[:MAX_SIMILAR_POSITIONS])
        missing = MAX_SIMILAR_POSITIONS - len(similar)
        return [*similar, *newest.exclude(team=self.team_id)[:missing]] if missing else similar

    # Serving

    def is_for_visitors(self, request: HttpRequest) -> bool:
        """Tell whether visitors may see the page, open or closed, once it is live."""
        return self.team is not None and self.team.live and is_public(self.team, request)

    def is_for_sitemaps(self, request: HttpRequest | None) -> bool:
        return (
            super().is_for_sitemaps(request)
            and not is_closed(self, local_dates(request))
            and self.team_id in _findable_teams(request)
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        if not self.is_for_visitors(request):
            raise Http404
        if not is_closed(self, local_dates(request)):
            return super().serve(request, *args, **kwargs)
        response = TemplateResponse(
            request, self.closed_template, self.get_context(request, *args, **kwargs), status=410
        )
        response["X-Robots-Tag"] = "noindex"
        return response

    @property
    def default_preview_mode(self) -> str:
        """The mode that shows what candidates see now."""
        return PREVIEW_CLOSED if self.is_closed else "open"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        template: str = super().get_preview_template(request, mode_name)
        return self.closed_template if mode_name == PREVIEW_CLOSED else template

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        self.apply_preview_mode(mode_name)
        return super().get_preview_context(request, mode_name)

    def apply_preview_mode(self, mode_name: str) -> None:
        """Make it what the mode shows, as if it had been closed or reopened."""
        if mode_name == PREVIEW_CLOSED:
            self.closed_at = self.closed_at or timezone.now()
            return
        self.closed_at = None
        if self.is_closed:  # its closing date has passed
            self.closing_date = None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # Made where it is shown: by then a site has fetched these with its other settings.
        employer: Any = SimpleLazyObject(lambda: careers_settings(request))
        load_images(self.body, page=self)
        section_blocks = [block for block in self.body if isinstance(block.block, SectionBlock)]
        return super().get_context(request, *args, **kwargs) | {
            "employer": employer,
            "apply_address": SimpleLazyObject(lambda: self.apply_address(employer)),
            "description": [
                block for block in self.body if not isinstance(block.block, SectionBlock)
            ],
            "full_url": self.get_full_url(request),
            "index_page": self.get_parent(),
            "sections": sections(section_blocks),
            "similar": _similar_rows(request, self),
            "team_url": self.team.get_url(request) if self.team and self.team.live else "",
        }

    def get_api_representation(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any]:
        return represent_position(self, request, context, PositionPage.objects.all())


@kept
def _similar_rows(request: HttpRequest | None, position: PositionPage) -> list[PositionRow]:
    return position_rows(position.similar(request), request)


@kept
def _findable_teams(request: HttpRequest | None) -> frozenset[int]:
    """Return the keys of the teams with positions that everybody may read."""
    hidden = below("team__path", hidden_paths(request))
    teams = PositionPage.objects.filter(team__live=True).exclude(hidden)
    return frozenset(teams.order_by().values_list("team", flat=True).distinct())
