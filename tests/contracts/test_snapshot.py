"""The public API as it was promised: names, arguments, fields, hooks, events, commands and options only ever get more."""

from __future__ import annotations

import copy
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("snapshot_api", ROOT / "scripts" / "snapshot_api.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    return _script().snapshot()


def test_what_was_promised_is_kept(now: dict[str, Any]) -> None:
    """Something new is added with: python scripts/snapshot_api.py."""
    stored = json.loads((ROOT / "tests" / "contracts" / "public_api.json").read_text(encoding="utf-8"))
    assert len(stored) > 100
    assert _script().breaks(stored, now) == []


def _without(name: str, *path: str) -> Any:
    def change(api: dict[str, Any]) -> None:
        place = api[name] if path else api
        for step in path[:-1]:
            place = place[step]
        del place[path[-1] if path else name]

    return change


def _with(name: str, *path: str, value: Any) -> Any:
    def change(api: dict[str, Any]) -> None:
        place = api[name]
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without("beatreel.read_audio"), "beatreel.read_audio is gone"),
        (_without("beatreel.read_audio", "arguments", "mono"), "does not take mono"),
        (_with("beatreel.read_audio", "arguments", "more", value="required"), "requires a new argument, more"),
        (_with("beatreel.read_audio", "arguments", "mono", value="keyword required"), "now requires mono"),
        (_with("beatreel.read_audio", "arguments", "path", value="keyword required"), "by keyword only"),
        (_without("beatreel.Music", "members", "at"), "beatreel.Music.at is gone"),
        (_without("beatreel.Generator", "members", "animate", "music"), "animate does not take music"),
        (_without("beatreel.Scene", "fields", "prompt"), "no field prompt"),
        (_with("beatreel.Scene", "fields", "mood", value=True), "requires a new field, mood"),
        (_without("hook exported", "arguments", "logged"), "does not take logged"),
        (_without("event exported", "fields", "sha256"), "no field sha256"),
        (_without("command plugins check"), "command plugins check is gone"),
        (_with("command render", "options", value=["--prompt"]), "no option --seed"),
    ],
)
def test_what_would_break_is_named(now: dict[str, Any], change: Any, said: str) -> None:
    later = copy.deepcopy(now)
    change(later)
    assert any(said in sentence for sentence in _script().breaks(now, later))


def test_additions_break_nothing(now: dict[str, Any]) -> None:
    later = copy.deepcopy(now)
    later["beatreel.something_new"] = {"kind": "value"}
    later["beatreel.read_audio"]["arguments"]["more"] = "keyword optional"
    later["beatreel.Scene"]["fields"]["mood"] = False
    later["beatreel.Music"]["members"]["between"] = {"start": "required"}
    assert _script().breaks(now, later) == []
