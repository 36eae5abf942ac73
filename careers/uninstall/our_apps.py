"""The plugin's apps that a host has installed."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps


def our_apps() -> list[AppConfig]:
    """Return `careers` and those of `careers.contrib`, the optional ones first."""
    ours = [config for config in apps.get_app_configs() if is_ours(config.name)]
    return sorted(ours, key=lambda config: (config.name == "careers", config.name))


def our_labels() -> list[str]:
    return [config.label for config in our_apps()]


def our_models() -> list[type[Any]]:
    return [
        model for config in our_apps() for model in config.get_models(include_auto_created=True)
    ]


def is_ours(path: str) -> bool:
    """Tell whether a dotted path leads into the plugin."""
    return path == "careers" or path.startswith("careers.")
