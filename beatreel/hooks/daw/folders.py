"""Programs that call nobody after an export: they export into a folder that ``beatreel watch`` looks after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from beatreel.hooks.daw.base import Daw, OwnFile, Part, Place

_RULES = """# What songs in this folder become; see: beatreel watch --help
prompt = ""           # such as: "a neon alley in the rain, cold blue light, slow push forward"
# style = ""
# platforms = ["reels", "tiktok", "shorts", "canvas"]
originals = "keep"    # exports stay where they are
"""


def export_folder(title: str, place: Place) -> Path:
    """Return the folder that is set up for a program."""
    return place.folder or place.home / "Music" / "beatreel" / title


def _parts(title: str, place: Place) -> Sequence[Part]:
    return [OwnFile(export_folder(title, place) / "beatreel.toml", _RULES, once=True)]


def _daw(name: str, title: str, *steps: str, notes: Sequence[str] = ()) -> Daw:
    return Daw(
        name=name,
        title=title,
        tier="folder",
        proven="Any program that writes a file will do; this one calls nobody after an export.",
        parts=partial(_parts, title),
        steps=(
            *steps,
            "Have the folder watched: beatreel watch FOLDER, or for always: beatreel service install --watch FOLDER",
        ),
        notes=notes,
    )


FOLDER_DAWS = (
    _daw("live", "Ableton Live", "File → Export Audio/Video, and save into the folder."),
    _daw(
        "logic",
        "Logic Pro",
        "File → Bounce → Project or Section, and choose the folder.",
        notes=("Or watch the Bounces folder of your project with: beatreel watch --keep FOLDER",),
    ),
    _daw("cubase", "Cubase, Nuendo", "File → Export → Audio Mixdown, and choose the folder as path."),
    _daw("studio-one", "Studio One", "Song → Export Mixdown, and choose the folder as location."),
    _daw("fl", "FL Studio", "File → Export → WAV, and save into the folder."),
    _daw("bitwig", "Bitwig Studio", "File → Export Audio, and choose the folder."),
    _daw("pro-tools", "Pro Tools", "File → Bounce Mix, and choose the folder as directory."),
)
