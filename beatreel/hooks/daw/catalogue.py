"""All workstations that beatreel knows, and finding one by name."""

from __future__ import annotations

import difflib

from beatreel.core.errors import UserInputError
from beatreel.hooks.daw.ardour import ARDOUR
from beatreel.hooks.daw.base import Daw
from beatreel.hooks.daw.folders import FOLDER_DAWS
from beatreel.hooks.daw.others import AUDACITY, LMMS, RENOISE
from beatreel.hooks.daw.reaper import REAPER

DAWS: tuple[Daw, ...] = (ARDOUR, REAPER, RENOISE, AUDACITY, LMMS, *FOLDER_DAWS)


def find(name: str) -> Daw:
    """Return a workstation by its name.

    Raises
    ------
    UserInputError
    """
    for daw in DAWS:
        if daw.name == name.lower():
            return daw
    names = [daw.name for daw in DAWS]
    near = difflib.get_close_matches(name.lower(), names, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(names)}"
    raise UserInputError(
        f"beatreel knows no “{name}”", hint=f"{hint} Any other program: export into a folder and watch it"
    )
