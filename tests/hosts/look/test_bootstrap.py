"""The pages in a host made with Bootstrap 5."""

from __future__ import annotations

from tests.hosts.look.rules import LookRules


class TestBootstrap(LookRules):
    project = "bootstrap"
