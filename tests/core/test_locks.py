"""Locks of the kernel, asked by many at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from beatreel.core.locks import FileLock

HOLDER = """
import sys
from pathlib import Path
from beatreel.core.locks import FileLock
lock = FileLock(Path(sys.argv[1]))
assert lock.acquire(wait=False)
print("held", flush=True)
sys.stdin.read()
"""


def test_whoever_asks_is_never_taken_for_a_holder(tmp_path: Path) -> None:
    """Work would wait for ever for a service that somebody's look had feigned."""
    lock = FileLock(tmp_path / "a.lock")
    said: list[bool] = []

    def ask(one: FileLock) -> None:
        for _ in range(200):
            said.append(one.is_taken())
            time.sleep(0.003)

    done = threading.Event()

    def compute() -> None:  # others that hold the interpreter: whoever looks is stopped in the middle
        while not done.is_set():
            sum(range(1000))

    busy = [threading.Thread(target=compute) for _ in range(2)]
    askers = [threading.Thread(target=ask, args=(one,)) for one in (lock, lock, FileLock(lock.path))]
    for thread in (*busy, *askers):
        thread.start()
    for thread in askers:
        thread.join()
    done.set()
    assert said == [False] * 600
    assert lock.acquire(wait=False)


def test_a_holder_elsewhere_is_seen_until_it_ends(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a.lock")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        assert lock.is_taken() and not lock.acquire(wait=False)
        holder.kill()
    assert not lock.is_taken()
    assert lock.acquire(wait=False) and not lock.is_taken()  # one's own is no other's
