"""Trying a hook: what a DAW hands over must arrive in the queue. It happens in folders of its own; nothing of yours is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatreel.core.errors import MediaError, UserInputError

if TYPE_CHECKING:
    from beatreel.hooks.daw.base import Daw, Place

_PATIENCE = 60.0  # seconds in which the file must be in the queue
_SESSION = """
AudioEngine:set_backend("None (Dummy)", "", "")
assert(AudioEngine:start() == 0)
local session = create_session("{folder}", "My Song", 48000)
assert(session)
session:new_audio_track(2, 2, nil, 1, "a", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
session:save_state("")
local export = session:simple_export()
export:set_name("My Song")
assert(export:set_preset("{preset}"))
export:set_range(0, 48000 * 5)
assert(export:check_outputs())
assert(export:run_export())
session:save_state("")
close_session()
quit()
"""


def try_hook(daw: Daw, place: Place, environment: dict[str, str]) -> str:
    """Install a hook in a scratch folder, have a file exported, and wait until it is in a queue of the scratch folder's own.

    Returns
    -------
    str
        What was proven.

    Raises
    ------
    UserInputError, MediaError
    """
    if daw.tier != "fires":
        raise UserInputError(
            f"There is nothing to try for {daw.title}",
            hint="Drop any export into the watched folder, or see: beatreel daw list",
        )
    scratch = Path(tempfile.mkdtemp(prefix="beatreel hook "))  # with spaces, as people's folders have them
    try:
        own = {**environment, "BEATREEL_DATA_DIR": str(scratch / "data"), "BEATREEL_SERVICE__START_ON_DEMAND": "false"}
        launcher = _launcher(scratch, own)
        place = replace(place, launcher=launcher)
        return _ardour(scratch, place, own) if daw.name == "ardour" else _handed_over(daw, scratch, launcher, own)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _launcher(scratch: Path, environment: dict[str, str]) -> Path:
    from beatreel.engine.units import command
    from beatreel.hooks.daw.launcher import launcher_path, launcher_text

    path = launcher_path(scratch / "data", sys.platform)
    path.parent.mkdir(parents=True)
    path.write_text(launcher_text(command(), environment, path.with_name("hooks.log"), sys.platform), encoding="utf-8")
    path.chmod(0o755)
    return path


def _ardour(scratch: Path, place: Place, environment: dict[str, str]) -> str:
    from beatreel.hooks.daw.ardour import ARDOUR, PRESET_ID
    from beatreel.hooks.daw.installing import Installer

    program = next((found for number in range(12, 5, -1) if (found := shutil.which(f"ardour{number}-lua"))), None)
    if program is None:
        raise UserInputError(
            "Ardour's command-line program is not installed", hint="Install it, such as with: apt install ardour"
        )
    version = Path(program).name.removesuffix("-lua")
    folder = scratch / "config" / version
    folder.mkdir(parents=True)
    Installer(scratch / "installed.json", replace(place, folder=folder)).install(ARDOUR)
    script = scratch / "export.lua"
    script.write_text(_SESSION.format(folder=scratch / "session", preset=PRESET_ID), encoding="utf-8")
    begun = time.monotonic()
    done = subprocess.run(
        [program, str(script)],
        env={**os.environ, "XDG_CONFIG_HOME": str(scratch / "config"), "HOME": str(scratch)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )
    took = time.monotonic() - begun
    song = scratch / "session" / "export" / "My Song.wav"
    if not song.is_file():
        raise MediaError(
            f"Ardour did not export: {done.stdout[-300:]} {done.stderr[-300:]}", hint="Start Ardour once by hand"
        )
    job = _wait(scratch, environment, song)
    return f"{version} exported a session in {took:.1f} s, and its file is in the queue (job {job}). The hook works."


def _handed_over(daw: Daw, scratch: Path, launcher: Path, environment: dict[str, str]) -> str:
    song = scratch / "my song.wav"
    with wave.open(str(song), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(8000)
        stream.writeframes(bytes(16000))
    sound = song.read_bytes()
    if daw.name == "audacity":
        song.unlink()
    begun = time.monotonic()
    subprocess.run([str(launcher), daw.name, str(song)], input=sound, check=True, timeout=30)
    took = time.monotonic() - begun
    job = _wait(scratch, environment, song)
    return (
        f"A file that was handed over as {daw.title} does it is in the queue (job {job}); the hook returned after"
        f" {took * 1000:.0f} ms. {daw.proven}"
    )


def _wait(scratch: Path, environment: dict[str, str], song: Path) -> str:
    from beatreel.core.jobs import JobStore

    deadline = time.monotonic() + _PATIENCE
    path = Path(environment["BEATREEL_DATA_DIR"]) / "beatreel.db"
    while time.monotonic() < deadline:
        if path.is_file():
            with JobStore(path) as store:
                for record in store.jobs():
                    if Path(record.recipe["song_path"]) == song:
                        return record.id
        time.sleep(0.1)
    log = scratch / "data" / "hooks" / "hooks.log"
    said = log.read_text(errors="replace")[-500:] if log.is_file() else "it was not called"
    raise MediaError(
        f"The file did not arrive in the queue: {said}", hint="Install the hook again: beatreel daw install"
    )
