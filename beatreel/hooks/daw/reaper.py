"""REAPER 6.68 or newer: a script that is started with REAPER and watches for finished renders."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from beatreel.core.errors import UserInputError
from beatreel.hooks.daw.base import Block, Daw, OwnFile, Part, Place

_START = "__startup.lua"  # REAPER runs this script when it starts


def _folder(place: Place) -> Path:
    if place.folder is not None:
        return place.folder
    base = place.home / "Library" / "Application Support" if place.system == "darwin" else place.config
    return base / "REAPER"


def _parts(place: Place) -> Sequence[Part]:
    folder = _folder(place)
    if not folder.is_dir():
        raise UserInputError(
            f"REAPER was not started on this machine yet (there is no {folder})",
            hint="Start REAPER once, or name its resource folder with --folder",
        )
    script = folder / "Scripts" / "beatreel_render.lua"
    text = (files("beatreel.hooks.daw") / "data" / "reaper.lua").read_text(encoding="utf-8")
    text = text.replace("@LAUNCHER@", _lua(place.launcher)).replace("@FOLDER@", _lua(place.launcher.parent))
    call = f'local beatreel = loadfile("{_lua(script)}"); if beatreel then pcall(beatreel) end'
    return [OwnFile(script, text), Block(folder / "Scripts" / _START, call, "--")]


def _lua(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace('"', '\\"')


REAPER = Daw(
    name="reaper",
    title="REAPER 6.68 or newer",
    tier="fires",
    proven="Its Lua logic is tested with a Lua interpreter; it was not tried in REAPER itself.",
    parts=_parts,
    steps=(
        "Start REAPER anew. From then on every finished render becomes a film.",
        "Tick “Automatically close when finished” in the render window: the film begins when that window closes.",
    ),
    notes=("Tempo and regions go along when the whole project is rendered.",),
)
