"""Find what has changed on pages, and write a message of it for each endpoint.

What visitors see now is compared with what was reported last (`ReportedPage`). The cause of a
change doesn't matter, and neither does how often it is asked for: a message is written and the
state is noted in one transaction, by one process at a time. Signals ask for it at once, after the
commit of a change; the command `send_webhooks` asks for all pages, and so finds the rest: what
passed with a date, and what a process left behind when it died.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from careers.contrib.webhooks.endpoint import Endpoint
from careers.contrib.webhooks.fingerprints import are_comparable
from careers.contrib.webhooks.message import MAX_TITLE_LENGTH, Message
from careers.contrib.webhooks.page_states import PageFacts, PageState, page_states, visible_facts
from careers.contrib.webhooks.payloads import event_data, events_between, payload_text, subject_of
from careers.contrib.webhooks.reported_page import ReportedPage
from careers.contrib.webhooks.tasks import wake
from careers.core.database_features import write_or_replace

#: What visitors saw of a page when it was reported last, and what they see now.
Change = tuple[PageState | None, PageState | None]

CHUNK = 1000


def report(ids: Iterable[int]) -> int:
    """Write messages of what has happened to the pages, and return how many."""
    if not Endpoint.objects.exists():
        return 0
    return sum(_report(chunk) for chunk in _chunks(sorted(set(ids))))


def report_all() -> int:
    """Write messages of what has happened to any page, and return how many.

    Where a release compares more than the one before it did, all is taken for unchanged, once.
    """
    if not Endpoint.objects.exists():
        return 0
    written = 0
    for ids in _chunks(_all_ids()):
        before, after = _reported(ids), page_states(ids)
        if differing := [pk for pk in ids if before.get(pk) != after.get(pk)]:
            written += _report(differing, takes_over=True)
    return written


@transaction.atomic
def start_anew() -> None:
    """Take all pages for reported as they are: from here on, changes are reported."""
    ReportedPage.objects.all().delete()
    for ids in _chunks(_all_ids()):
        _note(page_states(ids))


@transaction.atomic
def _report(ids: Collection[int], *, takes_over: bool = False) -> int:
    # Lock before reading, so that a waiting transaction sees what the previous one has reported.
    endpoints = list(Endpoint.objects.select_for_update().order_by("pk"))
    before, after = _reported(ids), page_states(ids)
    changed = [pk for pk in ids if before.get(pk) != after.get(pk)]
    changes = [(before.get(pk), after.get(pk)) for pk in changed]
    if takes_over:
        changes = [change for change in changes if not _is_made_otherwise(*change)]
    messages = list(_messages(endpoints, changes))
    Message.objects.bulk_create(messages)
    _note({pk: after[pk] for pk in changed if pk in after})
    ReportedPage.objects.filter(pk__in=[pk for pk in changed if pk not in after]).delete()
    for endpoint in {message.endpoint_id for message in messages}:
        transaction.on_commit(partial(wake, endpoint), robust=True)
    return len(messages)


def _messages(endpoints: list[Endpoint], changes: list[Change]) -> Iterator[Message]:
    moment = timezone.now()
    teams = visible_facts(
        {state.facts.team for change in changes for state in change if state and state.facts.team}
    )
    for before, after in changes:
        for endpoint in endpoints:
            site = endpoint.site_id
            # A page that was moved to another site is gone for this one.
            here = _on_site(before, site), _on_site(after, site)
            state = here[1] or here[0]
            if state is None:
                continue
            data = event_data(*here, {pk: team for pk, team in teams.items() if site in team.sites})
            for event in events_between(*here):
                if event in endpoint.events:
                    yield Message(
                        endpoint=endpoint,
                        event=event,
                        subject=subject_of(state.facts),
                        title=state.facts.title[:MAX_TITLE_LENGTH],
                        payload=payload_text(event, moment, data),
                        created_at=moment,
                        next_attempt_at=moment,
                    )


def _on_site(state: PageState | None, site: int) -> PageState | None:
    return state if state and site in state.facts.sites else None


def _is_made_otherwise(before: PageState | None, after: PageState | None) -> bool:
    """Tell whether all that differs is what the fingerprint was made of."""
    return (
        before is not None
        and after is not None
        and not are_comparable(before.fingerprint, after.fingerprint)
        and (before.facts, before.is_open) == (after.facts, after.is_open)
    )


def _reported(ids: Collection[int]) -> dict[int, PageState]:
    return {
        page.page_id: PageState(PageFacts.from_json(page.facts), page.is_open, page.fingerprint)
        for page in ReportedPage.objects.filter(pk__in=ids)
    }


def _note(states: dict[int, PageState]) -> None:
    pages = [
        ReportedPage(
            page_id=pk,
            is_open=state.is_open,
            fingerprint=state.fingerprint,
            facts=state.facts.as_json(),
        )
        for pk, state in states.items()
    ]
    write_or_replace(ReportedPage, pages, "page_id", ["is_open", "fingerprint", "facts"])


def _all_ids() -> list[int]:
    pages = Page.objects.order_by().values_list("pk", flat=True)
    return sorted({*pages, *ReportedPage.objects.values_list("pk", flat=True)})


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
