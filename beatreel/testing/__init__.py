"""For authors of plugins: songs whose truth is known, stand-ins for what the engine hands over, and conformance checks.

Public like the front door: names listed here are only added to within a major version.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "beatreel.testing.checks.subject": ("Check", "Subject"),
    "beatreel.testing.conformance": (
        "check_analyzer",
        "check_animating",
        "check_cancelling",
        "check_exporter",
        "check_generator",
        "check_identity",
        "check_light_import",
        "check_listener",
        "check_painting",
        "check_parameters",
        "check_reaction",
        "check_reports",
        "check_silence",
        "checks_of",
    ),
    "beatreel.testing.events": ("make_event", "make_logged"),
    "beatreel.testing.fakes": ("FakeMaster", "RecordedProgress", "make_scene", "make_storyboard", "silent_progress"),
    "beatreel.testing.recorder": ("EventRecorder",),
    "beatreel.testing.songs": ("SyntheticSong", "make_song"),
    "beatreel.testing.suites": ("AnalyzerSuite", "ExporterSuite", "GeneratorSuite", "ListenerSuite", "ReactionSuite"),
}
_HOME = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'beatreel.testing' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
