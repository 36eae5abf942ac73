"""The JSON of messages: small objects, by which a receiver finds what has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from careers.contrib.webhooks.events import Event
from careers.contrib.webhooks.page_states import PageFacts, PageState
from careers.core.moments import aware
from careers.core.representation.links import PageLinkJSON
from careers.core.representation.surrogate_keys import lists_of, page_key
from careers.models import PositionPage, TeamPage


def payload_text(event: str, moment: datetime, data: Mapping[str, Any]) -> str:
    """Return what is signed and sent."""
    document = {"type": event, "timestamp": aware(moment), "data": data}
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))


def events_between(before: PageState | None, after: PageState | None) -> list[Event]:
    """Return what has happened to a page."""
    state = after or before
    if state is None or before == after:
        return []
    if state.facts.model is TeamPage:
        return [Event.TEAM_CHANGED]
    if state.facts.model is not PositionPage:
        return [Event.PAGE_PUBLISHED if after else Event.PAGE_UNPUBLISHED]
    was_open, is_open = (each is not None and each.is_open for each in (before, after))
    opened = [Event.POSITION_OPENED] if is_open and not was_open else []
    closed = [Event.POSITION_CLOSED] if was_open and not is_open else []
    return [*opened, *closed, Event.POSITION_CHANGED]


def event_data(
    before: PageState | None, after: PageState | None, teams: Mapping[int, PageFacts]
) -> dict[str, Any]:
    """Return the `data` of what has happened to a page: as it is now, or as it was last seen.

    `teams` are those that visitors see, by id.
    """
    known = [state for state in (after, before) if state is not None]
    facts = known[0].facts
    data: dict[str, Any] = {"page": page_link(facts), "is_live": after is not None}
    if facts.model is PositionPage:
        team = teams.get(facts.team) if facts.team else None
        data["is_open"] = after is not None and after.is_open
        data["team"] = page_link(team) if team else None
    return data | {"surrogate_keys": surrogate_keys([state.facts for state in known])}


def page_link(facts: PageFacts) -> PageLinkJSON:
    """Return the small object by which the API names a page, also for one that is gone."""
    page = facts.page
    parts = page.get_url_parts()
    return {
        "type": facts.type,
        "id": facts.id,
        "translation_key": facts.translation_key,
        "locale": facts.locale,
        "title": facts.title,
        "slug": facts.slug,
        "path": (parts and parts[2]) or "",
        "url": page.get_full_url() or "",
    }


def surrogate_keys(states: list[PageFacts]) -> list[str]:
    """Return the names of all that may be another now, for a page that was `states`.

    They are those by which the read API says what its answers show (`Surrogate-Key`).
    A position that has another team concerns both.
    """
    keys: list[str] = []
    for facts in states:
        team = [page_key(facts.team)] if facts.team else []
        keys += [page_key(facts.id), *team, *lists_of(facts.model._meta.label)]
    return list(dict.fromkeys(keys))


def subject_of(facts: PageFacts) -> str:
    """Return what a message is about; of one subject, all are sent in their order."""
    return page_key(facts.id)
