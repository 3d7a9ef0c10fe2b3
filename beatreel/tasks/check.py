"""Check a video against a platform's rules."""

from __future__ import annotations

from pathlib import Path

from beatreel.core.platform import PlatformSpec
from beatreel.core.ports import Progress
from beatreel.media.validate import CheckReport, check_report


def check(path: Path, platform: PlatformSpec, *, progress: Progress) -> CheckReport:
    """Return what :func:`beatreel.media.validate.check_report` finds.

    Raises
    ------
    MediaError
        If the file cannot be read as a video.
    """
    return check_report(path, platform)
