"""Files that are either whole or not there, and their hashes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_known: dict[Path, tuple[tuple[int, ...], str]] = {}  # file → its state when it was read, and its hash then
_MANY = 20_000  # files that are remembered


def known_sha256(path: Path) -> str:
    """Return what :func:`sha256_of` does, without reading a file again that is as this process saw it last.

    As it was means: same file, size, and times of its last change to the nanosecond. Bytes that decayed on the disk are not seen, so
    a fresh process reads everything once.
    """
    state = _state(path)
    found = _known.get(path)
    if found is not None and found[0] == state:
        return found[1]
    sha256 = sha256_of(path)
    _remember(path, state, sha256)
    return sha256


def note_sha256(path: Path, sha256: str) -> None:
    """Spare :func:`known_sha256` the reading of a file that was just made, whose hash whoever made it has told."""
    with contextlib.suppress(OSError):  # whoever needs it finds out that it is gone
        _remember(path, _state(path), sha256)


def _remember(path: Path, state: tuple[int, ...], sha256: str) -> None:
    if len(_known) >= _MANY:
        _known.clear()
    _known[path] = state, sha256


def _state(path: Path) -> tuple[int, ...]:
    now = path.stat()
    return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to; it takes the name ``path`` only when the block succeeds.

    After the block the bytes and the name are on the disk, or, when it raised, neither is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")  # no process id: what a killed run left is written over by the next
    try:
        yield part
        sync(part)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sweep_parts(folder: Path) -> None:
    """Remove what killed runs left half written; only for whoever is sure to be the only writer."""
    for part in folder.rglob("*.part"):
        with contextlib.suppress(OSError):
            part.unlink()


def write_json(path: Path, data: Any) -> None:
    """Write readable JSON, whole or not at all."""
    with whole_file(path) as part:
        part.write_text(
            json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", errors="backslashreplace"
        )


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says that no space is left."""
    seen = 0
    while error is not None and seen < 20:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, sqlite3.OperationalError) and "disk is full" in str(error):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def sync(path: Path) -> None:
    """Ask the disk to keep a file or folder across a power cut."""
    if os.name == "nt" and path.is_dir():  # Windows cannot open folders; there a rename is durable without it
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
