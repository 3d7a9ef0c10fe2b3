"""Hooks, events and protocols as plugins know them. A change here is a change of the public contract: only ever add."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

import beatreel
from beatreel.core.events import BUILTIN_EVENTS
from beatreel.hooks.specs import EventSpecs, ProviderSpecs

PROVIDER_HOOKS = {
    "configure",
    "register_analyzers",
    "register_events",
    "register_exporters",
    "register_generators",
    "register_reactions",
}

EVENTS = {
    "job_submitted": {"job_id", "song_path", "prompt"},
    "audio_validated": {"job_id", "song"},
    "audio_rejected": {"job_id", "song_path", "reason", "message", "hint"},
    "beats_detected": {
        "job_id",
        "analysis_path",
        "tempo",
        "beat_count",
        "bar_count",
        "segment_count",
        "duration",
        "analyzer",
    },
    "storyboard_planned": {"job_id", "storyboard_path", "scene_count", "still_count", "frame_count"},
    "still_previewed": {"job_id", "fingerprint", "picture_path", "scenes", "number"},
    "still_painted": {"job_id", "fingerprint", "picture_path", "scenes"},
    "scene_generated": {
        "job_id",
        "index",
        "fingerprint",
        "take",
        "clip_paths",
        "sha256",
        "first_frame",
        "frame_count",
        "still_path",
    },
    "work_lost": {"job_id", "work", "scenes", "attempt", "message", "machine", "output", "loss"},
    "work_printed": {"job_id", "work", "scenes", "machine", "output", "number", "run"},
    "storyboard_edited": {"job_id", "edit", "kind", "title", "scenes", "scene_count"},
    "master_rendered": {
        "job_id",
        "fingerprint",
        "path",
        "sha256",
        "frame_count",
        "duration",
        "width",
        "height",
        "max_cut_error",
    },
    "exported": {"job_id", "fingerprint", "deliverable", "sha256"},
    "job_completed": {"job_id", "folder", "files"},
    "job_failed": {"job_id", "stage", "message", "hint", "attempt"},
    "plugin_failed": {"job_id", "plugin", "hook", "message", "count"},
}

METHODS = {
    ("Analyzer", "analyze"): ["song", "*", "progress"],
    ("Generator", "paint"): ["scene", "spec", "*", "params", "seed", "references", "folder", "progress"],
    ("Generator", "animate"): [
        "still",
        "scene",
        "spec",
        "*",
        "params",
        "music",
        "seed",
        "first_frame",
        "frame_count",
        "progress",
    ],
    ("Exporter", "export"): ["master", "analysis", "*", "destination", "progress"],
    ("Master", "deliver"): ["platform", "destination", "*", "start_scene", "end_scene", "notes", "overlay", "progress"],
    ("Master", "deliver_loop"): ["platform", "destination", "*", "composed", "notes", "progress"],
}


def _hooks(specs: type) -> dict[str, list[str]]:
    return {
        name: list(inspect.signature(function).parameters)[1:]
        for name, function in vars(specs).items()
        if inspect.isfunction(function) and not name.startswith("_")
    }


def test_provider_hooks() -> None:
    found = _hooks(ProviderSpecs)
    assert found.keys() >= PROVIDER_HOOKS
    assert all(found[name] == ([] if name != "configure" else ["options"]) for name in PROVIDER_HOOKS)


def test_every_event_is_a_hook_but_plugin_failed() -> None:
    found = _hooks(EventSpecs)
    assert set(found) == set(EVENTS) - {"plugin_failed"}
    assert all(arguments == ["event", "logged"] for arguments in found.values())


def test_events_have_at_least_the_fields_of_version_one() -> None:
    kinds = {kind.name: kind for kind in BUILTIN_EVENTS}
    assert set(kinds) == set(EVENTS)
    for name, fields in EVENTS.items():
        assert set(kinds[name].model_fields) >= fields, name


def test_fields_added_later_must_have_defaults() -> None:
    for kind in BUILTIN_EVENTS:
        added = {name: field for name, field in kind.model_fields.items() if name not in EVENTS[kind.name]}
        assert not [name for name, field in added.items() if field.is_required()], kind.name


@pytest.mark.parametrize(("protocol", "method"), METHODS)
def test_methods_of_protocols(protocol: str, method: str) -> None:
    function: Any = getattr(getattr(beatreel, protocol), method)
    arguments: list[str] = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in arguments:
            arguments.append("*")
        arguments.append(name)
    assert arguments == METHODS[protocol, method]


@pytest.mark.parametrize("specs", [ProviderSpecs, EventSpecs])
def test_every_hook_says_since_when(specs: type) -> None:
    for name in _hooks(specs):
        assert "Since" in (getattr(specs, name).__doc__ or ""), name
