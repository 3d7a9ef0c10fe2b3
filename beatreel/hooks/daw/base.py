"""What a hook is made of: files to write, lines to add to a user's file, and what the user has to do himself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Tier = Literal["fires", "drives", "folder"]


@dataclass(frozen=True)
class OwnFile:
    """A file that is all ours.

    Attributes
    ----------
    path : Path
    text : str
    is_program : bool
        May be run.
    once : bool
        Written only where there is none: the user goes on with it.
    """

    path: Path
    text: str
    is_program: bool = False
    once: bool = False


@dataclass(frozen=True)
class Block:
    """Lines within a file of the user, between two marks.

    Attributes
    ----------
    path : Path
    text : str
    comment : str
        How a line comment begins in that file.
    """

    path: Path
    text: str
    comment: str


@dataclass(frozen=True)
class IniValue:
    """One value in a configuration file of the program.

    Attributes
    ----------
    path : Path
    section, key, value : str
    """

    path: Path
    section: str
    key: str
    value: str


Part = OwnFile | Block | IniValue


@dataclass(frozen=True)
class Place:
    """Where things are on this machine.

    Attributes
    ----------
    home : Path
    config : Path
        Where programs keep their settings.
    system : str
        ``linux``, ``darwin`` or ``win32``.
    launcher : Path
        Our small program that hooks call: it hands a file in and returns at once.
    folder : Path or None
        A folder that the user named.
    """

    home: Path
    config: Path
    system: str
    launcher: Path
    folder: Path | None = None

    @classmethod
    def here(cls, launcher: Path, folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Place:
        """Return this machine's."""
        home = Path.home()
        if sys.platform == "win32":
            config = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        elif sys.platform == "darwin":
            config = home / "Library" / "Preferences"
        else:
            config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        return cls(home, config, sys.platform, launcher, folder)


@dataclass(frozen=True)
class Daw:
    """A workstation and what can be done for it.

    Attributes
    ----------
    name : str
        What commands take.
    title : str
    tier : {"fires", "drives", "folder"}
    proven : str
        What was really tried, in one sentence.
    parts : callable (Place) -> sequence of Part
        Raises UserInputError where the program is not there.
    steps : sequence of str
        What the user does once, after installing.
    notes : sequence of str
        Limits worth knowing.
    """

    name: str
    title: str
    tier: Tier
    proven: str
    parts: Callable[[Place], Sequence[Part]]
    steps: Sequence[str]
    notes: Sequence[str] = field(default_factory=tuple)
