"""A first look at plugins that others wrote, in a process of its own: one that ends, crashes or hangs while it is loaded is left out.

Loading runs a plugin's code in the engine, the Studio and every worker; what raises there is easy to survive, what ends the
process is not. Each plugin is therefore loaded once elsewhere, whenever its file or package changed; what came of it is kept in the
user's cache folder.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty

from platformdirs import user_cache_path

from beatreel._version import __version__
from beatreel.hooks.asking import asked

PATIENCE = 60.0  # seconds that one plugin may take to load
_MOST = 500  # outcomes that are kept


@dataclass(frozen=True)
class Suspect:
    """A plugin before its first load.

    Attributes
    ----------
    name : str
    where : str
        Path of its file, or name of its module.
    stamp : str
        Changes with its code.
    """

    name: str
    where: str
    stamp: str

    @property
    def key(self) -> str:
        """What an outcome is kept by."""
        return f"{__version__}|{sys.version.split()[0]}|{sys.prefix}|{self.where}|{self.stamp}"


def suspect_file(path: Path) -> Suspect:
    """Describe a single-file plugin."""
    return Suspect(path.stem, str(path), _stamp(path))


def suspect_package(point: importlib.metadata.EntryPoint) -> Suspect:
    """Describe an installed plugin, without importing it."""
    stamps = [point.dist.version if point.dist else ""]
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(point.module.partition(".")[0])
        if spec is not None and spec.origin:
            stamps.append(_stamp(Path(spec.origin)))
    return Suspect(point.name, point.module, "/".join(stamps))


def probe(suspects: Sequence[Suspect]) -> dict[str, str]:
    """Return, for each plugin that must not be loaded here, why.

    Parameters
    ----------
    suspects : sequence of Suspect

    Returns
    -------
    dict of str to str
        By name. Those that merely raise are not in it: loading them here tells more.
    """
    if not suspects:
        return {}
    path = user_cache_path("beatreel") / "plugins.json"
    known = _read(path)
    waiting = [suspect for suspect in suspects if suspect.key not in known]
    if waiting:
        while waiting:
            done, fault = _try(waiting)
            known |= {suspect.key: "" for suspect in waiting[:done]}
            if fault and done < len(waiting):
                known[waiting[done].key] = fault
                done += 1
            waiting = waiting[done:]
        _write(path, known)
    return {suspect.name: known[suspect.key] for suspect in suspects if known[suspect.key]}


def _try(suspects: Sequence[Suspect]) -> tuple[int, str]:
    """Load plugins one after the other elsewhere; return how many came through, and what the next one did."""
    done = 0
    question = json.dumps([(suspect.name, suspect.where) for suspect in suspects])
    with asked("beatreel.hooks.probe_main", question=question) as process:
        while done < len(suspects):
            try:
                line = process.answers.get(timeout=PATIENCE)
            except Empty:
                return done, f"it took longer than {PATIENCE:.0f} s to load"
            if not line:
                return done, f"it ended the process that loaded it ({process.how_it_ended()})"
            done += 1
    return done, ""


def _stamp(path: Path) -> str:
    with contextlib.suppress(OSError):
        facts = path.stat()
        return f"{facts.st_mtime_ns}/{facts.st_size}"
    return ""


def _read(path: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(known, dict):
            return {str(key): str(fault) for key, fault in known.items()}
    return {}


def _write(path: Path, known: dict[str, str]) -> None:
    """Keep the outcomes; where that is not possible, the next process looks again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{threading.get_native_id()}.part")
        part.write_text(json.dumps(dict(list(known.items())[-_MOST:])), encoding="utf-8")
        part.replace(path)
