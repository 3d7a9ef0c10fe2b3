"""What lies in a watched folder: songs, and the files that belong to them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from beatreel.watch_folder.settling import Signature, signature_of

DONE, REJECTED = b"done", b"rejected"
RULES = b"beatreel.toml"
SONGS = frozenset(
    b".wav .wave .mp3 .m4a .aac .ogg .oga .opus .flac .aif .aiff .aifc .caf .wma .w64 .au .mp2 .ac3 .amr .ape .wv .tta"
    b" .mp4 .m4v .mov .mkv .webm .avi".split()
)
# What may lie beside songs without being one.
_COMPANIONS = frozenset(
    b".toml .txt .json .md .pdf .html .xml .csv .lrc .srt .vtt .ass .cue .mid .midi .log .ini .url .webloc .lnk .zip .m3u .m3u8"
    b" .jpg .jpeg .png .webp .gif .bmp .tif .tiff .heic .svg .psd .db .reapeaks .asd .rpp .als .flp .ardour .sfk .pk .peak .ovw".split()
)
_UNFINISHED = frozenset(
    b".part .partial .tmp .temp .crdownload .download .filepart .!ut .aria2 .swp .opdownload .beatreel".split()
)


@dataclass(frozen=True)
class Found:
    """A file that may be a song.

    Attributes
    ----------
    path : bytes
        As the file system has it; need not be text.
    signature : tuple of int
        Of the song and its sidecar.
    sidecar : bytes or None
    is_regular : bool
        False for links, pipes and devices.
    changed : float
        When its inode, or that of its sidecar, was changed last; seconds since the epoch.
    """

    path: bytes
    signature: Signature
    sidecar: bytes | None
    is_regular: bool
    changed: float


def scan(root: bytes, *, songs_only: bool) -> Iterator[Found]:
    """Return what lies in a folder and below it, but not in its ``done`` and ``rejected``.

    Parameters
    ----------
    root : bytes
    songs_only : bool
        Pass over files whose names are not those of songs, as in a folder that belongs to another program.

    Raises
    ------
    OSError
        If the folder itself cannot be read.
    """
    yield from _scan(root, songs_only, skip=(DONE, REJECTED))


def _scan(folder: bytes, songs_only: bool, skip: tuple[bytes, ...]) -> Iterator[Found]:
    with os.scandir(folder) as listing:
        entries = [entry for entry in listing if not entry.name.startswith(b".")]
    rules = {entry.name: entry for entry in entries if entry.name.endswith(b".toml")}
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in skip:
                    yield from _scan(entry.path, songs_only, ())
                continue
            if not _may_be_song(entry.name, songs_only):
                continue
            facts = entry.stat(follow_symlinks=False)
            sidecar = _sidecar(entry.name, rules) if rules else None
            signature = signature_of(facts)
            changed, path = facts.st_ctime, None
            if sidecar is not None:
                more = rules[sidecar].stat()
                signature += signature_of(more)
                changed, path = max(changed, more.st_ctime), os.path.join(folder, sidecar)
            yield Found(entry.path, signature, path, stat.S_ISREG(facts.st_mode), changed)
        except OSError:  # it went away, or may not be read just now; the next scan tells
            continue


def _may_be_song(name: bytes, songs_only: bool) -> bool:
    extension = os.path.splitext(name)[1].lower()
    if extension in SONGS:
        return not name.startswith(b"~$")
    if name.startswith(b"~$") or name.endswith(b"~") or extension in _UNFINISHED or name == b"Thumbs.db":
        return False
    return not songs_only and extension not in _COMPANIONS


def _sidecar(name: bytes, rules: dict[bytes, os.DirEntry[bytes]]) -> bytes | None:
    stem = os.path.splitext(name)[0]
    for candidate in (name + b".toml", stem + b".toml", stem + b".beatreel.toml"):
        if candidate in rules and candidate != RULES and rules[candidate].is_file(follow_symlinks=False):
            return candidate
    return None
