"""Check the newest drafts of pages before they are published without the editor's form.

The rules are those of the form's Publish button: a draft may leave required fields empty and
sections of its body incomplete. Only pages with a body of the plugin are checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.models import Page, Revision

from careers.core.block_errors import first_reason
from careers.core.local_dates import LocalDates
from careers.facts.problems import own_problems
from careers.fields import BodyField
from careers.models import PositionPage
from careers.positions.validation import problems_of


class FailedCheck(NamedTuple):
    """A page that can't be published yet, the label of what is wrong, and why, for an editor."""

    page: Page
    label: str
    reason: str

    @property
    def sentence(self) -> str:
        return gettext("“%(page)s” can't be published yet. %(label)s: %(reason)s") % {
            "page": self.page.get_admin_display_title(),
            "label": self.label,
            "reason": self.reason,
        }


def has_body(model: type[Page]) -> bool:
    return bool(_bodies(model))


def failed_check(page: Page, draft: Page) -> FailedCheck | None:
    """Return the first problem of `draft`, which is to replace `page` as the database has it."""
    # Wagtail registers snippets, which blocks choose, with the admin's addresses: too late for a
    # command that publishes.
    get_resolver().url_patterns  # noqa: B018
    return next(_failures(page, draft, LocalDates()), None)


class PublishChecks:
    """Check the newest revisions of `pages`, which are specific, as the database has them.

    This takes a fixed number of queries for all of them, and more for objects that bodies refer to.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = [page for page in pages if has_body(type(page))]
        newest = [page.latest_revision_id for page in self.pages if page.latest_revision_id]
        self._revisions = Revision.objects.in_bulk(newest)

    def failures(self) -> Iterator[FailedCheck]:
        """Yield the pages that can't be published yet, each with the first problem."""
        for page in self.pages:
            if failure := next(_failures(page, self._draft(page), self._dates), None):
                yield failure

    def _draft(self, page: Page) -> Page:
        revision = self._revisions.get(page.latest_revision_id)
        if revision is None:
            return page
        # Checking that related objects still exist would take queries for each page.
        return type(page).from_serializable_data(revision.content, check_fks=False)

    @cached_property
    def _dates(self) -> LocalDates:
        return LocalDates()


def _failures(page: Page, draft: Page, dates: LocalDates) -> Iterator[FailedCheck]:
    for name, reason in _field_problems(page, draft, dates):
        label = str(capfirst(draft._meta.get_field(name).verbose_name))
        yield FailedCheck(page, label, str(reason))
    for label, reason in own_problems(draft):
        yield FailedCheck(page, label, reason)
    for field in _bodies(type(page)):
        # A copy, since blocks that were looked at are saved in another form.
        body = field.to_python(field.value_to_string(draft))
        for label, reason in _body_problems(field, body):
            yield FailedCheck(page, label, reason)


def _field_problems(page: Page, draft: Page, dates: LocalDates) -> Iterator[tuple[str, Any]]:
    values = {field.name: field.value_from_object(draft) for field in _fields(draft)}
    for name, field in page.get_edit_handler().get_form_class().base_fields.items():
        if field.required and name in values and values[name] in field.empty_values:
            yield name, field.error_messages["required"]
    if isinstance(page, PositionPage):
        values |= {name: getattr(page, name) for name in page.state_fields}
        published_closing_date = page.closing_date if page.live else None
        yield from problems_of(values, dates.at(page.url_path), published_closing_date)


def _fields(page: Page) -> list[Any]:
    """Return the fields of `page` that are not bodies."""
    return [field for field in page._meta.concrete_fields if not isinstance(field, BodyField)]


def _bodies(model: type[Page]) -> list[BodyField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, BodyField)]


def _body_problems(field: BodyField, body: Any) -> Iterator[tuple[str, str]]:
    try:
        field.stream_block.clean(body)
    except ValidationError as error:
        for index in getattr(error, "block_errors", {}):
            yield str(body[index].block.label), first_reason(error)
            return
        yield str(capfirst(field.verbose_name)), first_reason(error)
