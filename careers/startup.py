"""Register receivers, checks and blocks once all models are loaded."""

from __future__ import annotations

from django.apps import apps
from wagtail.models import ReferenceIndex

import careers.blocks.catalogue
import careers.blocks.snippet_previews
import careers.checks.blocks
import careers.checks.content
import careers.checks.databases
import careers.checks.installation
import careers.checks.names
import careers.checks.own_facts
import careers.checks.page_types
import careers.checks.plugin_settings
import careers.checks.settings_lines
import careers.checks.static_files
import careers.checks.template_settings
import careers.checks.templates
import careers.kept.writes
import careers.news.feed_images
import careers.positions.lifecycle.later_copies
import careers.positions.lifecycle.page_signals
import careers.positions.lifecycle.posted_date
import careers.positions.lifecycle.shared_state
import careers.search.signal_handlers
import careers.teams.team_signals  # noqa: F401
from careers.facts.panels import add_own_panels
from careers.fields import BodyField
from careers.front_end.page_urls import lead_to_front_ends
from careers.front_end.preview_frame import preview_pages_at_front_ends
from careers.guards.deletion import guard_deletion
from careers.guards.publication import guard_publication
from careers.image_library.image_model import watch_avatars, watch_image_model
from careers.image_library.rendition_signals import watch_uses
from careers.models import CareersSettings, NewsItem, Person, PositionPage, TeamPage
from careers.positions.host_tools import hide_from_host_tools


def start() -> None:
    make_blocks()
    for page_model in (PositionPage, TeamPage):
        add_own_panels(page_model)
    lead_to_front_ends()
    hide_from_host_tools()
    preview_pages_at_front_ends()
    watch_image_model()
    watch_avatars()
    guard_deletion()
    guard_publication()
    # Wagtail registers snippets with the admin's addresses, too late for a command that saves
    # them, and settings never.
    for model in (Person, NewsItem, CareersSettings):
        ReferenceIndex.register_model(model)
    watch_uses()


def make_blocks() -> None:
    """Make the blocks of all bodies now, in the same order in every process.

    Wagtail names a block's preview by the order in which blocks are made.
    """
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, BodyField):
                field.stream_block  # noqa: B018
