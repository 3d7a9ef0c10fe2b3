"""What a worker process knows: its settings and, from the first use on, its plugins."""

from __future__ import annotations

from functools import cache

from beatreel.core.config import Settings
from beatreel.core.styles import look_in
from beatreel.hooks.manager import PluginManager

_settings: Settings | None = None


def configure(settings: Settings) -> None:
    """Set this process's settings, before its first task."""
    global _settings
    _settings = settings
    look_in(settings.styles.folders)
    plugins.cache_clear()


def settings() -> Settings:
    """Return this process's settings."""
    return _settings or Settings()


@cache
def plugins() -> PluginManager:
    """Return this process's plugins, loading them once."""
    return PluginManager.load(_settings.plugins if _settings else None)
