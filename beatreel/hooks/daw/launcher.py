"""The small program that DAWs call: it hands a file to ``beatreel submit`` in the background and returns at once.

A DAW may wait for the command that it runs after an export, so nothing may take time here. Called as ``launcher SOURCE FILE
[CORRECTIONS]``; what happens is in ``hooks.log`` in the data folder.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path


def launcher_path(data_dir: Path, system: str) -> Path:
    """Return where the launcher lies."""
    return data_dir / "hooks" / ("beatreel-hook.cmd" if system == "win32" else "beatreel-hook")


def launcher_text(command: Sequence[str], environment: Mapping[str, str], log: Path, system: str) -> str:
    """Return the launcher for this machine.

    Parameters
    ----------
    command : sequence of str
        How beatreel is called.
    environment : mapping
        Variables that choose the data folder and the settings.
    log : Path
    system : str
    """
    if system == "win32":
        sets = "".join(f'set "{name}={value}"\r\n' for name, value in environment.items())
        call = " ".join(f'"{word}"' for word in command)
        return (
            f'@echo off\r\n{sets}set "more="\r\nif not "%~3"=="" set more=--corrections "%~3"\r\n'
            f'start "" /b cmd /c "{call} submit --source "%~1" %more% -- "%~2" >> "{log}" 2>&1"\r\nexit /b 0\r\n'
        )
    sets = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in environment.items())
    call = " ".join(map(shlex.quote, command))
    return f"""#!/bin/sh
# Written by “beatreel daw install”. Called as: beatreel-hook SOURCE FILE [CORRECTIONS]
{sets}source_name=$1 file=$2 corrections=$3
unset LD_LIBRARY_PATH LD_PRELOAD
if [ "$source_name" = audacity ]; then cat > "$file" || exit 1; fi  # Audacity hands the sound over on stdin
set -- submit --source "$source_name"
[ -n "$corrections" ] && set -- "$@" --corrections "$corrections"
{{ echo "$(date +%Y-%m-%dT%H:%M:%S) $source_name $file"; }} >> {shlex.quote(str(log))} 2>/dev/null
nohup {call} "$@" -- "$file" >> {shlex.quote(str(log))} 2>&1 < /dev/null &
exit 0
"""
