"""What workers on other machines print and log while they make a film: told on the bus, with the scenes that they were at."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Iterator
from typing import Any

from beatreel.core.events import WorkPrinted
from beatreel.core.ports import Progress

_MOST = 1_000_000  # characters of one run of a film that are told: the log is kept for good
_ENOUGH = "… more was printed than the log keeps; the rest is on stderr only\n"

_About = tuple[str, tuple[int, ...], str]


class Printed:
    """What was printed during one run of a film.

    Parameters
    ----------
    job_id : str
    """

    def __init__(self, job_id: str) -> None:
        self._job_id = job_id
        self._run = uuid.uuid4().hex[:8]
        self._fresh: deque[tuple[_About, str]] = deque()
        self._number = 0
        self._left = _MOST

    def listen(self, work: str, scenes: tuple[int, ...], progress: Progress) -> Progress:
        """Return a progress callback that takes what is printed, too; it is called in another thread.

        Parameters
        ----------
        work : str
            ``"still"`` or ``"clip"``.
        scenes : tuple of int
            Indices.
        """
        return _Listener(progress, work, scenes, self._fresh)

    def news(self) -> Iterator[WorkPrinted]:
        """Tell of what was printed since the last call, one event for each piece of work."""
        found: dict[_About, str] = {}
        while self._fresh:
            about, text = self._fresh.popleft()
            found[about] = found.get(about, "") + text
        for (work, scenes, machine), text in found.items():
            if self._left <= 0:
                return
            told = text if len(text) < self._left else text[: self._left] + _ENOUGH
            self._left -= len(text)
            self._number += 1
            yield WorkPrinted(
                job_id=self._job_id,
                work=work,
                scenes=scenes,
                machine=machine,
                output=told,
                number=self._number,
                run=self._run,
            )


class _Listener:
    def __init__(
        self, progress: Progress, work: str, scenes: tuple[int, ...], fresh: deque[tuple[_About, str]]
    ) -> None:
        self._progress, self._work, self._scenes, self._fresh = progress, work, scenes, fresh
        self.show: Any = getattr(progress, "show", None)

    def __call__(self, done: float, note: str = "") -> None:
        self._progress(done, note)

    def printed(self, text: str, machine: str) -> None:
        self._fresh.append(((self._work, self._scenes, machine), text))
