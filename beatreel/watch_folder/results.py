"""What a watched folder shows people: films and status files under ``done``, refused songs with their reasons under ``rejected``."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from beatreel.watch_folder.claiming import clean_name
from beatreel.watch_folder.ledger import Known, Ledger
from beatreel.watch_folder.settling import signature_of


class Results:
    """The ``done`` and ``rejected`` folders of one watched folder.

    Parameters
    ----------
    root : Path
        The watched folder.
    out : Path, optional
        Where ``done`` and ``rejected`` lie; in the watched folder by default.
    """

    def __init__(self, root: Path, out: Path | None = None) -> None:
        self._root = os.fsencode(root)
        self.done = (out or root) / "done"
        self.rejected = (out or root) / "rejected"

    def film_folder(self, ledger: Ledger, path: bytes, version: int) -> Path:
        """Return where a version of a song gets its film: named like the song, unless another song has that name."""
        home = self.done / self._below(path)
        name = clean_name(os.path.basename(path))
        stem = name.rpartition(".")[0] or name
        suffix = f".v{version}" if version > 1 else ""
        for candidate in itertools.chain((stem, name), (f"{stem}-{number}" for number in range(2, 100_000))):
            folder = home / f"{candidate}{suffix}"
            if not ledger.taken(str(folder), path):
                return folder
        raise RuntimeError("thousands of songs of one name")

    def tell(self, known: Known, **facts: Any) -> None:
        """Write a song's status file; it replaces the earlier one whole, and is no reason to stop if it cannot be written."""
        name = clean_name(os.path.basename(known.path))
        status = {
            "song": os.fsdecode(known.path).encode(errors="backslashreplace").decode(),
            "sha256": known.sha256,
            "job": known.job_id,
            "version": known.version,
            "folder": known.folder,
            "updated": datetime.now(UTC).isoformat(timespec="seconds"),
            **facts,
        }
        stem = Path(known.folder).name.removesuffix(f".v{known.version}") if known.folder else name
        path = self.done / self._below(known.path) / f"{stem}.status.json"
        part = path.with_name(f".{path.name}.part")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(status, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            part.replace(path)

    def untell(self, known: Known) -> None:
        """Remove the status file of a song that goes to ``rejected``."""
        stem = Path(known.folder).name.removesuffix(f".v{known.version}") if known.folder else ""
        if stem:
            (self.done / self._below(known.path) / f"{stem}.status.json").unlink(missing_ok=True)

    def finish(self, known: Known, sidecar: bytes | None) -> None:
        """Move a song whose film is ready beside it, unless it changed meanwhile or is to stay."""
        self._move(known, sidecar, Path(known.folder))

    def refuse(
        self, known: Known, sidecar: bytes | None, message: str, hint: str | None, *, regular: bool = True
    ) -> None:
        """Move a song to ``rejected`` with a text beside it that says why and what to do."""
        home = self.rejected / self._below(known.path)
        home.mkdir(parents=True, exist_ok=True)
        moved = self._move(known, sidecar, home) if regular else None
        name = moved.name if moved else clean_name(os.path.basename(known.path))
        lines = [f"{name} was not made into a film.", "", f"Why:  {message}"]
        if hint:
            lines.append(f"Next: {hint}")
        text = "\n".join(lines) + "\n"
        (home / f"{name}.txt").write_text(text, encoding="utf-8", errors="backslashreplace")

    def _move(self, known: Known, sidecar: bytes | None, home: Path) -> Path | None:
        """Move the song and its sidecar, if the song is still the file that was claimed."""
        if known.keeps:
            return None
        try:
            if signature_of(os.lstat(known.path)) != known.signature[:4]:
                return None
        except OSError:
            return None
        home.mkdir(parents=True, exist_ok=True)
        target = _free_name(home, clean_name(os.path.basename(known.path)))
        shutil.move(os.fsdecode(known.path), target)
        if sidecar is not None:
            with contextlib.suppress(OSError):
                shutil.move(os.fsdecode(sidecar), _free_name(home, clean_name(os.path.basename(sidecar))))
        return target

    def _below(self, path: bytes) -> Path:
        """Return the sub-folder that a song lies in, with names made clean."""
        parts = os.path.relpath(os.path.dirname(path), self._root).split(os.sep.encode())
        return Path(*(clean_name(part) for part in parts if part not in (b".", b"")))


def _free_name(home: Path, name: str) -> Path:
    stem, dot, extension = name.rpartition(".")
    stem, extension = (stem, dot + extension) if dot else (name, "")
    path, number = home / name, 1
    while path.exists():
        number += 1
        path = home / f"{stem}-{number}{extension}"
    return path
