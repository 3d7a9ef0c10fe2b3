"""The near end of :mod:`beatreel.intake.forker`: files are looked into at a hundredth of what a fresh process costs."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

_T = TypeVar("_T")
_START_SECONDS = 60.0
_TURN = 5.0  # seconds that the process may take to fork, or to tell of an end


class ForkerGoneError(Exception):
    """The process is gone, or does not answer; a new one, or a fresh child, has to do."""


class Forker:
    """Has files looked into, one after the other.

    Parameters
    ----------
    environment : mapping
        Of the process.
    longest : int
        Bytes of an answer.
    niceness : int
        How far it lets other processes go first.
    """

    def __init__(self, environment: Mapping[str, str], longest: int, niceness: int = 0) -> None:
        self._longest = longest
        self.niceness = niceness
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "beatreel.intake.forker", str(niceness)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(environment),
            )
        self._line.settimeout(_START_SECONDS)
        self._is_ready = False

    def ask(self, request: dict[str, Any], descriptor: int, seconds: float) -> tuple[bytes, int]:
        """Return what a child said about an open file, and how it ended.

        Parameters
        ----------
        request : dict
        descriptor : int
        seconds : float
            After which the child is ended.

        Raises
        ------
        ForkerGoneError
        """
        with self._lock:
            ours, theirs = os.pipe()
            try:
                if not self._is_ready:
                    self._told(bytes)
                    self._is_ready = True
                    self._line.settimeout(_TURN)
                try:
                    socket.send_fds(self._line, [json.dumps(request).encode()], [descriptor, theirs])
                except OSError as error:
                    raise ForkerGoneError(str(error)) from error
                finally:
                    os.close(theirs)
                pid = self._told(int)
                said = self._listen(ours, pid, seconds)
                return said, self._told(int)
            finally:
                os.close(ours)

    def _told(self, kind: Callable[[bytes], _T]) -> _T:
        try:
            message = self._line.recv(64)
        except OSError as error:
            raise ForkerGoneError(str(error)) from error
        if not message:
            raise ForkerGoneError("it ended")
        return kind(message)

    def _listen(self, pipe: int, pid: int, seconds: float) -> bytes:
        """Read until the child is silent for good or its time is over; then it is ended, with all that it may have started."""
        said, left = bytearray(), self._longest
        deadline = time.monotonic() + seconds
        while left > 0 and (patience := deadline - time.monotonic()) > 0:
            if not select.select([pipe], [], [], patience)[0]:
                continue
            piece = os.read(pipe, min(left, 1 << 16))
            if not piece:
                return bytes(said)
            said += piece
            left -= len(piece)
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(pid, signal.SIGKILL)
        return bytes(said)

    def close(self) -> None:
        """End the process."""
        self._line.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
