"""Hosts that the plugin is installed into, each a project of its own in projects/."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hosts.environment import host_environment

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.hosts)
            item.add_marker(pytest.mark.slow)
            # The plugin runs in other processes.
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def host_python() -> Path:
    return host_environment()
