"""The pages in a project that `wagtail start` has made."""

from __future__ import annotations

from tests.hosts.look.rules import LookRules


class TestWagtailStart(LookRules):
    project = "wagtail_start"
