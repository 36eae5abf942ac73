"""The pages in a host whose sheet styles elements, with a theme that a visitor switches."""

from __future__ import annotations

from tests.hosts.look.rules import LookRules


class TestOldSheet(LookRules):
    project = "old_sheet"
