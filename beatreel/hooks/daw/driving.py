"""Having a DAW render a project from the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from beatreel.core.errors import MediaError, UserInputError

_LONGEST = 3600.0  # seconds for one render


def render_project(name: str, project: Path, song: Path) -> None:
    """Render a project into a WAV file.

    Parameters
    ----------
    name : str
        ``lmms``.
    project : Path
    song : Path
        Written whole or not at all.

    Raises
    ------
    UserInputError
        If the program is not installed or cannot be driven.
    MediaError
        If it does not render.
    """
    if name != "lmms":
        raise UserInputError(
            f"“{name}” cannot be driven from here", hint="Only lmms can; for others: beatreel daw list"
        )
    program = shutil.which("lmms")
    if program is None:
        raise UserInputError("LMMS is not installed", hint="Install it, such as with: apt install lmms")
    part = song.with_name(f".{song.stem}.part.wav")
    root = ["--allowroot"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    words = [program, *root, "render", str(project.absolute()), "-o", str(part.absolute()), "-f", "wav", "-s", "44100"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}  # it needs no screen
    try:
        done = subprocess.run(
            words, env=environment, capture_output=True, text=True, errors="replace", timeout=_LONGEST, check=False
        )
        if not part.is_file() or part.stat().st_size < 1000:
            last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            raise MediaError(f"LMMS did not render {project.name}: {last or 'no reason given'}", hint="Open it in LMMS")
        part.replace(song)
    except subprocess.TimeoutExpired as error:
        raise MediaError(f"LMMS did not finish {project.name} in an hour", hint="Open it in LMMS") from error
    finally:
        part.unlink(missing_ok=True)
