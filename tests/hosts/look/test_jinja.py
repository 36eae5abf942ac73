"""The pages in a host whose templates are Jinja2's."""

from __future__ import annotations

from tests.hosts.look.rules import LookRules


class TestJinja(LookRules):
    project = "jinja"
