"""What the workers of the tests are asked to do."""

import os
import signal
import time

import psutil

kept = []


def add(one, two, *, progress):
    for step in range(5):
        progress((step + 1) / 5, f"step {step}")
        time.sleep(0.15)
    return one + two


def who(seconds, *, progress):
    time.sleep(seconds)
    return os.getpid()


def fail(kind, *, progress):
    raise kind("no", hint="mend it")


def die(how, *, progress):
    if how == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "exit":
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)


def sleep_and_tell(path, seconds, *, progress):
    path.write_text(str(os.getpid()))
    time.sleep(seconds)
    path.write_text("done")


def shout(*, progress):
    print("this must not reach stdout")  # noqa: T201
    os.write(1, b"nor this")
    return os.environ.get("NUMBA_NUM_THREADS")


def show(pictures, seen, *, progress):
    for which, size in pictures:
        progress.show(bytes(size), which)
    while not seen.exists():
        time.sleep(0.02)


def litter(size, *, progress):
    """Free memory that lies below what is kept; return how much this process holds then."""
    freed = [b"x" * 100_000 for _ in range(size // 100_000)]
    kept.append(b"x" * 100_001)
    del freed
    return held(progress=progress)


def held(*, progress):
    return psutil.Process().memory_info().rss
