"""Stills that are still being painted, for people to see: a small picture in each take's folder, which goes when the still is there."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from beatreel.core.events import StillPreviewed
from beatreel.core.ports import Progress
from beatreel.engine.film import Film
from beatreel.engine.takes import SceneOrder, rough_of

_MOST = 60  # pictures of one still that are told of: the log is kept for good


class Roughs:
    """What painters have shown of their work during one run of a film.

    Parameters
    ----------
    film : Film
    sharing : mapping of str to sequence of SceneOrder
        Whose still is which.
    """

    def __init__(self, film: Film, sharing: Mapping[str, Sequence[SceneOrder]]) -> None:
        self._film = film
        self._sharing = sharing
        self._run = uuid.uuid4().hex[:8]
        self._fresh: dict[str, bytes] = {}
        self._count: dict[str, int] = {}

    def listen(self, keys: Sequence[str], progress: Progress) -> Progress:
        """Return a progress callback that takes pictures of stills, too; it is called in another thread."""
        return _Listener(progress, keys, self._fresh)

    def news(self) -> Iterator[StillPreviewed]:
        """Put what was shown since the last call where people find it, and tell of it."""
        while self._fresh:
            key, picture = self._fresh.popitem()
            number = self._count[key] = self._count.get(key, 0) + 1
            if number > _MOST:
                continue
            orders = self._sharing[key]
            paths = [rough_of(order.folder(self._film.folder)) for order in orders]
            for path in paths:
                _put(path, picture)
            yield StillPreviewed(
                job_id=self._film.job_id,
                fingerprint=key,
                picture_path=str(paths[0]),
                scenes=tuple(order.scene.index for order in orders),
                number=number,
                run=self._run,
            )

    def clear(self, *keys: str) -> None:
        """Take away the pictures of stills that are painted, or of all."""
        for key in keys or tuple(self._count):
            self._fresh.pop(key, None)
            for order in self._sharing[key]:
                _remove(rough_of(order.folder(self._film.folder)))


class _Listener:
    def __init__(self, progress: Progress, keys: Sequence[str], fresh: dict[str, bytes]) -> None:
        self._progress, self._keys, self._fresh = progress, keys, fresh

    def __call__(self, done: float, note: str = "") -> None:
        self._progress(done, note)

    def show(self, picture: bytes, which: int = 0) -> None:
        # Whatever a plugin shows, people's browsers get no more than a JPEG.
        if picture[:3] == b"\xff\xd8\xff" and 0 <= which < len(self._keys):
            self._fresh[self._keys[which]] = picture


def _put(path: Path, picture: bytes) -> None:
    """Replace a picture at once; that it outlives a power cut is worth no waiting for the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(picture)
    part.replace(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
