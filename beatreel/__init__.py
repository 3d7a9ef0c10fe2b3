"""The front door: all that a plugin may import.

Names are loaded when they are first used, so ``import beatreel`` stays cheap. Everything listed in ``__all__`` is public
and only added to within a major version; everything else is private.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from beatreel._version import __version__ as __version__

if TYPE_CHECKING:
    from beatreel.core.errors import (
        AnalysisError as AnalysisError,
    )

_WHERE = {
    "beatreel.core.analysis": ("Analysis", "EnergyCurves", "HookWindow", "KeyMoment", "Segment"),
    "beatreel.core.errors": (
        "AnalysisError",
        "AudioRejectedError",
        "BeatreelError",
        "ConfigError",
        "ExportError",
        "GenerationError",
        "JobCancelledError",
        "MediaError",
        "PluginError",
        "UserInputError",
    ),
    "beatreel.core.events": (
        "AudioRejected",
        "AudioValidated",
        "BeatsDetected",
        "Event",
        "Exported",
        "JobCompleted",
        "JobFailed",
        "JobSubmitted",
        "LoggedEvent",
        "MasterRendered",
        "PluginFailed",
        "SceneGenerated",
        "StillPainted",
        "StillPreviewed",
        "StoryboardEdited",
        "StoryboardPlanned",
        "WorkLost",
        "WorkPrinted",
    ),
    "beatreel.core.model": ("Advice", "Deliverable", "LoopWindow", "Scene", "Song", "Still", "Storyboard", "VideoSpec"),
    "beatreel.core.movement": ("CAMERA_WORDS", "moves_in", "shots_in"),
    "beatreel.core.music": ("Moment", "Music"),
    "beatreel.core.pipeline": ("FilmView", "Reaction"),
    "beatreel.core.platform": ("Finding", "PlatformSpec", "SafeZone", "Source"),
    "beatreel.core.ports": (
        "Analyzer",
        "Exporter",
        "Generator",
        "Master",
        "NoParams",
        "Progress",
        "Resources",
    ),
    "beatreel.core.styles": ("Look", "Style", "all_styles", "style_of"),
    "beatreel.core.timing": ("frame_count", "frame_to_seconds", "seconds_to_frame"),
    "beatreel.core.value": ("Value",),
    "beatreel.core.wording": ("VOCABULARY", "Word", "phrases", "plain", "read_words"),
    "beatreel.hooks.markers": ("hookimpl",),
    "beatreel.hooks.outside": ("OutsideGenerator",),
    "beatreel.media.decode": ("audio_pieces", "read_audio"),
}
_HOME = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(["__version__", *_HOME])


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'beatreel' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
