"""Media files that are whole or not there, with errors that say what to do when the disk does not play along."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from beatreel.core.errors import MediaError
from beatreel.core.files import whole_file


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
    try:
        with whole_file(target) as part:
            yield part
    except OSError as error:
        raise write_error(target, error) from error


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
