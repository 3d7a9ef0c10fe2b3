"""Files that let a system run the service for months: units for ``systemd --user`` and a file for containers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from beatreel.core.config import Settings


def command() -> list[str]:
    """Return how this beatreel is called, by absolute path: services inherit no PATH."""
    beside = Path(sys.executable).with_name("beatreel")
    found = str(beside) if beside.is_file() else shutil.which("beatreel")
    return [found] if found else [sys.executable, "-P", "-m", "beatreel"]


def unit_folder() -> Path:
    """Return where ``systemd --user`` looks for a user's own units."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "systemd" / "user"


def service_unit(settings: Settings) -> str:
    """Return the unit of the service."""
    return _unit("beatreel.service", ["service", "run", "--keep", "--quiet"], settings, writable=[])


def watch_unit(settings: Settings, folders: Sequence[Path], arguments: Sequence[str] = ()) -> str:
    """Return the unit of the watcher of some folders."""
    roots = [folder.expanduser().absolute() for folder in folders]
    words = ["watch", "--quiet", *arguments, *map(str, roots)]
    return _unit("beatreel-watch.service", words, settings, writable=roots)


def container_file() -> str:
    """Return the container file."""
    return (files("beatreel.engine") / "data" / "Containerfile").read_text(encoding="utf-8")


def _unit(name: str, words: Sequence[str], settings: Settings, writable: Sequence[Path]) -> str:
    template = (files("beatreel.engine") / "data" / name).read_text(encoding="utf-8")
    places = [settings.data_dir, settings.cache_dir, settings.runtime_dir, *writable]
    return template.replace("@COMMAND@", " ".join(_quoted(word) for word in [*command(), *words])).replace(
        "@ENVIRONMENT@",
        "\n".join(
            f"Environment={_quoted(f'{variable}={value}')}"
            for variable, value in (
                ("BEATREEL_DATA_DIR", places[0]),
                ("BEATREEL_CACHE_DIR", places[1]),
                ("BEATREEL_RUNTIME_DIR", places[2]),
            )
        ),
    )


def _quoted(word: str) -> str:
    """Quote a word for a unit file, where % and $ have meanings of their own."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"' if not text or any(letter in " \t'\"\\;" for letter in text) else text
