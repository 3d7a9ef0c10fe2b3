"""Taking a song: its bytes are copied while they are hashed, through one open file, into a place of our own.

All later work uses that copy, so whatever happens to the dropped file afterwards cannot tear a film. The copy is not forced to the
disk: until the job is over the dropped file is still there, and its hash is known.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from beatreel.watch_folder.scan import Found
from beatreel.watch_folder.settling import Settling, open_without_risk, signature_of

_PIECE = 1 << 20
_ABANDONED = 3600.0  # seconds after which a copy that no job knows is removed
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120  # bytes of a name of ours


@dataclass(frozen=True)
class Copy:
    """A song in our own place.

    Attributes
    ----------
    path : Path
    sha256 : str
    """

    path: Path
    sha256: str


def clean_name(name: bytes) -> str:
    """Return a name that every file system, page and program takes, as close to the given one as possible."""
    text = _FORBIDDEN.sub("_", os.fsdecode(name)).strip().rstrip(".")
    stem, dot, extension = text.rpartition(".")
    if not dot or len(extension) > 10:
        stem, dot, extension = text, "", ""
    while len(stem.encode()) > _LONGEST:
        stem = stem[:-1]
    text = f"{stem}{dot}{extension}".lstrip("-") or "song"
    return f"_{text}" if _DEVICES.fullmatch(text) or text.startswith(".") else text


def take(found: Found, settling: Settling, place: Path) -> Copy | None:
    """Copy a song that has rested, or return None if it turns out to change still.

    Parameters
    ----------
    found : Found
    settling : Settling
    place : Path
        Our own folder for songs.

    Raises
    ------
    OSError
        If it cannot be read, or there is no room for the copy.
    """
    descriptor = open_without_risk(found.path)
    try:
        before = signature_of(os.fstat(descriptor))
        if before != found.signature[:4] or not settling.is_free(found.path, descriptor):
            return None
        place.mkdir(parents=True, exist_ok=True)
        part = place / f".{os.getpid()}-{hashlib.sha256(found.path).hexdigest()[:16]}.part"
        try:
            digest = _copy(descriptor, part)
            if signature_of(os.fstat(descriptor)) != before or not settling.is_free(found.path, descriptor):
                return None
            target = place / digest[:32] / clean_name(os.path.basename(found.path))
            target.parent.mkdir(exist_ok=True)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    finally:
        os.close(descriptor)
    return Copy(target, digest)


def _copy(descriptor: int, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb", buffering=0) as stream:
        while piece := os.read(descriptor, _PIECE):
            digest.update(piece)
            stream.write(piece)
    return digest.hexdigest()


def sweep(place: Path, in_use: set[str]) -> None:
    """Remove copies that no job knows: a crash between copying and entering leaves them."""
    if not place.is_dir():
        return
    for path in place.iterdir():
        if path.name in in_use or time.time() - path.stat().st_mtime < _ABANDONED:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
