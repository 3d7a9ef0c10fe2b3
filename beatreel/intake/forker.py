"""A process that has loaded the decoders once and forks a capped child for each file: ``python -P -m beatreel.intake.forker``.

It parses nothing from outside itself; a second of its own noise, looked into once, has the libraries load what they load late. Standard
input is a socket; a message on it is a request as for :mod:`beatreel.intake.child`, with two open files: the one to look into, and
a pipe for the answer. It tells the child's process id, and how the child ended; then comes the next.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
import tempfile
from typing import Any

from beatreel.intake import child

_LONGEST_REQUEST = 1 << 16
_RATE = 44_100


def main() -> None:
    """Serve until the other end closes."""
    line = socket.socket(fileno=0)
    os.nice(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    for kind in ("song", "picture"):
        child.load(kind)
    line.send(b"ready")
    is_warm = False
    while True:
        request, files, _, _ = socket.recv_fds(line, _LONGEST_REQUEST, 2)
        if not request:
            return
        if not is_warm:
            _warm_up({**json.loads(request)["rules"], "min_duration": 0})
            gc.freeze()  # what is there already stays shared with the children
            is_warm = True
        pid = os.fork()
        if pid == 0:
            _be_child(line, json.loads(request), *files)
        for file in files:
            os.close(file)
        line.send(b"%d" % pid)
        _, status = os.waitpid(pid, 0)
        line.send(b"%d" % os.waitstatus_to_exitcode(status))


def _warm_up(rules: dict[str, Any]) -> None:
    import numpy as np

    sound = np.random.default_rng(1).integers(-9000, 9000, 2 * _RATE, dtype="<i2").tobytes()
    form = struct.pack("<8sIHHIIHH", b"WAVEfmt ", 16, 1, 2, _RATE, 4 * _RATE, 4, 16)
    with tempfile.TemporaryFile() as stream:
        stream.write(struct.pack("<4sI", b"RIFF", len(form) + 8 + len(sound)) + form)
        stream.write(struct.pack("<4sI", b"data", len(sound)) + sound)
        stream.flush()
        child.answer("song", f"/proc/self/fd/{stream.fileno()}", rules)


def _be_child(line: socket.socket, request: dict[str, Any], file: int, answer: int) -> None:
    try:
        os.setsid()
        os.dup2(file, 0)  # the socket is shut with it
        line.detach()
        os.close(file)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 1)
        os.dup2(null, 2)
        with os.fdopen(answer, "w", encoding="utf-8") as channel:
            child.respond(request, channel)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
