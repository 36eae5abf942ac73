"""The pages in a host made with Tailwind 4 and its preflight."""

from __future__ import annotations

from tests.hosts.look.rules import LookRules


class TestTailwind(LookRules):
    project = "tailwind"
