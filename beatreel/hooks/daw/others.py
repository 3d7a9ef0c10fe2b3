"""Renoise (a tool with a menu entry), Audacity (export to an external program), LMMS (we have it render)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from beatreel.core.errors import UserInputError
from beatreel.hooks.daw.base import Daw, IniValue, OwnFile, Part, Place


def _renoise_parts(place: Place) -> Sequence[Part]:
    base = place.home / ".config" if place.system == "linux" and place.folder is None else place.config
    versions = [place.folder] if place.folder else sorted((base / "Renoise").glob("V*"))
    if not versions:
        raise UserInputError(
            f"Renoise was not started on this machine yet (there is no {base / 'Renoise'})",
            hint="Start Renoise once, or name its settings folder (such as V3.4.4) with --folder",
        )
    data = files("beatreel.hooks.daw") / "data"
    script = (data / "renoise.lua").read_text(encoding="utf-8")
    script = script.replace("@LAUNCHER@", str(place.launcher).replace("\\", "\\\\"))
    parts: list[Part] = []
    for version in versions:
        tool = Path(version) / "Scripts" / "Tools" / "org.beatreel.Film.xrnx"
        parts.append(OwnFile(tool / "main.lua", script))
        parts.append(OwnFile(tool / "manifest.xml", (data / "renoise.xml").read_text(encoding="utf-8")))
    return parts


RENOISE = Daw(
    name="renoise",
    title="Renoise 3",
    tier="fires",
    proven="Its Lua logic is tested with a Lua interpreter; it was not tried in Renoise itself.",
    parts=_renoise_parts,
    steps=("Start Renoise anew, then choose File → Render and make a film.",),
    notes=("Renders by Renoise's own dialog are not seen: use the menu entry, or watch their folder.",),
)


def _audacity_parts(place: Place) -> Sequence[Part]:
    folders = [place.folder] if place.folder else [place.config / "audacity", place.home / ".audacity-data"]
    found = [path for folder in folders if (path := Path(folder) / "audacity.cfg").is_file()]
    if not found:
        raise UserInputError(
            "Audacity was not started on this machine yet (no audacity.cfg was found)",
            hint="Start Audacity once and close it, or name the folder of audacity.cfg with --folder",
        )
    launcher = f'"{place.launcher}"' if " " in str(place.launcher) else str(place.launcher)
    value = f'{launcher} audacity "%f"'.replace("\\", "\\\\")
    if value.startswith('"'):
        value = f'"{value.replace(chr(34), chr(92) + chr(34))}"'
    return [IniValue(found[0], "FileFormats", "ExternalProgramExportCommand", value)]


AUDACITY = Daw(
    name="audacity",
    title="Audacity 3",
    tier="fires",
    proven="What it writes and the program that Audacity calls are tested; the export dialog was not.",
    parts=_audacity_parts,
    steps=(
        "Close Audacity before installing: it writes its settings when it closes.",
        "Then: File → Export Audio, choose “(external program)”, name the file with .wav, and export.",
    ),
)


def _nothing(place: Place) -> Sequence[Part]:
    return []


LMMS = Daw(
    name="lmms",
    title="LMMS",
    tier="drives",
    proven="A real render of LMMS 1.2 is part of our tests.",
    parts=_nothing,
    steps=('beatreel daw render lmms SONG.mmpz --prompt "…" renders the project and makes a film of it.',),
    notes=("LMMS calls nobody after an export by its menu; watch that folder instead.",),
)
