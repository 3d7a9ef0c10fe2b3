"""Another Python process that is asked something and answers in lines: what a plugin does wrong ends there."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Queue
from typing import IO


class Asked:
    """A process that answers.

    Attributes
    ----------
    answers : Queue of str
        Lines; an empty one when there are no more.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.answers: Queue[str] = Queue()

    def how_it_ended(self) -> str:
        """Wait for its end and return how it came, for people."""
        code = self._process.wait()
        return f"signal {-code}" if code < 0 else f"exit code {code}"


@contextmanager
def asked(module: str, *arguments: str, question: str) -> Iterator[Asked]:
    """Run a module in a process of its own that ends with the block.

    Parameters
    ----------
    module : str
        Dotted name.
    *arguments : str
        Of its command line.
    question : str
        One line for its stdin.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    it = Asked(process)
    threading.Thread(target=_read, args=(process.stdout, it.answers), daemon=True).start()
    try:
        with suppress(BrokenPipeError):  # it has ended already, which its answers tell
            process.stdin.write(question + "\n")
            process.stdin.close()
        yield it
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _read(stream: IO[str], answers: Queue[str]) -> None:
    with suppress(ValueError, OSError):
        for line in stream:
            answers.put(line)
    answers.put("")
