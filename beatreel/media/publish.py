"""Writing a file so that nobody ever sees half of it: beside its target, flushed to disk, then renamed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from beatreel.core.errors import MediaError


@contextmanager
def published(target: Path) -> Iterator[Path]:
    """Yield the path to write to; when the block ends well, it takes the target's place in one step.

    Parameters
    ----------
    target : Path
        The final path. Its folder is made if needed.

    Raises
    ------
    MediaError
        If the disk is full or the folder cannot be written.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _flush(part)
        part.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise write_error(target, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def published_together(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Like :func:`published` for several files that belong together: none appears unless all were written."""
    with ExitStack() as stack:
        yield [stack.enter_context(published(target)) for target in targets]


def write_error(target: Path, error: OSError) -> MediaError:
    """Turn what the operating system says about writing a file into a sentence with a next step."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MediaError(f"The disk is full: “{target.name}” was not written", hint="Free some space, then try again")
    reason = error.strerror or str(error)
    return MediaError(f"“{target.name}” cannot be written: {reason}", hint="Check the folder and its rights")


def _flush(path: Path) -> None:
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    try:
        descriptor = os.open(path, flags)
    except PermissionError:
        if path.is_dir():  # Windows cannot open folders; there a rename is durable without it
            return
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
