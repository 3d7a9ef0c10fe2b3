"""Ardour 6 to 9 and Mixbus: an export format with a command that runs after the export, and a preset that uses it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import quoteattr

from beatreel.core.errors import UserInputError
from beatreel.hooks.daw.base import Daw, OwnFile, Part, Place

PRESET_ID = "5b4b7c9e-3a1f-4d7e-9c52-be47e3170002"


def config_folders(place: Place) -> list[Path]:
    """Return the settings folders of the versions that were started on this machine."""
    if place.folder is not None:
        return [place.folder]
    names = [
        f"{name}{number}" for name in ("ardour", "Ardour", "mixbus", "Mixbus", "mixbus32c-") for number in range(6, 13)
    ]
    return [path for name in names if (path := place.config / name).is_dir()]


def _parts(place: Place) -> Sequence[Part]:
    folders = config_folders(place)
    if not folders:
        raise UserInputError(
            f"No Ardour was started on this machine yet (nothing in {place.config})",
            hint="Start Ardour once, or name its settings folder with --folder",
        )
    # Ardour cuts the command at spaces unless a backslash stands before them; %f is one argument whatever is in it.
    launcher = str(place.launcher).replace("\\", "\\\\").replace(" ", "\\ ")
    form = (files("beatreel.hooks.daw") / "data" / "beatreel.format").read_text(encoding="utf-8")
    preset = (files("beatreel.hooks.daw") / "data" / "beatreel.preset").read_text(encoding="utf-8")
    parts: list[Part] = []
    for folder in folders:
        text = form.replace('"@COMMAND@"', quoteattr(f"{launcher} ardour %f"))
        parts.append(OwnFile(folder / "export" / "beatreel.format", text))
        parts.append(OwnFile(folder / "export" / "beatreel.preset", preset))
    return parts


ARDOUR = Daw(
    name="ardour",
    title="Ardour, Mixbus",
    tier="fires",
    proven="A real headless export of Ardour 7 fires it in our tests.",
    parts=_parts,
    steps=(
        "In Ardour: Session → Export → Export to Audio Files, and choose the preset “WAV and a film”.",
        "Or, with an export preset of your own, choose the format “WAV 24 bit, then a film” in it.",
    ),
)
